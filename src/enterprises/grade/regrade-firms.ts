import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Grade, GradingRule } from '../../reference/credit-rules.ts'
import { firmLetters } from '../firm-letters.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { type FactRow, gradedFact } from '../register/fact-rows.ts'
import { type Graded, gradeOf, isWorse } from './grade.ts'
import { gradingRuleOn } from './grading-rule-on.ts'
import { noticeEnds } from './notice-term.ts'
import { type RiskRead, riskClassOf } from './risk-class.ts'

const firmsPerRound = 200

type Due = {
  id: number
  code: string
  name: string
  size: 'micro' | 'small' | 'medium' | 'large'
  industry: string | null
  grade: Grade | null
}
type Read = { firm: Due; graded: Graded; risk: RiskRead }

/**
 * Computes grade and risk class of the firms whose time has come. A grade as good as before or better is shown at once under the rules that
 * a person signed; a bad one (city: `notice`) is held, the firm told by mail where it has an account, and shown later by a person.
 * Answers how many firms it did.
 */
export async function regradeFirms(context: Context): Promise<number> {
  const { db, city, now } = context
  const day = toShanghaiDate(now)
  const rule = await gradingRuleOn(context, day)
  return db.transaction().execute(async (tx) => {
    const due = await dueFirms(tx, now, rule)
    if (due.length === 0) return 0
    const facts = await factsOf(tx, due)
    const open = await openDangers(tx, due, now)
    const read = due.map((firm): Read => {
      const own = (facts.get(firm.id) ?? []).map(gradedFact)
      const graded = gradeOf(rule, firm, own, day)
      const risk = riskClassOf(
        city.credit.risk,
        { graded, facts: own, industry: firm.industry, openDanger: open.get(firm.id) ?? 0 },
        day,
      )
      return { firm, graded, risk }
    })
    await writeRisks(tx, context, read)
    await writeGrades({ ...context, db: tx }, rule, read)
    return due.length
  })
}

/** Whose time has come, and then who was graded before the rules of today came into force. */
async function dueFirms(tx: Db, now: Date, { since }: GradingRule): Promise<Due[]> {
  const firms = tx
    .selectFrom('enterprise')
    .select(['id', 'code', 'name', 'size', 'industry', 'grade'])
    .limit(firmsPerRound)
    .forUpdate()
    .skipLocked()
  const due = await firms.where('regrade_at', '<=', now).orderBy('regrade_at').execute()
  if (due.length > 0) return due
  return firms.where('graded_at', '<', shanghaiInstant(since)).orderBy('graded_at').execute()
}

async function factsOf(tx: Db, due: Due[]): Promise<Map<number, FactRow[]>> {
  const rows = await tx
    .selectFrom('enterprise_fact')
    .selectAll()
    .where(
      'enterprise_id',
      'in',
      due.map(({ id }) => id),
    )
    .execute()
  return Map.groupBy(rows, (row) => row.enterprise_id)
}

/** Cases of the last half year that are not over and in which somebody can be hurt. */
async function openDangers(tx: Db, due: Due[], now: Date): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; count: number }>`
    select m.enterprise_id as id, count(*)::int as count
      from enterprise_match m join case_file c on c.id = m.case_id
     where m.state = 'linked' and m.enterprise_id = any(${due.map(({ id }) => id)}::int8[]) and c.danger >= 2
       and c.state not in ('closed', 'refused') and c.opened_at > ${new Date(now.getTime() - 183 * 86_400_000)}
     group by m.enterprise_id`.execute(tx)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

async function writeRisks(tx: Db, { city, now }: Context, read: Read[]): Promise<void> {
  const rows = read.map(({ firm, risk }) => ({
    enterprise_id: firm.id,
    class: risk.class,
    points: risk.points,
    because: JSON.stringify(risk.because),
    rule: city.credit.risk.version,
    computed_at: now,
  }))
  await tx
    .insertInto('enterprise_risk')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('enterprise_id').doUpdateSet((eb) => ({
        class: eb.ref('excluded.class'),
        points: eb.ref('excluded.points'),
        because: eb.ref('excluded.because'),
        rule: eb.ref('excluded.rule'),
        computed_at: eb.ref('excluded.computed_at'),
      })),
    )
    .execute()
}

/** Most firms are as they were, or are shown a grade by the rules; those are written together, the few that are held one by one. */
async function writeGrades(context: Context, rule: GradingRule, read: Read[]): Promise<void> {
  const { db: tx, city } = context
  const last = await lastGrades(tx, read)
  const isBad = ({ firm, graded }: Read) =>
    city.credit.notice.grades.some((grade) => grade === graded.grade) && goesDown(firm.grade, graded.grade)
  const same = read.filter(({ firm, graded }) => isSame(last.get(firm.id), graded))
  const moved = read.filter((one) => !same.includes(one))
  await keepSame(
    tx,
    rule,
    same.flatMap(({ firm }) => last.get(firm.id)?.id ?? []),
  )
  await showAll(
    context,
    rule,
    moved.filter((one) => !isBad(one)),
  )
  for (const one of moved.filter(isBad)) await hold(context, rule, one, last.get(one.firm.id) ?? null)
  await setNext(tx, context.now, read)
}

