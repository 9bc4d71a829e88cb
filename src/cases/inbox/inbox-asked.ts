import type { City } from '../../reference/city.ts'
import { type CaseState, caseStates } from '../acts/case-states.ts'
import type { InboxAsked } from './list-inbox.ts'

/** Reads what an inbox is asked for from the values of its address; what the city does not know leaves its filter open. */
export function readInboxAsked(city: City, given: (name: string) => string | null | undefined): InboxAsked {
  const danger = known(given('danger'), ['1', '2', '3'])
  return {
    part: known(given('part'), ['support'] as const) ?? 'lead',
    bureau: known(given('bureau'), [...city.bureaus.keys()]),
    state: known(given('state'), Object.keys(caseStates) as CaseState[]),
    sector: known(
      given('sector'),
      city.sectors.map(({ code }) => code),
    ),
    district: known(
      given('district'),
      city.districts.map(({ id }) => id),
    ),
    danger: danger === null ? null : Number(danger),
    overdue: given('overdue') === 'yes',
    added: given('added') === 'yes',
    words: (given('words') ?? '').trim().slice(0, 100),
    page: pageOf(given('page')),
  }
}

/** The same as the values of an address: what is asked for and nothing else. */
export function inboxQuery({ part, overdue, added, words, page, danger, ...asked }: InboxAsked): URLSearchParams {
  const values: Record<string, string | null> = {
    part: part === 'lead' ? null : part,
    ...asked,
    danger: danger === null ? null : String(danger),
    overdue: overdue ? 'yes' : null,
    added: added ? 'yes' : null,
    words,
    page: page === 1 ? null : String(page),
  }
  const told = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))
  return new URLSearchParams(told)
}

function known<Value extends string>(value: string | null | undefined, values: readonly Value[]): Value | null {
  return values.find((one) => one === value) ?? null
}

/** From 1, at most 1000. */
function pageOf(value: string | null | undefined): number {
  const page = Number(value)
  return Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1
}
