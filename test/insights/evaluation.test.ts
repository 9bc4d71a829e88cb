import { beforeEach, describe, expect, it } from 'vitest'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { decideObjection } from '../../src/insights/evaluation/decide-objection.ts'
import { drawUpEvaluation } from '../../src/insights/evaluation/draw-up-evaluation.ts'
import { listEvaluations } from '../../src/insights/evaluation/list-evaluations.ts'
import { listOutcomes } from '../../src/insights/evaluation/list-outcomes.ts'
import { moveEvaluation } from '../../src/insights/evaluation/move-evaluation.ts'
import { objectToEvaluation } from '../../src/insights/evaluation/object-to-evaluation.ts'
import { readEvaluation } from '../../src/insights/evaluation/read-evaluation.ts'
import { recordSystemicIncident } from '../../src/insights/evaluation/record-systemic-incident.ts'
import { anOfficer } from '../support/factories.ts'
import { aMonthOfCases } from '../support/settled-cases.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const days = (count: number): Date => new Date(monday.getTime() + count * 86_400_000)
/** Fifty days after the cases: every term is over. */
const evaluated = days(50)
const period = { first: '2026-11-01', last: '2026-11-30' }

type Staff = Awaited<ReturnType<typeof anOfficer>>
let office: Staff
let amr: Staff
let head: Staff
let good: number[]
let bad: number
let silent: number
const asOffice = (now = evaluated) => contextOf(world, { actor: office, now })
const asHead = (now = evaluated) => contextOf(world, { actor: head, now })

beforeEach(async () => {
  const { db } = world
  office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  head = await anOfficer(db, { role: 'head', bureau: 'AMR' })
  ;({ amr, good, bad, silent } = await aMonthOfCases(world))
})

