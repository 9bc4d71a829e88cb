import { type RawBuilder, sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual, City, FilingKind, RiskLevel } from '../../reference/city.ts'
import { type CaseState, caseStates } from '../acts/case-states.ts'
import { casesHolding } from './holding-words.ts'

/** What a desk asks for; null leaves a filter open. `bureau` counts only for those who see every case. */
export type InboxAsked = {
  part: 'lead' | 'support'
  bureau: string | null
  state: CaseState | null
  sector: string | null
  district: string | null
  /** At least so dangerous. */
  danger: number | null
  overdue: boolean
  /** Only those to which the reporter added something that the bureau has not acted on since. */
  added: boolean
  /** Words that stand in the case; '' for none. */
  words: string
  /** From 1. */
  page: number
}

export type InboxCase = {
  id: number
  title: string
  kind: FilingKind
  state: CaseState
  lead: string
  leaf: Bilingual & { code: string }
  district: string | null
  street: string | null
  danger: number
  risk: RiskLevel
  openedAt: Date
  nextDueAt: Date | null
  addedAt: Date | null
  /** When the part of the bureau that asks is due, on its list of cases it supports; null without one. */
  partDueAt: Date | null
  /** How often a bureau returned it. */
  returned: number
}

/** `total`, `overdue`, `dangerous` and `added` count all pages of what was asked for. */
export type Inbox = {
  cases: InboxCase[]
  total: number
  overdue: number
  dangerous: number
  added: number
  page: number
  pages: number
}

const pageSize = 50

/**
 * The cases of a desk, those in which people can be hurt first, then by what is due; ended ones the newest first. Without a state it lists
 * what is open and dispatched. Throws Forbidden for a role that sees no cases.
 */
export async function listInbox(context: Context, asked: InboxAsked): Promise<Inbox> {
  const rows = await inboxQuery(context, asked).execute()
  const counts = rows[0] ?? { total: 0, overdue: 0, dangerous: 0, added: 0 }
  return {
    cases: rows.map(
      ({
        opened_at,
        next_due_at,
        added_at,
        part_due_at,
        leaf,
        total: _t,
        overdue: _o,
        dangerous: _d,
        added: _a,
        ...row
      }) => ({
        ...row,
        leaf: leafNamed(context.city, leaf),
        openedAt: opened_at,
        nextDueAt: next_due_at,
        addedAt: added_at,
        partDueAt: part_due_at,
      }),
    ),
    total: counts.total,
    overdue: counts.overdue,
    dangerous: counts.dangerous,
    added: counts.added,
    page: asked.page,
    pages: Math.max(1, Math.ceil(counts.total / pageSize)),
  }
}

/** A leaf in words; a code that the city no longer has is shown as it is. */
export function leafNamed(city: City, code: string): Bilingual & { code: string } {
  const leaf = city.leaves.get(code)
  return leaf ? { code, zh: leaf.zh, en: leaf.en } : { code, zh: '其他事项', en: 'Other matters' }
}

const countsAt = (now: Date) => [
  sql<number>`count(*)::int`.as('total'),
  sql<number>`(count(*) filter (where next_due_at < ${now}))::int`.as('overdue'),
  sql<number>`(count(*) filter (where danger >= 2))::int`.as('dangerous'),
  sql<number>`count(added_at)::int`.as('added'),
]

/** Counts and sorts what was asked for by its few narrow columns, then fetches the one page. */
function inboxQuery(context: Context, asked: InboxAsked) {
  return pageOf(context, asked)
    .selectFrom('page')
    .innerJoin('case_file as c', 'c.id', 'page.id')
    .innerJoin('counted', (join) => join.onTrue())
    .select([
      'c.id',
      'c.title',
      'c.kind',
      'c.state',
      'c.lead',
      'c.leaf',
      'c.district',
      'c.street',
      'c.danger',
      'c.risk',
    ])
    .select(
      sql<number>`(select count(*)::int from case_event e where e.case_id = c.id and e.act = 'return')`.as('returned'),
    )
    .select(partDue(asked.part === 'support' ? bureauSeen(context, asked) : null).as('part_due_at'))
    .select(['c.opened_at', 'c.next_due_at', 'c.added_at', ...counts])
    .orderBy(inOrder(asked, sql`c.id`))
}

