import type { Context as HonoContext } from 'hono'
import type { MeasuresAsked } from '../../alerts/measures/list-measures.ts'
import { levelsUpward } from '../../alerts/warning-acts.ts'
import type { City } from '../../reference/city.ts'
import { chosen, pageOf } from '../form-values.ts'
import type { Env, Web } from '../web.ts'

/** What the address of a list, feed or calendar of measures asks for. */
export const askedOf = (web: Web, c: HonoContext<Env>): MeasuresAsked =>
  askedFrom(web.world.city, (name) => c.req.query(name))

/** The same from the values of any address. */
export function askedFrom(city: City, query: (name: string) => string | undefined): MeasuresAsked {
  const said = (name: string, max: number) => {
    const text = (query(name) ?? '').trim().slice(0, max)
    return text === '' ? null : text
  }
  const market = said('market', 3)
  const hs = said('hs', 12)?.replace(/\D/g, '') ?? ''
  return {
    family: said('measure', 120),
    leaf: chosen(query('sector'), [...city.leaves.keys()]),
    market: market !== null && /^(?:[A-Z]{3}|EU)$/.test(market) ? market : null,
    hs: hs.length >= 2 ? hs : null,
    level: chosen(query('level'), levelsUpward),
    open: query('open') === 'yes',
    newDays: daysOf(query('new')),
    closingDays: daysOf(query('closing')),
    text: said('text', 80),
    page: pageOf(query('page')),
  }
}

function daysOf(written: string | undefined): number | null {
  const days = Number(written)
  return written !== undefined && Number.isInteger(days) && days >= 1 && days <= 366 ? days : null
}

/** The same as the values of an address; the page is not among them. */
export const filtersOf = ({ leaf, market, hs, level, open, newDays, closingDays, text }: MeasuresAsked) => ({
  sector: leaf,
  market,
  hs,
  level,
  open: open ? 'yes' : null,
  new: newDays,
  closing: closingDays,
  text,
})
