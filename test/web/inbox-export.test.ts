import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { exportInbox } from '../../src/cases/inbox/export-inbox.ts'
import type { InboxAsked } from '../../src/cases/inbox/list-inbox.ts'
import type { Actor } from '../../src/context.ts'
import { Forbidden } from '../../src/errors.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const asking: InboxAsked = {
  part: 'lead',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
  words: '',
  page: 1,
}

async function exported(actor: Actor, asked: Partial<InboxAsked> = {}): Promise<string> {
  const pieces = []
  for await (const piece of await exportInbox(contextOf(world, { actor }), { ...asking, ...asked })) pieces.push(piece)
  return pieces.join('')
}
const rowsOf = (csv: string) => parse(csv, { bom: true, columns: true }) as Record<string, string>[]

describe('the inbox as a file', () => {
  it('holds the cases of the own bureau under the filters, in the order of the inbox', async () => {
    const officer = await anOfficer(db)
    await openCaseAt(world, { title: '昨天的', openedAt: new Date(monday.getTime() - 86_400_000) })
    await openCaseAt(world, { title: '能伤人的', danger: 2, district: 'FUTIAN' })
    await openCaseAt(world, { title: '别家的', lead: 'EEB' })
    const csv = await exported(officer)
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const rows = rowsOf(csv)
    expect(rows.map((row) => row['标题 Title'])).toEqual(['能伤人的', '昨天的'])
    expect(rows[0]).toMatchObject({ '区 District': '福田区', '主办单位 Lead bureau': '市市场监督管理局' })
    expect(rowsOf(await exported(officer, { danger: 2 }))).toHaveLength(1)
  })

  it('holds no reporter and no text, and starts no formula', async () => {
    const officer = await anOfficer(db)
    await openCaseAt(world, { title: '=HYPERLINK("https://evil.example")', email: 'chen@example.com' })
    const csv = await exported(officer)
    for (const personal of ['chen@example.com', '陈女士', '13800000000', '第二次用就漏电'])
      expect(csv).not.toContain(personal)
    expect(rowsOf(csv)[0]?.['标题 Title']).toBe(`'=HYPERLINK("https://evil.example")`)
  })

  it('is on record before it leaves: who, with which filters, how many', async () => {
    const officer = await anOfficer(db)
    for (let n = 0; n < 3; n += 1) await openCaseAt(world)
    await exportInbox(contextOf(world, { actor: officer }), { ...asking, danger: null, overdue: false, page: 7 })
    const record = await db.selectFrom('audit_event').selectAll().executeTakeFirstOrThrow()
    expect(record).toMatchObject({ act: 'cases_exported', actor: `staff:${officer.accountId}`, at: monday })
    expect(record.detail).toEqual({ part: 'lead', overdue: false, added: false, cases: 3 })
  })

  it('is not for those who see no cases, and then nothing is on record', async () => {
    const administrator = await anOfficer(db, { role: 'administrator', bureau: 'DATA' })
    await expect(exported(administrator)).rejects.toThrow(Forbidden)
    await expect(exported({ kind: 'citizen' })).rejects.toThrow(Forbidden)
    expect(await db.selectFrom('audit_event').selectAll().execute()).toEqual([])
  })

  it('is not sent to anybody who has not signed in', async () => {
    expect((await siteOn(world).send('/bureau/exports', new URLSearchParams())).status).toBe(403)
  })

  it('reads more cases than it reads at a time', async () => {
    const officer = await anOfficer(db)
    const first = await openCaseAt(world)
    await sql`insert into report (id, channel, content_hash, kind, title, text, anonymous, received_at)
      select id + n, channel, content_hash, kind, title, text, anonymous, received_at
        from report, generate_series(1, 1200) as n where id = ${first}`.execute(db)
    await sql`insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, danger, risk, title, opened_at)
      select r.id, r.id::text, c.state, c.lead, c.support, c.leaf, c.kind, c.danger, c.risk, c.title, c.opened_at
        from report r, case_file c where c.id = ${first} and r.id <> c.id`.execute(db)
    expect(new Set(rowsOf(await exported(officer)).map((row) => row['案件编号 Case'])).size).toBe(1201)
  })
})
