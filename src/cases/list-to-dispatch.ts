import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { Bilingual, FilingKind } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import { bureausFor } from './act-words.ts'
import { leafNamed } from './list-inbox.ts'

/** A bureau the machine or a returning bureau proposes, by which act a dispatcher gives it the case, and why. */
export type Candidate = { bureau: string; act: 'dispatch' | 'refer'; confidence: number | null; words: string[] }

export type ToDispatch = {
  id: number
  title: string
  kind: FilingKind
  text: string
  leaf: Bilingual & { code: string }
  danger: number
  openedAt: Date
  nextDueAt: Date | null
  candidates: Candidate[]
  /** The last return, when the case comes back from a bureau. */
  returned: { by: string; reason: string | null; proposed: string | null } | null
}

const pageSize = 50

/**
 * What waits for a dispatcher, the soonest due first, each with up to three bureaus to choose from and a fourth where a
 * returning bureau proposes another. Throws Forbidden for those who do not see every case.
 */
export async function listToDispatch(
  context: Context,
  { page }: { page: number },
): Promise<{ cases: ToDispatch[]; total: number; pages: number }> {
  if (!may(context.actor, 'see_all_cases')) {
    throw new Forbidden({ zh: '分拨由热线分拨人员来做。', en: 'Dispatching is for the dispatchers of the hotline.' })
  }
  const rows = await query(context, page).execute()
  const total = rows[0]?.total ?? 0
  return {
    cases: rows.map(({ opened_at, next_due_at, lead, returned, leaf, total: _, ...row }) => ({
      ...row,
      leaf: leafNamed(context.city, leaf),
      openedAt: opened_at,
      nextDueAt: next_due_at,
      candidates: candidatesOf(context, lead, returned?.proposed ?? null),
      returned,
    })),
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

function query({ db }: Context, page: number) {
  return db
    .selectFrom('case_file as c')
    .innerJoin('report as r', 'r.id', 'c.id')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .where('c.state', '=', 'to_dispatch')
    .select(['c.id', 'c.title', 'c.kind', 'c.leaf', 'c.danger', 'c.opened_at', 'c.next_due_at'])
    .select([
      sql<string>`left(r.text, 200)`.as('text'),
      sql<Assessment['lead']>`a.detail -> 'lead'`.as('lead'),
      sql<number>`(count(*) over ())::int`.as('total'),
    ])
    .select((eb) =>
      jsonObjectFrom(
        eb
          .selectFrom('case_event')
          .whereRef('case_id', '=', 'c.id')
          .where('act', '=', 'return')
          .select(['bureau as by', 'reason', 'to_bureau as proposed'])
          .orderBy('id', 'desc')
          .limit(1),
      ).as('returned'),
    )
    .orderBy(sql`c.next_due_at asc nulls last`)
    .orderBy('c.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
}

function candidatesOf({ city }: Context, lead: Assessment['lead'], proposed: string | null): Candidate[] {
  const choices = [{ value: lead.value, confidence: lead.confidence }, ...lead.alternatives].slice(0, 3)
  const named = choices.some(({ value }) => value === proposed)
  const all = [...(proposed === null || named ? [] : [{ value: proposed, confidence: null }]), ...choices]
  const dispatched = bureausFor(city, 'dispatch')
  const referred = bureausFor(city, 'refer')
  return all
    .filter(({ value }) => dispatched.has(value) || referred.has(value))
    .map(({ value, confidence }) => ({
      bureau: value,
      act: referred.has(value) ? 'refer' : 'dispatch',
      confidence,
      words: value === lead.value ? [...new Set(lead.because.map(({ word }) => word))].slice(0, 5) : [],
    }))
}
