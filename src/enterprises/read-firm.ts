import type { Selectable } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Actor, Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import { type Graded, isPublished } from './grade/grade.ts'
import { type FactRow, gradedFact } from './register/fact-rows.ts'
import { logQuery } from './search/log-query.ts'

export type FirmRow = Selectable<Tables['enterprise']>
export type GradeRead = {
  id: number
  grade: FirmRow['grade'] & string
  detail: Graded
  rule: string
  computedAt: Date
  nextOn: string | null
  shownAt: Date | null
  toldAt: Date | null
  toldHow: 'mail' | 'letter' | null
  showFrom: Date | null
}
export type FactRead = FactRow & {
  published: boolean
  /** An objection against it is open. */
  marked: boolean
  /** The firm's own words, once a person showed them. */
  answers: { text: string; at: Date }[]
}
type Branch = Pick<FirmRow, 'code' | 'name' | 'district' | 'grade'>
export type FirmRead = {
  firm: FirmRow
  parent: Branch | null
  branches: Branch[]
  shown: GradeRead | null
  /** Computed and not yet shown; the firm and the staff see it, nobody else. */
  held: GradeRead | null
  timeline: FactRead[]
}

/** How a look is logged, by who looks. */
type Look = Tables['enterprise_query']['what']
const branchesMax = 100

/**
 * The record of a firm by its credit code. Everybody sees what is published; the firm itself and staff also what is not any more, and the
 * grade that is held. The look is logged. Throws NotFound.
 */
export async function readFirm(context: Context, { code, look }: { code: string; look: Look }): Promise<FirmRead> {
  const { db, actor, now } = context
  const firm = await db.selectFrom('enterprise').selectAll().where('code', '=', code).executeTakeFirst()
  if (!firm) throw new NotFound(noSuchFirm)
  await logQuery(context, { what: look, enterpriseId: firm.id })
  const inside = seesInside(actor, firm.id)
  const [shown, held] = await Promise.all([
    gradeIn(context, firm.id, 'shown'),
    inside ? gradeIn(context, firm.id, 'held') : null,
  ])
  const timeline = await timelineOf(context, firm.id, toShanghaiDate(now))
  return {
    firm,
    parent: firm.parent_code === null ? null : ((await branches(context, 'code', firm.parent_code))[0] ?? null),
    branches: await branches(context, 'parent_code', firm.code),
    shown,
    held,
    timeline: inside ? timeline : timeline.filter(({ published }) => published),
  }
}

export const noSuchFirm = {
  zh: '档案里没有这家企业，请核对统一社会信用代码。',
  en: 'The register does not know this firm. Check the credit code.',
}

/** Staff who see the register, and the firm itself. */
export function seesInside(actor: Actor, enterpriseId: number): boolean {
  return may(actor, 'see_firms') || (actor.kind === 'firm' && actor.enterpriseId === enterpriseId)
}

async function gradeIn({ db }: Context, enterpriseId: number, state: 'shown' | 'held'): Promise<GradeRead | null> {
  const row = await db
    .selectFrom('enterprise_grade')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('state', '=', state)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    grade: row.grade,
    detail: row.detail as Graded,
    rule: row.rule,
    computedAt: row.computed_at,
    nextOn: row.next_on,
    shownAt: row.shown_at,
    toldAt: row.told_at,
    toldHow: row.told_how,
    showFrom: row.show_from,
  }
}

function branches({ db }: Context, column: 'code' | 'parent_code', value: string): Promise<Branch[]> {
  return db
    .selectFrom('enterprise')
    .select(['code', 'name', 'district', 'grade'])
    .where(column, '=', value)
    .orderBy('name')
    .limit(branchesMax)
    .execute()
}

async function timelineOf({ db }: Context, enterpriseId: number, day: string): Promise<FactRead[]> {
  const facts = await db
    .selectFrom('enterprise_fact')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('happened_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
  const requests = await db
    .selectFrom('firm_request')
    .select(['fact_id', 'kind', 'state', 'outcome', 'text', 'asked_at'])
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', 'in', ['answer', 'objection'])
    .execute()
  const byFact = Map.groupBy(requests, ({ fact_id }) => fact_id)
  return facts.map((fact) => {
    const own = byFact.get(fact.id) ?? []
    return {
      ...fact,
      published: isPublished(gradedFact(fact), day),
      marked: own.some(({ kind, state }) => kind === 'objection' && state !== 'decided'),
      answers: own.filter(({ outcome }) => outcome === 'shown').map(({ text, asked_at }) => ({ text, at: asked_at })),
    }
  })
}
