import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import type { TypedAssessment } from '../../../src/alerts/risk-assessment/assessment-content.ts'
import { findSubject } from '../../../src/alerts/risk-assessment/find-subject.ts'
import { listAssessments } from '../../../src/alerts/risk-assessment/list-assessments.ts'
import { moveAssessment } from '../../../src/alerts/risk-assessment/move-assessment.ts'
import { openAssessment } from '../../../src/alerts/risk-assessment/open-assessment.ts'
import { printAssessment } from '../../../src/alerts/risk-assessment/print-assessment.ts'
import { readAssessment } from '../../../src/alerts/risk-assessment/read-assessment.ts'
import { reviseAssessment } from '../../../src/alerts/risk-assessment/revise-assessment.ts'
import type { Context, Role } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { anAssessment, aScenario } from '../../support/assessments.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const free = { kind: 'free', id: null } as const

const as = async (role: Role, bureau = 'AMR') => contextOf(world, { actor: await anOfficer(db, { role, bureau }) })
const opened = (context: Context, said: Partial<TypedAssessment> = {}) =>
  openAssessment(context, { subject: free, typed: anAssessment(said) })
const move = (context: Context, assessmentId: number, act: 'submit' | 'return' | 'validate', reason = '已逐项核对') =>
  moveAssessment(context, { assessmentId, act, reason })

