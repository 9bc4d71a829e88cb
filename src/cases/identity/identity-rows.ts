import { type RawBuilder, sql } from 'kysely'
import type { City } from '../../reference/city.ts'
import type { ClockRow } from '../clocks/clock-moves.ts'
import { type IdentityAsked, type IdentityCheck, identityProvided } from './identity-check.ts'

type Row = Pick<IdentityAsked, 'id' | 'wanted' | 'outcome' | 'reason'> & {
  asked_at: string
  until_at: string
  given_at: string | null
}

/** The askings for proof of identity in the case `c` of an outer query, in order; what was given stays in the vault. */
export const identityRows: RawBuilder<Row[]> = sql<Row[]>`(
  select coalesce(json_agg(json_build_object('id', k.id, 'wanted', k.wanted, 'outcome', k.outcome, 'reason', k.reason,
           'asked_at', k.asked_at, 'until_at', k.until_at, 'given_at', k.given_at) order by k.id), '[]')
    from identity_check k where k.case_id = c.id)`

export const readIdentity = (city: City, clocks: ClockRow[], rows: Row[]): IdentityCheck => ({
  provided: identityProvided(city, clocks),
  asked: rows.map(readAsked),
})

export const readAsked = ({ asked_at, until_at, given_at, ...asked }: Row): IdentityAsked => ({
  ...asked,
  askedAt: new Date(asked_at),
  until: new Date(until_at),
  givenAt: given_at === null ? null : new Date(given_at),
})
