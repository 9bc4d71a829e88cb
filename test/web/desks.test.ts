import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { samrForm } from '../alerts/links/firm-notices.ts'
import { arrive } from '../alerts/notices.ts'
import { openCaseAt } from '../support/cases.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

/** A browser with somebody signed in; `send` posts a form as our own pages do. */
async function signedIn(role: Role, bureau: string, now: () => Date = () => monday) {
  const username = `${role}-${bureau}`.toLowerCase()
  await world.db
    .insertInto('account')
    .values({ username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const site = siteOn(world, { now })
  const answer = await site.send('/sign-in', new URLSearchParams({ username, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    answer,
    get: (path: string) => site.get(path, { headers: { Cookie } }),
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: (path: string, fields: Record<string, string> = {}) =>
      site.send(path, new URLSearchParams(fields), { Cookie }),
  }
}

const answered = { 'answer-text': '经现场检查，商家已为您办理退款并下架该批产品。' }
const stateOf = async (caseId: number) =>
  (await world.db.selectFrom('case_file').where('id', '=', caseId).select('state').executeTakeFirstOrThrow()).state

describe('signing in', () => {
  it('gives a cookie that no script reads and no other site sends, and leads to the desk', async () => {
    const { answer } = await signedIn('officer', 'AMR')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/bureau')
    expect(answer.headers.get('Set-Cookie')).toMatch(/^session=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
    expect(answer.headers.get('Set-Cookie')).not.toContain('Secure')
  })

  it('binds the cookie to this host and to TLS in production', async () => {
    await signedIn('officer', 'AMR')
    const site = siteOn(world, { env: { NODE_ENV: 'production' } })
    const answer = await site.send('/sign-in', new URLSearchParams({ username: 'officer-amr', password }))
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-session=.*Path=\/.*; Secure/)
    expect(answer.headers.get('Set-Cookie')).not.toContain('Domain')
  })

  it('goes back to the page that was wanted, but never to another site', async () => {
    await signedIn('officer', 'AMR')
    const site = siteOn(world)
    const leadsTo = async (next: string) =>
      (await site.send('/sign-in', new URLSearchParams({ username: 'officer-amr', password, next }))).headers.get(
        'Location',
      )
    expect((await site.get('/bureau/cases/7')).headers.get('Location')).toBe('/sign-in?next=%2Fbureau%2Fcases%2F7')
    expect(await leadsTo('/bureau/cases/7')).toBe('/bureau/cases/7')
    expect(await leadsTo('//evil.example/x')).toBe('/bureau')
  })

  it('with a wrong password says so, keeps the name and gives no cookie', async () => {
    await signedIn('officer', 'AMR')
    const answer = await siteOn(world).send('/sign-in', new URLSearchParams({ username: 'officer-amr', password: 'x' }))
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(answer.headers.get('Set-Cookie')).toBeNull()
    expect(page).toContain('用户名、密码或动态验证码不对')
    expect(page).toContain('value="officer-amr"')
  })

  it('ends with signing out', async () => {
    const browser = await signedIn('officer', 'AMR')
    expect((await browser.get('/bureau')).status).toBe(200)
    expect((await browser.send('/sign-out')).headers.get('Set-Cookie')).toMatch(/^session=; /)
    expect((await browser.get('/bureau')).status).toBe(303)
  })
})

describe('the desks', () => {
  const desks = ['/bureau', '/bureau/dispatch', '/bureau/tasks', '/bureau/account']

  it('are shut to everybody else: asked to sign in, and nothing done', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const site = siteOn(world)
    for (const path of [...desks, `/bureau/cases/${caseId}`]) {
      expect((await site.get(path)).headers.get('Location')).toContain('/sign-in')
    }
    expect((await site.send(`/bureau/cases/${caseId}/answer`, new URLSearchParams(answered))).status).toBe(403)
    expect(await stateOf(caseId)).toBe('handling')
  })

  it('open to those whose role needs them, and only the open ones are offered', async () => {
    const offered = async (role: Role) => {
      const page = await (await signedIn(role, 'DATA')).page('/bureau/account')
      const offer = /<nav class="desks".*?<\/nav>/s.exec(page)?.[0] ?? ''
      return desks.filter((path) => offer.includes(`href="${path}"`))
    }
    expect(await offered('officer')).toEqual(['/bureau', '/bureau/tasks', '/bureau/account'])
    expect(await offered('dispatcher')).toEqual(desks)
    expect(await offered('trade_official')).toEqual(['/bureau/tasks', '/bureau/account'])
  })

  it('are kept by no cache', async () => {
    const browser = await signedIn('officer', 'AMR')
    for (const path of ['/bureau', '/bureau/tasks']) {
      expect((await browser.get(path)).headers.get('Cache-Control')).toContain('no-store')
    }
  })

  it('show the inbox with what is due, and answer 404 for another bureau’s case', async () => {
    const mine = await openCaseAt(world, { title: '我们的案件', danger: 2 })
    const theirs = await openCaseAt(world, { title: '别家的案件', lead: 'EEB' })
    const browser = await signedIn('officer', 'AMR')
    const inbox = await browser.page('/bureau')
    expect(inbox).toContain('我们的案件')
    expect(inbox).toContain('还有 2 小时')
    expect(inbox).not.toContain('别家的案件')
    expect((await browser.get(`/bureau/cases/${mine}`)).status).toBe(200)
    for (const id of [theirs, 99_999, 'x', '0']) expect((await browser.get(`/bureau/cases/${id}`)).status).toBe(404)
    expect((await browser.send(`/bureau/cases/${theirs}/signature`)).status).toBe(404)
  })
})

describe('the tasks', () => {
  it('lead to their case and are finished there and then; without a result nothing is lost', async () => {
    const caseId = await openCaseAt(world, { title: '电池鼓包', danger: 2 })
    const { id } = await world.db
      .insertInto('task')
      .values({
        kind: 'rapid_response',
        bureau: 'AMR',
        case_id: caseId,
        title_zh: '快速处置：电池鼓包',
        title_en: 'Rapid response',
        because: ['电池起火'],
        created_at: monday,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const browser = await signedIn('officer', 'AMR')
    const list = await browser.page('/bureau/tasks')
    expect(list).toContain(`href="/bureau/cases/${caseId}"`)
    expect(list).toContain(`action="/bureau/tasks/${id}/result"`)
    const refused = await browser.send(`/bureau/tasks/${id}/result`, { [`result-${id}`]: '好' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('2 至 1000 字')
    const done = await browser.send(`/bureau/tasks/${id}/result`, { [`result-${id}`]: '已到场封存' })
    expect(done.headers.get('Location')).toBe(`/bureau/cases/${caseId}`)
    expect(await browser.page('/bureau/tasks')).not.toContain(`/bureau/tasks/${id}/result`)
  })
})

describe('the case page', () => {
  it('shows the text with its deciding words marked, and carries no markup from what was written', async () => {
    const text = '电饭煲漏电<script>alert(1)</script>'
    const caseId = await openCaseAt(world, { text, because: ['漏电'] })
    const page = await (await signedIn('officer', 'AMR')).page(`/bureau/cases/${caseId}`)
    expect(page).toContain('电饭煲<mark>漏电</mark>&lt;script&gt;')
    expect(page).not.toContain('<script>alert')
  })

  it('offers exactly the acts that the table allows', async () => {
    const caseId = await openCaseAt(world, { state: 'dispatched', support: ['EEB'] })
    const formsOf = async (bureau: string) => {
      const page = await (await signedIn('officer', bureau)).page(`/bureau/cases/${caseId}`)
      return [...page.matchAll(/action="\/bureau\/cases\/\d+\/([\w-]+)"/g)].map((match) => match[1])
    }
    expect(await formsOf('AMR')).toEqual([
      'signature',
      'progress',
      'refusal',
      'return',
      'clue',
      'demands',
      'tasks',
      'notes',
      'risk',
      'firm',
      'merges',
    ])
    expect(await formsOf('EEB')).toEqual(['tasks', 'notes', 'firm', 'merges'])
  })

  it('takes an act and leads back to the case', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const browser = await signedIn('officer', 'AMR')
    const done = await browser.send(`/bureau/cases/${caseId}/answer`, answered)
    expect([done.status, done.headers.get('Location')]).toEqual([303, `/bureau/cases/${caseId}`])
    expect(await stateOf(caseId)).toBe('answered')
    expect(await browser.page(`/bureau/cases/${caseId}`)).toContain(answered['answer-text'])
  })

  it('keeps what was typed when something is missing, and says what, beside the field', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const browser = await signedIn('officer', 'AMR')
    const refused = await browser.send(`/bureau/cases/${caseId}/refusal`, { 'refuse-reason': '这不属于生活消费纠纷' })
    const page = await refused.text()
    expect(refused.status).toBe(422)
    expect(page).toContain('这不属于生活消费纠纷')
    expect(page).toContain('id="refuse-article-error"')
    expect(await stateOf(caseId)).toBe('handling')
  })

  it('answers 409 with what is possible now when the case has moved on', async () => {
    const caseId = await openCaseAt(world, { state: 'closed' })
    const browser = await signedIn('officer', 'AMR')
    const refused = await browser.send(`/bureau/cases/${caseId}/answer`, answered)
    const page = await refused.text()
    expect(refused.status).toBe(409)
    expect(page).toContain('此案现在是“已结案”')
    expect(page).toContain('加备注')
  })

  it('shows who filed a case to a custodian alone, once it was asked for and granted, and to nobody afterwards', async () => {
    const caseId = await openCaseAt(world, { email: 'chen@example.com' })
    const officer = await signedIn('officer', 'AMR')
    const path = `/bureau/cases/${caseId}`
    const without = await officer.send(`${path}/identity-requests`, { purpose: '' })
    expect(without.status).toBe(422)
    expect((await officer.send(`${path}/identity-requests`, { purpose: '送达调解通知书' })).status).toBe(303)
    expect(await officer.page(path)).toContain('等待保管员审批')

    const custodian = await signedIn('custodian', 'AMR')
    const desk = await custodian.page('/bureau/identities')
    expect(desk).toContain('送达调解通知书')
    const id = /identities\/(\d+)\/decision/.exec(desk)?.[1]
    await custodian.send(`/bureau/identities/${id}/decision`, { [`reason-${id}`]: '文书须送达本人', granted: 'yes' })
    const opened = await custodian.send(`/bureau/identities/${id}/opening`, {})
    expect(opened.headers.get('Cache-Control')).toContain('no-store')
    expect(await opened.text()).toContain('chen@example.com')
    expect(await custodian.page('/bureau/identities')).not.toContain('chen@example.com')
    const after = await officer.page(path)
    expect(after).not.toContain('chen@example.com')
    expect(after).toContain('送达调解通知书')
  })

  it('lets an auditor read who did what and check the chain, and nobody else', async () => {
    const auditor = await signedIn('auditor', 'DATA')
    const page = await auditor.page('/bureau/audit')
    expect(page).toContain('登录 <span class="en" lang="en">Signed in')
    expect(await (await auditor.send('/bureau/audit/check', { noted: '' })).text()).toContain('完好')
    const wrong = await auditor.send('/bureau/audit/check', { noted: 'a'.repeat(64) })
    expect(await wrong.text()).toContain('历史被改动过')
    const officer = await signedIn('officer', 'AMR')
    expect((await officer.send('/bureau/audit/check', { noted: '' })).status).toBe(403)
  })

  it('refuses a form from another site', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    await signedIn('officer', 'AMR')
    const site = siteOn(world)
    const cookie = (
      await site.send('/sign-in', new URLSearchParams({ username: 'officer-amr', password }))
    ).headers.get('Set-Cookie')
    const forged = await site.send(`/bureau/cases/${caseId}/answer`, new URLSearchParams(answered), {
      Origin: 'https://evil.example',
      Cookie: (cookie ?? '').split(';')[0] ?? '',
    })
    expect(forged.status).toBe(403)
    expect(await stateOf(caseId)).toBe('handling')
  })
})

describe('the dispatcher', () => {
  it('gives a case to one of the three with one button and comes to the next', async () => {
    const alternatives = [{ value: 'EEB', confidence: 0.2 }]
    const caseId = await openCaseAt(world, { state: 'to_dispatch', title: '说不清的事', alternatives })
    const browser = await signedIn('dispatcher', 'DATA')
    const list = await browser.page('/bureau/dispatch')
    expect(list).toContain('说不清的事')
    expect(list).toContain('action="/bureau/dispatch/decisions"')
    const { leaf } = await world.db.selectFrom('case_file').select('leaf').executeTakeFirstOrThrow()
    const done = await browser.send('/bureau/dispatch/decisions', { case: String(caseId), bureau: 'EEB', leaf })
    expect(done.headers.get('Location')).toBe(`/bureau/dispatch?done=${caseId}`)
    expect(await stateOf(caseId)).toBe('dispatched')
    expect(await browser.page('/bureau/dispatch')).toContain('没有待分拨的案件')
  })
})

describe('the list of tasks', () => {
  it('leads to the desk of recalls whoever follows them, and everybody else to the notice', async () => {
    await arrive(world, 'samr', samrForm())
    const { id } = await world.db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
    await world.db
      .insertInto('task')
      .values({
        ...{ kind: 'recall_report', bureau: 'AMR', notice_id: id, because: [] },
        ...{ title_zh: '催交召回总结', title_en: 'Summary late', created_at: monday },
      })
      .execute()
    const [officer, trade] = [await signedIn('officer', 'AMR'), await signedIn('trade_official', 'AMR')]
    expect(await officer.page('/bureau/tasks')).toContain(`href="/bureau/recalls/${id}"`)
    const seen = await trade.page('/bureau/tasks')
    expect(seen).toContain(`href="/trade/notices/${id}"`)
    expect(seen).not.toContain('/bureau/recalls/')
    expect((await trade.get(`/trade/notices/${id}`)).status).toBe(200)
  })
})