describe('an evaluation of the bureaus', () => {
  it('counts each matter for whom it was given to, and only what is over', async () => {
    const evaluationId = await drawUpEvaluation(asOffice(), period)
    const { bureaus, figures } = await readEvaluation(asOffice(), { evaluationId })
    const of = (bureau: string, measure: 'solved' | 'kept' | 'contacted' | 'not_reopened') => {
      const score = bureaus.find((one) => one.bureau === bureau)?.measures[measure]
      return [score?.well, score?.of]
    }
    expect(of('AMR', 'solved')).toEqual([24, 25])
    expect(of('HCB', 'solved')).toEqual([11, 22])
    expect(of('AMR', 'not_reopened')).toEqual([25, 26])
    expect(of('AMR', 'kept')).toEqual([26, 27])
    // Answered on the day, but one after five days, one given again and never looked at.
    expect(of('AMR', 'contacted')).toEqual([25, 27])
    expect(of('HCB', 'contacted')).toEqual([0, 22])
    expect(figures).toMatchObject({ reports: 49, given: 49, response: { answered: 48, judged: 47 } })
    const [first, second] = bureaus
    expect([first?.bureau, second?.bureau]).toEqual(['AMR', 'HCB'])
    expect(first?.points).toBeGreaterThan(second?.points as number)
  })

  it('leaves out a judgement that the office judges apart, until that is lifted', async () => {
    const { db } = world
    const judged = await db
      .selectFrom('case_judgement')
      .where('case_id', '=', bad)
      .selectAll()
      .executeTakeFirstOrThrow()
    const solvedOf = async (now: Date) => {
      const evaluationId = await drawUpEvaluation(asOffice(now), period)
      const { bureaus } = await readEvaluation(asOffice(now), { evaluationId })
      const score = bureaus.find(({ bureau }) => bureau === 'AMR')?.measures.solved
      return [score?.well, score?.of]
    }
    const apart = {
      case_id: bad,
      answered_at: judged.answered_at,
      ground: 'barred',
      set_at: days(40),
      set_by: 'staff:1',
    } as const
    const { id } = await db
      .insertInto('set_apart')
      .values({ ...apart, bureau: 'DATA', reason: '法律不允许', article: '第四十二条' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(await solvedOf(evaluated)).toEqual([24, 24])
    const lifted = { ruled_at: days(51), ruled_by: 'staff:2', upheld: false, ruling: '应当计入' }
    const objected = { objected_at: days(45), objection: '不同意' }
    await db
      .updateTable('set_apart')
      .set({ ...objected, ...lifted })
      .where('id', '=', id)
      .execute()
    expect(await solvedOf(days(52))).toEqual([24, 25])
  })

  it('opens every figure to its cases, the failed ones first, and shows no stranger’s', async () => {
    const evaluationId = await drawUpEvaluation(asOffice(), period)
    const asked = { evaluationId, bureau: 'AMR', measure: 'solved', well: null, page: 1 } as const
    const { outcomes, total } = await listOutcomes(asOffice(), asked)
    expect(total).toBe(25)
    expect(outcomes[0]).toMatchObject({ caseId: bad, well: false })
    expect(outcomes.map(({ caseId }) => caseId)).not.toContain(silent)
    await moveEvaluation(asOffice(), { evaluationId, act: 'open', reason: '请各单位核对' })
    const own = await listOutcomes(asHead(), asked)
    expect(own.outcomes[0]?.title).not.toBeNull()
    await expect(listOutcomes(asHead(), { ...asked, bureau: 'HCB' })).rejects.toThrow(NotFound)
  })

  it('is seen by heads from when they may object, each the own bureau, and by officers not at all', async () => {
    const evaluationId = await drawUpEvaluation(asOffice(), period)
    await expect(readEvaluation(asHead(), { evaluationId })).rejects.toThrow(NotFound)
    await moveEvaluation(asOffice(), { evaluationId, act: 'open', reason: '请各单位核对' })
    const seen = await readEvaluation(asHead(), { evaluationId })
    expect(seen.bureaus.map(({ bureau }) => bureau)).toEqual(['AMR'])
    expect(seen.acts).toEqual([])
    await expect(listEvaluations(contextOf(world, { actor: amr }))).rejects.toThrow(Forbidden)
    await expect(drawUpEvaluation(asHead(), period)).rejects.toThrow(Forbidden)
  })

  it('counts anew without what was upheld, and not before every objection is answered and the days are over', async () => {
    const evaluationId = await drawUpEvaluation(asOffice(), period)
    const early = { evaluationId, measure: 'solved', caseId: bad, reason: '诉求人另有所指，非本案争议' }
    await expect(objectToEvaluation(asHead(), early)).rejects.toThrow(NotFound)
    await moveEvaluation(asOffice(), { evaluationId, act: 'open', reason: '请各单位核对' })
    await objectToEvaluation(asHead(), early)
    await expect(objectToEvaluation(asHead(), early)).rejects.toThrow(Conflict)
    await expect(objectToEvaluation(asHead(), { ...early, caseId: silent })).rejects.toThrow(Invalid)
    await expect(objectToEvaluation(asHead(), { ...early, caseId: good[0] as number, reason: '' })).rejects.toThrow(
      Invalid,
    )
    const decide = { evaluationId, act: 'decide', reason: '异议均已答复' } as const
    await expect(moveEvaluation(asOffice(), decide)).rejects.toThrow(Conflict)
    const over = days(50 + 9)
    await expect(moveEvaluation(asOffice(over), decide)).rejects.toThrow(Conflict)
    await expect(objectToEvaluation(asHead(over), { ...early, caseId: good[0] as number })).rejects.toThrow(Conflict)
    const [objection] = (await readEvaluation(asOffice(over), { evaluationId })).objections
    const answered = { evaluationId, objectionId: objection?.id as number, upheld: true, answer: '核实后予以剔除' }
    await expect(decideObjection(asHead(over), answered)).rejects.toThrow(Forbidden)
    await decideObjection(asOffice(over), answered)
    await moveEvaluation(asOffice(over), decide)
    const { bureaus, state } = await readEvaluation(asOffice(over), { evaluationId })
    expect(state).toBe('decided')
    expect(bureaus.find(({ bureau }) => bureau === 'AMR')?.measures.solved).toMatchObject({ well: 24, of: 24 })
    expect(bureaus.find(({ bureau }) => bureau === 'AMR')?.measures.not_reopened).toMatchObject({ well: 25, of: 26 })
    await moveEvaluation(asOffice(over), { evaluationId, act: 'report', reason: '经市政府同意通报' })
    expect((await readEvaluation(asHead(over), { evaluationId })).bureaus).toHaveLength(2)
    const letters = await world.db
      .selectFrom('letter')
      .where('what', '=', `evaluation:${evaluationId}`)
      .select(['recipient', 'reason'])
      .orderBy('id')
      .execute()
    expect(letters.map(({ reason }) => reason)).toEqual(['objections_open', 'objections_open', 'reported', 'reported'])
  })

  it('gives the grade of the rules to a bureau with a systemic incident, whatever its points', async () => {
    const evaluationId = await drawUpEvaluation(asOffice(), period)
    const incident = { evaluationId, bureau: 'AMR', document: '市安委办〔2026〕7号', reason: '发生系统性质量安全事件' }
    await expect(recordSystemicIncident(asHead(), incident)).rejects.toThrow(NotFound)
    await expect(recordSystemicIncident(asOffice(), { ...incident, document: '' })).rejects.toThrow(Invalid)
    await recordSystemicIncident(asOffice(), incident)
    const { bureaus } = await readEvaluation(asOffice(), { evaluationId })
    const row = bureaus.find(({ bureau }) => bureau === 'AMR')
    expect(row).toMatchObject({ gradeShown: 'D', incident: { document: incident.document } })
    expect(row?.grade).not.toBe('D')
  })

  it('is refused for a period that is not over, is no period, or too long', async () => {
    await expect(drawUpEvaluation(asOffice(), { first: '2026-11-01', last: '2027-01-31' })).rejects.toThrow(Invalid)
    await expect(drawUpEvaluation(asOffice(), { first: '2026-11-30', last: '2026-11-01' })).rejects.toThrow(Invalid)
    await expect(drawUpEvaluation(asOffice(), { first: '2024-11-01', last: '2026-11-01' })).rejects.toThrow(Invalid)
    await expect(drawUpEvaluation(asOffice(), { first: '', last: 'x' })).rejects.toThrow(Invalid)
  })

  it('gives the same table for the same inputs', async () => {
    const one = await readEvaluation(asOffice(), { evaluationId: await drawUpEvaluation(asOffice(), period) })
    const two = await readEvaluation(asOffice(), { evaluationId: await drawUpEvaluation(asOffice(), period) })
    expect(two.bureaus).toEqual(one.bureaus)
  })
})
