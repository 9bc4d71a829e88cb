import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/context.ts'
import { staffOn } from '../support/staff.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = siteOn(world)

async function signedIn(role: Role) {
  const staff = await staffOn(world, site, { role, bureau: 'DATA', name: '李华' })
  const form = (source: string, text: string, name = 'recalls.json') => {
    const fields = new FormData()
    fields.set('source', source)
    fields.set('document', new File([text], name))
    return fields
  }
  const { Cookie } = staff
  return {
    ...staff,
    hand: (source: string, text: string) => site.send('/bureau/sources/documents', form(source, text), { Cookie }),
  }
}

const recalls = JSON.stringify([
  {
    RecallID: 1,
    RecallNumber: '27-801',
    RecallDate: '2026-11-10',
    Title: 'Lamps Recalled',
    Hazards: [{ Name: 'Fire' }],
  },
  { RecallID: 2, RecallNumber: '27-802', RecallDate: 'soon', Title: 'Stools Recalled' },
])

describe('the sources', () => {
  it('are for the office and trade officials, and nobody else', async () => {
    expect((await site.get('/bureau/sources')).status).not.toBe(200)
    const officer = await signedIn('officer')
    expect((await officer.get('/bureau/sources')).status).toBe(403)
    expect((await officer.hand('cpsc', recalls)).status).toBe(403)
    expect(await db.selectFrom('source_run').selectAll().execute()).toEqual([])
    expect((await (await signedIn('joint_office')).get('/bureau/sources')).status).toBe(200)
  })

  it('take a document, say what came of it, and keep what could not be read until somebody says what was done', async () => {
    const official = await signedIn('trade_official')
    expect(await (await official.get('/bureau/sources')).text()).toContain('还没有用过')
    const html = await (await official.hand('cpsc', recalls)).text()
    expect(html).toContain('共 2 条：新 1，有变化 0，没有变化 0，读不出 1')
    expect(html).toContain('读不出的超过 5%')
    expect(await db.selectFrom('source_run').select(['way', 'status']).execute()).toEqual([
      { way: 'upload', status: 'ok' },
    ])

    const page = await (await official.get('/bureau/sources/cpsc')).text()
    expect(page).toContain('日期无法识别：soon')
    const reject = await db.selectFrom('notice_reject').selectAll().executeTakeFirstOrThrow()
    const path = `/bureau/sources/rejects/${reject.id}/settlement`
    const sent = await official.send(path, { [`settlement-${reject.id}`]: '已按原网页补录' })
    expect(sent.status).toBe(303)
    expect(await (await official.get('/bureau/sources/cpsc')).text()).not.toContain('日期无法识别')
    expect((await official.send(path, { [`settlement-${reject.id}`]: '再来一次' })).status).toBe(409)
    expect(await db.selectFrom('notice_reject').select(['settlement', 'settled_by']).execute()).toEqual([
      { settlement: '已按原网页补录', settled_by: expect.stringMatching(/^staff:/) },
    ])
  })

  it('settle at once all rows that one reading rejected for one reason, and no other', async () => {
    const official = await signedIn('trade_official')
    const wrong = JSON.stringify([{ a: 1 }, { a: 2 }, { a: 3 }])
    await official.hand('cpsc', wrong)
    await official.hand('cpsc', JSON.stringify([{ b: 1 }]))
    const rows = await db.selectFrom('notice_reject').select(['id', 'run_id']).orderBy('id').execute()
    const [first] = rows
    expect(await (await official.get('/bureau/sources/cpsc')).text()).toContain('同样原因的 3 条一并处理')
    const typed = { [`settlement-${first?.id}`]: '交错了文件', [`alike-${first?.id}`]: 'yes' }
    expect((await official.send(`/bureau/sources/rejects/${first?.id}/settlement`, typed)).status).toBe(303)
    const open = await db.selectFrom('notice_reject').select('run_id').where('settled_at', 'is', null).execute()
    expect(open).toEqual(rows.filter(({ run_id }) => run_id !== first?.run_id).map(({ run_id }) => ({ run_id })))
    expect(rows).toHaveLength(4)
  })

  it('say beside each field what is missing, and show a failed reading as failed', async () => {
    const trade = await signedIn('head')
    expect((await trade.get('/bureau/sources')).status).toBe(403)
    await db.updateTable('account').set({ role: 'trade_official' }).where('id', '=', trade.actor.accountId).execute()
    const missing = await trade.hand('', '')
    expect(missing.status).toBe(422)
    const html = await missing.text()
    expect(html).toContain('请选择数据源')
    expect(html).toContain('不是空的文件')
    expect(await (await trade.hand('fda', '<!doctype html><html><body>We apologize</body></html>')).text()).toContain(
      '没有一条能读出',
    )
    expect(await (await trade.get('/bureau/sources')).text()).toContain('读取失败')
    expect((await trade.get('/bureau/sources/nobody')).status).toBe(404)
  })
})