/** `counted` and `page`. A desk may have a hundred thousand: read twice from an index they cost less than kept aside; words are searched for once. */
function pageOf(context: Context, asked: InboxAsked) {
  const asking = matching(context, asked)
  return (
    context.db
      .with(
        (name) => (asked.words === '' ? name('matching').notMaterialized() : name('matching').materialized()),
        () => asking,
      )
      // Kept aside, or a planner that expects one case counts anew for each of fifty.
      .with(
        (name) => name('counted').materialized(),
        (found) => found.selectFrom('matching').select(countsAt(context.now)),
      )
      .with('page', (found) =>
        found
          .selectFrom('matching')
          .select('id')
          .orderBy(inOrder(asked, sql`id`))
          .limit(pageSize)
          .offset((asked.page - 1) * pageSize),
      )
  )
}

const inOrder = ({ state }: InboxAsked, id: RawBuilder<number>) =>
  state !== null && caseStates[state].final ? sql`${id} desc` : sql`danger >= 2 desc, next_due_at asc nulls last, ${id}`

const counts = ['counted.total', 'counted.overdue', 'counted.dangerous', 'counted.added'] as const

const partDue = (bureau: string | null) =>
  bureau === null
    ? sql<Date | null>`null::timestamptz`
    : sql<Date | null>`(select min(p.due_at) from item_part p where p.case_id = c.id and p.bureau = ${bureau} and p.ended_at is null)`

/** The cases asked for, by the few narrow columns that order them. Throws Forbidden for a role that sees no cases. */
export function matching(context: Context, asked: InboxAsked) {
  return (asked.words === '' ? context.db.selectFrom('case_file') : context.db.selectFrom(held(context, asked)))
    .select(['id', 'danger', 'next_due_at', 'added_at'])
    .where(allOf([...standing(context, asked), ...narrowing(context, asked)]))
}

export type Condition = RawBuilder<boolean>

/** No condition holds for every case. */
export const allOf = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`

/** Whose cases and in which state, as indexes know them. Throws Forbidden for a role that sees no cases. */
export function standing(context: Context, asked: InboxAsked): Condition[] {
  const bureau = bureauSeen(context, asked)
  // Written as the partial indexes have it, so that they serve.
  const open = sql<boolean>`state not in ('closed', 'refused') and state <> 'to_dispatch'`
  const state = asked.state === null ? open : sql<boolean>`state = ${asked.state}`
  if (bureau === null) return [state]
  const whose =
    asked.part === 'lead' ? sql<boolean>`lead = ${bureau}` : sql<boolean>`support @> array[${bureau}]::text[]`
  return [whose, state]
}

/** What else is asked of a case, but for its words. */
export function narrowing(context: Context, asked: InboxAsked): Condition[] {
  const { sector, district, danger, overdue, added } = asked
  const wanted: (Condition | null)[] = [
    sector === null ? null : sql`leaf = any(${leavesOf(context.city, sector)}::text[])`,
    district === null ? null : sql`district = ${district}`,
    danger === null ? null : sql`danger >= ${danger}`,
    overdue ? sql`next_due_at < ${context.now}` : null,
    added ? sql`added_at is not null` : null,
  ]
  return wanted.filter((condition) => condition !== null)
}

/** What a bureau leads stands in an index, in its order: open cases by what is due, ended ones by number. Those of other desks do not. */
function held(context: Context, asked: InboxAsked) {
  const ownDesk = asked.part === 'lead' && bureauSeen(context, asked) !== null
  const first = asked.state !== null && caseStates[asked.state].final ? sql`id desc` : sql`next_due_at`
  const desk = ownDesk ? { holds: allOf(standing(context, asked)), first } : null
  return casesHolding(asked.words, context.city, desk).as('case_file')
}

function bureauSeen({ actor }: Context, asked: InboxAsked): string | null {
  if (may(actor, 'see_all_cases')) return asked.bureau
  if (actor.kind === 'staff' && may(actor, 'see_own_cases')) return actor.bureau
  throw new Forbidden({ zh: '您的岗位不看案件。', en: 'Your role does not see cases.' })
}

/** An unknown sector has no leaves, and so no cases. */
function leavesOf(city: City, sector: string): string[] {
  const leaves = city.sectors.find(({ code }) => code === sector)?.leaves.map(({ code }) => code) ?? []
  return leaves.length > 0 ? leaves : ['']
}