async function setNext(tx: Db, now: Date, read: Read[]): Promise<void> {
  const next = read.map(({ firm, graded }) => ({
    id: firm.id,
    at: graded.nextOn === null ? null : shanghaiInstant(graded.nextOn),
  }))
  await sql`
    update enterprise e set regrade_at = t.at, graded_at = ${now}
      from json_to_recordset(${JSON.stringify(next)}) as t (id int8, at timestamptz) where e.id = t.id`.execute(tx)
}

/** A grade that comes out the same under new rules goes on under their name. */
async function keepSame(tx: Db, { version }: GradingRule, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('enterprise_grade')
    .set({ rule: version })
    .where('id', 'in', ids)
    .where('rule', '<>', version)
    .execute()
}

const goesDown = (from: Grade | null, to: Grade): boolean => from === null || from === 'N' || isWorse(to, from)

type Last = Told & {
  id: number
  grade: Grade
  points: number | null
  rule: string
  state: 'held' | 'shown' | 'replaced'
  detail: unknown
}

async function lastGrades(tx: Db, read: Read[]): Promise<Map<number, Last>> {
  const { rows } = await sql<Last & { enterprise_id: number }>`
    select distinct on (enterprise_id) enterprise_id, id, grade, points, rule, state, detail, told_at, told_how, show_from from enterprise_grade
     where enterprise_id = any(${read.map(({ firm }) => firm.id)}::int8[]) and state in ('held', 'shown') order by enterprise_id, id desc`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.enterprise_id, row]))
}

/** The same grade by the same lines and caps. */
function isSame(before: Last | undefined, graded: Graded): boolean {
  if (before === undefined || before.grade !== graded.grade) return false
  const said = ({ lines, caps }: Graded) =>
    JSON.stringify([lines.map(({ factId, points }) => [factId, points]), caps.map(({ factId, id }) => [factId, id])])
  return said(before.detail as Graded) === said(graded)
}

/** A held grade gives way to what was computed after it; one that is shown stays in sight while the next is held. */
async function replace(tx: Db, enterpriseIds: number[], states: ('held' | 'shown')[]): Promise<void> {
  await tx
    .updateTable('enterprise_grade')
    .set({ state: 'replaced' })
    .where('enterprise_id', 'in', enterpriseIds)
    .where('state', 'in', states)
    .execute()
}

function rowOf({ now }: Context, rule: GradingRule, { firm, graded }: Read) {
  return {
    enterprise_id: firm.id,
    grade: graded.grade as Tables['enterprise_grade']['grade'],
    points: graded.points,
    detail: JSON.stringify(graded),
    rule: rule.version,
    computed_at: now,
    next_on: graded.nextOn,
  }
}

async function showAll(context: Context, rule: GradingRule, read: Read[]): Promise<void> {
  if (read.length === 0) return
  const { db: tx, now } = context
  const shown = { state: 'shown' as const, shown_at: now, shown_by: `rule:${rule.version}` }
  await replace(
    tx,
    read.map(({ firm }) => firm.id),
    ['held', 'shown'],
  )
  await tx
    .insertInto('enterprise_grade')
    .values(read.map((one) => ({ ...rowOf(context, rule, one), ...shown })))
    .execute()
  const changed = read.filter(({ firm, graded }) => firm.grade !== graded.grade)
  const next = changed.map(({ firm, graded }) => ({ id: firm.id, grade: graded.grade }))
  await sql`
    update enterprise e set grade = t.grade
      from json_to_recordset(${JSON.stringify(next)}) as t (id int8, grade text) where e.id = t.id`.execute(tx)
  await recordEnterpriseEvents(
    tx,
    context,
    changed.map((one) => eventOf(one, rule, '按施行的规则公布 shown under the rule in force')),
  )
}

const eventOf = ({ firm, graded }: Read, rule: GradingRule, reason: string) => ({
  enterpriseId: firm.id,
  act: 'grade' as const,
  subject: `grade:${graded.grade}`,
  reason,
  detail: { was: firm.grade, points: graded.points, rule: rule.version },
})

type Told = { told_at: Date | null; told_how: 'mail' | 'letter' | null; show_from: Date | null }

async function hold(context: Context, rule: GradingRule, read: Read, before: Last | null): Promise<void> {
  const { db: tx, now, queue, city } = context
  const { firm, graded } = read
  await replace(tx, [firm.id], ['held'])
  // Told of this grade before, the firm is not told again when only its points moved.
  const toldBefore =
    before?.state === 'held' && before.grade === graded.grade && before.told_at !== null ? before : null
  const letters = toldBefore ? [] : await firmLetters.gradeHeld(context, firm, graded.grade)
  const told = letters.length > 0
  const { id } = await tx
    .insertInto('enterprise_grade')
    .values({
      ...rowOf(context, rule, read),
      state: 'held',
      ...(told ? { told_at: now, told_how: 'mail', show_from: noticeEnds(city, now) } : {}),
      ...(toldBefore
        ? { told_at: toldBefore.told_at, told_how: toldBefore.told_how, show_from: toldBefore.show_from }
        : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await oweLetters(
    tx,
    queue,
    letters.map((letter) => ({ ...letter, what: `grade:${id}` })),
    now,
  )
  if (toldBefore) return
  await recordEnterpriseEvents(tx, context, [
    eventOf(
      read,
      rule,
      told
        ? '先告知企业，暂不公布 held, the firm told by mail'
        : '暂不公布，待送达告知书 held until the firm is told by letter',
    ),
  ])
}
