import { describe, expect, it } from 'vitest'
import { sessionTokenHash } from '../../src/accounts/session-token.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { forecastLateness } from '../../src/cases/reminders/forecast-lateness.ts'
import { remindDeadlines } from '../../src/cases/reminders/remind-deadlines.ts'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import type { Actor, Role } from '../../src/context.ts'
import { shanghaiInstant } from '../../src/reference/calendar.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const at = (day: string, time = '10:00'): Date => shanghaiInstant(day, time)
const now = at('2026-11-24', '15:00')
const site = siteOn(world, { now: () => now })
const job: Actor = { kind: 'job', name: 'round' }

async function desk(role: Role, bureau: string) {
  const { accountId } = await anOfficer(db, { role, bureau })
  const token = `token-of-${accountId}`
  const session = { token_hash: sessionTokenHash(token), account_id: accountId, created_at: now, seen_at: now }
  await db
    .insertInto('session')
    .values({ ...session, expires_at: at('2026-11-25') })
    .execute()
  const headers = { Cookie: `session=${token}` }
  return {
    get: async (path: string) => (await site.get(path, { headers })).text(),
    status: async (path: string) => (await site.get(path, { headers })).status,
    post: (path: string) => site.send(path, new URLSearchParams(), headers),
  }
}

async function dueSoon(): Promise<number> {
  const caseId = await openCaseAt(world, { openedAt: at('2026-11-16'), title: '热水壶漏电' })
  await remindDeadlines(contextOf(world, { actor: job, now }))
  await forecastLateness(contextOf(world, { actor: job, now }))
  return caseId
}

describe('the page of deadlines', () => {
  it('shows a person what they were told, and takes their word', async () => {
    const caseId = await dueSoon()
    const officer = await desk('officer', 'AMR')
    expect(await officer.get('/bureau')).toContain('1 条时限提醒等您确认')
    const page = await officer.get('/bureau/deadlines')
    expect(page).toContain('热水壶漏电')
    expect(page).toContain('已用 80%')
    expect(page).toContain('《消费者权益保护法》第四十六条')
    const action = /action="(\/bureau\/deadlines\/\d+\/acknowledgement)"/.exec(page)?.[1] ?? ''
    const stranger = await desk('officer', 'EEB')
    expect((await stranger.post(action)).status).toBe(404)
    const done = await officer.post(action)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/bureau/deadlines'])
    expect(await officer.get('/bureau')).not.toContain('条时限提醒等您确认')
    const rows = await db.selectFrom('clock_reminder').select(['case_id', 'role', 'acknowledged_at']).execute()
    expect(rows.find(({ role }) => role === 'officer')).toMatchObject({ case_id: caseId, acknowledged_at: now })
    expect(rows.find(({ role }) => role === 'head')?.acknowledged_at).toBeNull()
  })

  it('says what will probably be late and why, to the bureau and to the office', async () => {
    await dueSoon()
    const head = await desk('head', 'AMR')
    expect(await head.get('/bureau/deadlines')).toContain('未来 7 天到期 1 项')
    const office = await desk('joint_office', 'DATA')
    const page = await office.get('/bureau/deadlines')
    expect(page).toContain('还没有可比的办结记录')
    expect(page).toContain('市市场监督管理局')
    expect(await (await desk('officer', 'EEB')).get('/bureau/deadlines')).not.toContain('热水壶')
  })

  it('is not for roles that are told of no clocks', async () => {
    expect(await (await desk('administrator', 'DATA')).status('/bureau/deadlines')).toBe(403)
    expect((await site.get('/bureau/deadlines')).status).toBe(303)
  })
})

describe('a supplement', () => {
  it('is asked for on the case page and handed in on the tracking page, by who holds the receipt alone', async () => {
    const receipt = 'K7QF-2M9T-X04C-8RBN-J31D'
    const caseId = await openCaseAt(world, { openedAt: at('2026-11-20'), state: 'handling' })
    await db
      .updateTable('case_file')
      .set({ receipt_hash: receiptHash(receipt) })
      .where('id', '=', caseId)
      .execute()
    const actor = await anOfficer(db, { bureau: 'AMR' })
    const asking = { caseId, act: 'ask_supplement', typed: { text: '请补充购物小票的照片。' } } as const
    await moveCase(contextOf(world, { actor, now: at('2026-11-23') }), asking)
    const form = (fields: Record<string, string>) => new URLSearchParams({ receipt, ...fields })

    const tracked = await (await site.send('/track', form({}))).text()
    expect(tracked).toContain('请补充购物小票的照片')
    expect(tracked).toContain('2026-11-30 24:00')
    expect(tracked).toContain('暂停中')
    const wrong = await site.send('/track/additions', form({ receipt: 'K7QF-2M9T-X04C-8RBN-J31E', note: '小票' }))
    expect(wrong.status).toBe(404)
    const empty = await site.send('/track/additions', form({ note: '' }))
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('请写几句话')
    const given = await site.send('/track/additions', form({ note: '小票照片见附件，九月二十日购买。' }))
    expect(given.status).toBe(200)
    const page = await given.text()
    expect(page).not.toContain('暂停中')
    expect(page).not.toContain('九月二十日购买')
    const read = await (await desk('officer', 'AMR')).get(`/bureau/cases/${caseId}`)
    expect(read).toContain('九月二十日购买')
    expect(read).toContain('诉求人 Reporter')
  })
})
