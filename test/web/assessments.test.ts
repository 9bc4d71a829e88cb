import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/context.ts'
import { openCaseAt } from '../support/cases.ts'
import { staffOn } from '../support/staff.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()

const signedIn = (role: Role, bureau: string) => staffOn(world, siteOn(world), { role, bureau, name: '李华' })

const whole: Record<string, string> = {
  title: '电动自行车锂电池充电起火',
  leaf: 'PROD.03',
  description: '48V 三元锂电池，家中充电',
  exposed: '住户及邻居',
  uncertainty: '入户充电比例只有小样本',
  'risk-0-hazard': 'fire',
  'risk-0-group': '',
  'risk-0-severity': '3',
  'risk-0-story': '夜间热失控引燃楼道',
  ...Object.fromEntries(
    [0, 1, 2, 3].flatMap((i) => [
      [`risk-0-${i}`, '0.5'],
      [`risk-0-${i}-source`, '抽检'],
    ]),
  ),
}

describe('the guided form', () => {
  it('starts from the case, tries out without saving, saves, and is handed to a second person', async () => {
    const caseId = await openCaseAt(world, { title: '电池鼓包' })
    const officer = await signedIn('officer', 'AMR')
    expect(await officer.page(`/bureau/cases/${caseId}`)).toContain(`/bureau/assessments/new?subject=case:${caseId}`)
    expect(await officer.page(`/bureau/assessments/new?subject=case:${caseId}`)).toContain('电池鼓包')
    const subject = `case:${caseId}`
    const tried = await officer.send('/bureau/assessments', { ...whole, subject, only: 'try' })
    expect(await tried.text()).toContain('严重风险')
    expect(await world.db.selectFrom('risk_assessment').selectAll().execute()).toEqual([])
    const saved = await officer.send('/bureau/assessments', { ...whole, subject })
    const address = saved.headers.get('Location') ?? ''
    expect(address).toMatch(/^\/bureau\/assessments\/\d+$/)
    await officer.send(`${address}/submission`, { 'reason-submit': '请复核' })
    const head = await signedIn('head', 'AMR')
    expect(await head.page('/bureau/assessments?state=submitted')).toContain(whole.title)
    await head.send(`${address}/validation`, { 'reason-validate': '核对了抽检报告' })
    expect(await officer.page(address)).toContain('核对了抽检报告')
    const pdf = await officer.get(`${address}/versions/1/pdf`)
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf')
  })

  it('refused, keeps all that was typed beside a message for each field', async () => {
    const officer = await signedIn('officer', 'AMR')
    const answer = await officer.send('/bureau/assessments', { ...whole, title: '', units: '很多' })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    for (const kept of ['夜间热失控引燃楼道', '很多', '入户充电比例只有小样本', '请写一个标题', '请填数字'])
      expect(page).toContain(kept)
  })

  it('shows the duty to report where the toll reaches a grade', async () => {
    const officer = await signedIn('officer', 'AMR')
    const toll = { field: 'food', 'figure-hurt': '60', is: 'school_or_event', only: 'try' }
    const page = await (await officer.send('/bureau/assessments', { ...whole, ...toll })).text()
    expect(page).toContain('达到Ⅱ级（重大）')
    expect(page).toContain('2 小时内报告')
    expect(page).toContain('《突发公共卫生事件应急条例》第十九条、第二十条')
  })
})

describe('others', () => {
  it('see neither the page nor a PDF of another bureau’s, and no desk without the role', async () => {
    const officer = await signedIn('officer', 'AMR')
    const address = (await officer.send('/bureau/assessments', whole)).headers.get('Location') ?? ''
    const other = await signedIn('officer', 'EEB')
    expect((await other.get(address)).status).toBe(404)
    expect((await other.get(`${address}/versions/1/pdf`)).status).toBe(404)
    expect((await other.send(`${address}/versions`, { ...whole, version: '1' })).status).toBe(404)
    const trade = await signedIn('trade_official', 'AMR')
    expect((await trade.get('/bureau/assessments')).status).toBe(403)
    expect(await trade.page('/bureau/account')).not.toContain('/bureau/assessments')
    expect((await siteOn(world).get(address)).headers.get('Location')).toContain('/sign-in')
  })
})
