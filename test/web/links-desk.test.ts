import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { recordLinks } from '../../src/alerts/links/record-links.ts'
import type { Role } from '../../src/context.ts'
import { samrForm, told } from '../alerts/links/firm-notices.ts'
import { arrive } from '../alerts/notices.ts'
import { cpscFile } from '../alerts/small-notices.ts'
import { aFirm } from '../enterprises/firms.ts'
import { openCaseAt } from '../support/cases.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function signedIn(role: Role, bureau = 'AMR') {
  const row = { username: role, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday }
  await db.insertInto('account').values(row).execute()
  const site = siteOn(world)
  const answer = await site.send('/sign-in', new URLSearchParams({ username: role, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    get: (path: string) => site.get(path, { headers: { Cookie } }),
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      site.send(path, new URLSearchParams(fields), { Cookie, ...headers }),
  }
}

/** Cases that may be about a recalled power bank, each as likely as said. */
async function proposed(...said: { title: string; danger?: 0 | 3; score: number }[]): Promise<string[]> {
  await arrive(world, 'cpsc', cpscFile({}))
  const { id: noticeId } = await db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
  const names: string[] = []
  for (const { score, ...one } of said) {
    const reportId = await openCaseAt(world, one)
    const found = { reportId, noticeId, tier: 'scored' as const, score, because: ['同一品牌 testbrand'] }
    await recordLinks(db, contextOf(world, { actor: { kind: 'job', name: 'link-reports' } }), [found])
    names.push(`report-${reportId}-${noticeId}`)
  }
  return names
}

describe('the desk of links', () => {
  it('shows first what is worth most, decides by one form with its reason, and brings the next', async () => {
    const [mild = '', dangerous = ''] = await proposed(
      { title: '充电宝鼓包', danger: 0, score: 0.9 },
      { title: '充电宝冒烟', danger: 3, score: 0.6 },
    )
    const officer = await signedIn('officer')
    expect(await officer.page('/bureau/links')).toMatch(/id="ours"[^>]*>充电宝冒烟/)
    const sent = { pair: dangerous, state: 'proposed', decision: 'reject', reason: '批号不在所列之内 Another batch' }
    const answer = await officer.send('/bureau/links/decisions', sent, { Desk: 'next' })
    const next = await answer.text()
    expect(next).toMatch(/id="ours"[^>]*>充电宝鼓包/)
    expect(next).toContain('撤销')
    expect((await officer.send('/bureau/links/decisions', sent)).status).toBe(409)
    expect(await officer.page('/bureau/links/decided?state=rejected')).toContain('批号不在所列之内')
    const undone = await officer.send('/bureau/links/decisions', { pair: dangerous, decision: 'reopen' })
    expect(undone.headers.get('Location')).toBe(`/bureau/links?pair=${dangerous}`)
    const states = await db.selectFrom('recall_link').select('state').execute()
    expect(states).toEqual([{ state: 'proposed' }, { state: 'proposed' }])
    expect(mild).not.toBe('')
  })

  it('puts aside, and comes to the end honestly', async () => {
    await proposed({ title: '充电宝鼓包', score: 0.9 })
    const officer = await signedIn('officer')
    expect(await officer.page('/bureau/links?aside=1')).toContain('剩下的您先放着')
  })

  it('another bureau sees no case of this one, and nobody decides by guessing its number', async () => {
    const [pair = ''] = await proposed({ title: '充电宝鼓包', score: 0.9 })
    const stranger = await signedIn('officer', 'CULTURE')
    expect(await stranger.page('/bureau/links')).not.toContain('充电宝鼓包')
    expect((await stranger.get(`/bureau/links?pair=${pair}`)).status).toBe(404)
    const sent = { pair, state: 'proposed', decision: 'confirm', reason: '' }
    expect((await stranger.send('/bureau/links/decisions', sent)).status).toBe(404)
    const auditor = await signedIn('auditor')
    expect((await auditor.get('/bureau/links')).status).toBe(403)
    expect((await auditor.get('/bureau/links/decided')).status).toBe(403)
  })

  it('keeps what was typed when it is too long', async () => {
    const [pair = ''] = await proposed({ title: '充电宝鼓包', score: 0.9 })
    const officer = await signedIn('officer')
    const sent = { pair, state: 'proposed', decision: 'reject', reason: '长'.repeat(301) }
    const answer = await officer.send('/bureau/links/decisions', sent)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('长长长')
  })

  it('a firm beside its recall: confirmed, it stands on the firm’s public page and on the notice', async () => {
    const { id, code } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm())
    const officer = await signedIn('officer')
    const page = await officer.page('/bureau/links?group=firm_recall')
    expect(page).toContain('通报中称为')
    expect(page).toContain('非常有力地支持')
    const site = siteOn(world)
    const publicPage = async () => (await site.get(`/firms/${code}`)).text()
    expect(await publicPage()).not.toContain('相关的召回')
    const pair = `firm-${id}-${noticeId}`
    const answer = await officer.send('/bureau/links/decisions', {
      pair,
      state: 'proposed',
      decision: 'confirm',
      reason: '',
    })
    expect(answer.headers.get('Location')).toBe(`/bureau/links?done=${pair}`)
    expect(await publicPage()).toContain('相关的召回')
    expect(await (await site.get(`/trade/notices/${noticeId}`)).text()).toContain('虚构一号电器有限公司</a>')
    const dispatcher = await signedIn('dispatcher', 'DATA')
    expect((await dispatcher.get(`/bureau/links?pair=${pair}`)).status).toBe(403)
  })
})