describe('a risk assessment', () => {
  it('keeps every factor with its source, the level of the worst scenario and how firm it is', async () => {
    const officer = await as('officer')
    const id = await opened(officer, { scenarios: [aScenario({ severity: '1' }), aScenario()] })
    const { content, result, state } = await readAssessment(officer, { assessmentId: id })
    expect(state).toBe('draft')
    expect(content.scenarios[1]?.sources).toEqual(['抽检 20 批次', '三年投诉统计', '入户调查', '消防火灾统计'])
    expect(content.units).toBe(12_000)
    expect(result.weighed.worst).toMatchObject({ severity: 3, level: 'serious' })
    expect(result.weighed.flips).toContainEqual({
      scenario: 1,
      factor: 1,
      from: 0.1,
      to: 0.01,
      level: 'high',
    })
    expect(result.graded).toBeNull()
  })

  it('grades what has happened by the thresholds of its day and names whom to tell', async () => {
    const officer = await as('officer')
    const id = await opened(officer, { field: 'work_safety', figures: { deaths: '3', loss: '' } })
    const { result } = await readAssessment(officer, { assessmentId: id })
    expect(result.graded).toMatchObject({ grade: 'large', report: [{ clock: 'EMERG.escalate_each_level' }] })
    const row = await db.selectFrom('risk_assessment_version').select(['grade', 'level']).executeTakeFirstOrThrow()
    expect(row).toEqual({ grade: 'large', level: 'serious' })
  })

  it('is refused without title or scenario, with a factor of no list, a number that is none, a toll without field', async () => {
    const officer = await as('officer')
    const faultsOf = async (said: Partial<TypedAssessment>) => {
      const refusal = await opened(officer, said).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(Invalid)
      return Object.keys((refusal as Invalid).fields)
    }
    expect(await faultsOf({ title: '' })).toEqual(['title'])
    expect(await faultsOf({ scenarios: [aScenario({ counted: false })] })).toEqual(['scenarios'])
    expect(await faultsOf({ scenarios: [aScenario({ hazard: 'dragon' })] })).toEqual(['scenarios'])
    expect(await faultsOf({ units: '很多', leaf: 'NO.01' })).toEqual(['leaf', 'units'])
    expect(await faultsOf({ figures: { deaths: '1' } })).toEqual(['field'])
    expect(await faultsOf({ groups: ['dragons'] })).toEqual(['groups'])
    expect(await db.selectFrom('risk_assessment').selectAll().execute()).toEqual([])
  })

  it('may be kept unfinished, but is handed in only when each step has its source', async () => {
    const officer = await as('officer')
    const id = await opened(officer, { scenarios: [aScenario({ sources: ['抽检', '', '', ''] })], uncertainty: '' })
    const refusal = await move(officer, id, 'submit').catch((error: unknown) => error)
    expect(Object.keys((refusal as Invalid).fields)).toEqual(['scenarios', 'uncertainty'])
    await reviseAssessment(officer, { assessmentId: id, version: 1, typed: anAssessment() })
    await move(officer, id, 'submit')
    expect((await readAssessment(officer, { assessmentId: id })).state).toBe('submitted')
  })

  it('starts from what is known of its case, and shows another bureau’s case to nobody', async () => {
    const caseId = await openCaseAt(world, { title: '电池鼓包', lead: 'AMR' })
    const subject = await findSubject(await as('officer'), { kind: 'case', id: caseId })
    expect(subject).toMatchObject({ kind: 'case', id: caseId, title: '电池鼓包' })
    expect(subject.scenarios).toHaveLength(1)
    const other = await as('officer', 'EEB')
    await expect(findSubject(other, { kind: 'case', id: caseId })).rejects.toBeInstanceOf(NotFound)
    const about = { subject: { kind: 'case' as const, id: caseId }, typed: anAssessment() }
    await expect(openAssessment(other, about)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('the second person', () => {
  it('validates what others wrote, never what they had a hand in, however high their role', async () => {
    const [head, office] = [await as('head'), await as('joint_office', 'DATA')]
    const id = await opened(head)
    await move(head, id, 'submit')
    await expect(move(head, id, 'validate')).rejects.toBeInstanceOf(Forbidden)
    expect((await readAssessment(head, { assessmentId: id })).acts).toEqual([])
    await move(office, id, 'validate')
    expect(await readAssessment(head, { assessmentId: id })).toMatchObject({ state: 'validated', version: 1 })
  })

  it('who revised it once has a hand in it for good', async () => {
    const [officer, head] = [await as('officer'), await as('head')]
    const id = await opened(officer)
    await reviseAssessment(head, { assessmentId: id, version: 1, typed: anAssessment() })
    await reviseAssessment(officer, { assessmentId: id, version: 2, typed: anAssessment() })
    await move(officer, id, 'submit')
    await expect(move(head, id, 'validate')).rejects.toBeInstanceOf(Forbidden)
    await expect(move(officer, id, 'validate')).rejects.toBeInstanceOf(Forbidden)
  })

  it('gives it back with a reason; what was validated must be validated anew after a change', async () => {
    const [officer, head] = [await as('officer'), await as('head')]
    const id = await opened(officer)
    await move(officer, id, 'submit')
    const locked = reviseAssessment(officer, { assessmentId: id, version: 1, typed: anAssessment() })
    await expect(locked).rejects.toBeInstanceOf(Conflict)
    await expect(move(head, id, 'return', ' ')).rejects.toBeInstanceOf(Invalid)
    await move(head, id, 'return', '第二步概率没有依据')
    await reviseAssessment(officer, { assessmentId: id, version: 1, typed: anAssessment({ title: '改过的标题' }) })
    await move(officer, id, 'submit')
    await move(head, id, 'validate')
    await reviseAssessment(officer, { assessmentId: id, version: 2, typed: anAssessment() })
    const read = await readAssessment(officer, { assessmentId: id })
    expect(read).toMatchObject({ state: 'draft', version: 3 })
    expect(read.events.map(({ act, version }) => `${act} ${version}`)).toEqual([
      'validate 2',
      'submit 2',
      'return 1',
      'submit 1',
    ])
  })

  it('two who write on the same sight of it: the second is told', async () => {
    const [one, other] = [await as('officer'), await as('officer')]
    const id = await opened(one)
    await reviseAssessment(one, { assessmentId: id, version: 1, typed: anAssessment() })
    const late = reviseAssessment(other, { assessmentId: id, version: 1, typed: anAssessment() })
    await expect(late).rejects.toBeInstanceOf(Conflict)
    expect(await db.selectFrom('risk_assessment_version').selectAll().execute()).toHaveLength(2)
  })

  it('is of the bureau or the office: another bureau sees neither page nor list, a dispatcher writes none', async () => {
    const id = await opened(await as('officer'))
    const [other, dispatcher] = [await as('head', 'EEB'), await as('dispatcher', 'DATA')]
    await expect(readAssessment(other, { assessmentId: id })).rejects.toBeInstanceOf(NotFound)
    expect((await listAssessments(other, { state: null, page: 1 })).assessments).toEqual([])
    expect((await listAssessments(dispatcher, { state: null, page: 1 })).assessments).toHaveLength(1)
    await expect(opened(dispatcher)).rejects.toBeInstanceOf(Forbidden)
    const citizen = contextOf(world)
    await expect(listAssessments(citizen, { state: null, page: 1 })).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('on paper', () => {
  it('a version says its level, scenarios, sources, sensitivity and duty, and whether a second person stands behind it', async () => {
    const [officer, head] = [await as('officer'), await as('head')]
    const id = await opened(officer, { field: 'equipment', figures: { lift_hours: '3' } })
    const draft = await printAssessment(officer, { assessmentId: id, number: 1 })
    expect(draft.paper.paragraphs.join()).toContain('未经第二人复核')
    await move(officer, id, 'submit')
    await move(head, id, 'validate', '数据与抽检报告一致')
    const { paper, pdf } = await printAssessment(officer, { assessmentId: id, number: 1 })
    const words = [...paper.paragraphs, ...paper.sections.flatMap(({ heading, lines }) => [heading, ...lines])].join()
    for (const said of ['严重风险', '数据与抽检报告一致', '抽检 20 批次', '敏感性检验', 'Ⅳ级', '第六十一条'])
      expect(words).toContain(said)
    const { numPages } = await getDocumentProxy(new Uint8Array(pdf))
    expect(numPages).toBeGreaterThan(0)
    await expect(printAssessment(officer, { assessmentId: id, number: 2 })).rejects.toBeInstanceOf(NotFound)
  })
})

describe('history', () => {
  it('is never written over', async () => {
    await opened(await as('officer'))
    await expect(db.updateTable('risk_assessment_version').set({ level: 'low' }).execute()).rejects.toThrow(
      /append-only/,
    )
    await expect(db.deleteFrom('risk_assessment_version').execute()).rejects.toThrow(/append-only/)
  })
})
