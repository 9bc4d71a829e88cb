import { describe, expect, it } from 'vitest'
import type { Typed } from '../../src/cases/acts/act-words.ts'
import type { Act } from '../../src/cases/acts/case-states.ts'
import { exportOwnCase } from '../../src/cases/identity/export-own-case.ts'
import { listInbox } from '../../src/cases/inbox/list-inbox.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { addToCase } from '../../src/intake/add-to-case.ts'
import { additionLimits } from '../../src/intake/addition.ts'
import { type CleanAttachment, cleanAttachment } from '../../src/intake/clean-attachment.ts'
import { smallPdf } from '../pure/attachments/small-files.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const receipt = 'K7QF-2M9T-X04C-8RBN-J31D'
const later = new Date(monday.getTime() + 3_600_000)

async function filed(said: Parameters<typeof openCaseAt>[1] = {}): Promise<number> {
  const caseId = await openCaseAt(world, said)
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  return caseId
}
const pdf = (name: string): Promise<CleanAttachment> =>
  cleanAttachment({ name, bytes: smallPdf() }, async () => 'unscanned')
const add = (text: string, attachments: CleanAttachment[] = [], now = later) =>
  addToCase(contextOf(world, { now }), { receipt, text, attachments })
const officer = () => anOfficer(db, { bureau: 'AMR' })
const eventsOf = (caseId: number) =>
  db.selectFrom('case_event').where('case_id', '=', caseId).selectAll().orderBy('id').execute()

describe('who holds the receipt', () => {
  it('adds words and a file at any time while the case is open; officers see both, and no clock moves', async () => {
    const caseId = await filed({ state: 'dispatched' })
    const clocks = await db.selectFrom('case_clock').selectAll().execute()
    await add('店家今天又拒绝了，聊天记录见附件。', [await pdf('聊天记录.pdf')])

    const read = await readCase(contextOf(world, { actor: await officer(), now: later }), caseId)
    expect(read.addedAt).toEqual(later)
    expect(read.attachments).toMatchObject([{ name: '聊天记录.pdf', addedAt: later }])
    expect(read.events.at(-1)).toMatchObject({
      act: 'add',
      name: null,
      internalText: '店家今天又拒绝了，聊天记录见附件。\n附件：聊天记录.pdf',
    })
    expect(read.acts).toContain('acknowledge')
    expect(await db.selectFrom('case_clock').selectAll().execute()).toEqual(clocks)
    expect(read.state).toBe('dispatched')
  })

  it('sees on the tracking page that and what files came, and none of the words', async () => {
    await filed()
    await add('店家今天又拒绝了。', [await pdf('小票.pdf')])
    const tracked = await trackCase(contextOf(world, { now: later }), receipt)
    expect(tracked).toMatchObject({ mayAdd: true, attachments: [{ name: '小票.pdf', addedAt: later }] })
    expect(tracked.events.at(-1)).toMatchObject({ act: 'add' })
    expect(JSON.stringify(tracked)).not.toContain('又拒绝了')
    const own = await exportOwnCase(contextOf(world), { receipt })
    expect(own).toMatchObject({
      attachments: [{ name: '小票.pdf' }],
      added: [{ text: expect.stringContaining('又拒绝') }],
    })
  })

  it('changes nothing by sending the same again, one after the other or at once', async () => {
    const caseId = await filed()
    const photo = await pdf('小票.pdf')
    await add('见小票。', [photo])
    await add('见小票。', [photo])
    await Promise.all([add('还有一件事。'), add('还有一件事。')])
    const added = (await eventsOf(caseId)).filter(({ act }) => act === 'add')
    expect(added.map(({ internal_text }) => internal_text)).toEqual(['见小票。\n附件：小票.pdf', '还有一件事。'])
    expect(await db.selectFrom('attachment').selectAll().execute()).toHaveLength(1)
  })

  it('hands in what the bureau waits for with files alone, and the clocks run on', async () => {
    const caseId = await filed({ state: 'handling' })
    const actor = await officer()
    const asking = { caseId, act: 'ask_supplement' as Act, typed: { text: '请补充购物小票。' } as Typed }
    await moveCase(contextOf(world, { actor }), asking)
    await add('', [await pdf('小票.pdf')])
    const [pause] = await db.selectFrom('case_pause').selectAll().execute()
    expect(pause).toMatchObject({ ended_by: 'received' })
    expect((await eventsOf(caseId)).at(-1)).toMatchObject({ act: 'supply', internal_text: '附件：小票.pdf' })
  })

  it('is refused with nothing in it, after the case is over, with a wrong code, and beyond the limits', async () => {
    const caseId = await filed()
    await expect(add('  ')).rejects.toThrow(Invalid)
    await expect(addToCase(contextOf(world), { receipt: 'AAAA', text: '你好', attachments: [] })).rejects.toThrow(
      NotFound,
    )
    for (let time = 1; time <= additionLimits.times; time += 1) await add(`第 ${time} 次补充`)
    await expect(add('再来一次')).rejects.toMatchObject({ fields: { note: expect.anything() } })
    const refusing: Typed = { reason: '不属于本单位职责范围', article: '总局令第121号第十六条第一项' }
    await moveCase(contextOf(world, { actor: await officer() }), { caseId, act: 'refuse', typed: refusing })
    const before = await eventsOf(caseId)
    await expect(add('我还有话说')).rejects.toThrow()
    expect(await eventsOf(caseId)).toEqual(before)
    expect((await trackCase(contextOf(world), receipt)).mayAdd).toBe(false)
  })

  it('is refused on a closed case with 409, not with a field to mend', async () => {
    await filed({ state: 'closed' })
    await expect(add('我还有话说')).rejects.toThrow(Conflict)
  })
})

describe('the bureau in charge', () => {
  it('is told by letter, and finds the case in its inbox until somebody there has acted on it', async () => {
    const caseId = await filed()
    await openCaseAt(world, { title: '另一件事' })
    await add('店家今天又拒绝了。')
    const letters = await db.selectFrom('letter').selectAll().execute()
    expect(letters).toHaveLength(1)
    expect(letters[0]?.recipient).toMatch(/amr/)
    expect(letters[0]?.body).not.toContain('又拒绝了')

    const actor = await officer()
    const inbox = (added: boolean) =>
      listInbox(contextOf(world, { actor, now: later }), {
        part: 'lead',
        bureau: null,
        state: null,
        sector: null,
        district: null,
        danger: null,
        overdue: false,
        added,
        words: '',
        page: 1,
      })
    expect(await inbox(false)).toMatchObject({ total: 2, added: 1 })
    expect((await inbox(true)).cases).toMatchObject([{ id: caseId, addedAt: later }])
    await moveCase(contextOf(world, { actor }), { caseId, act: 'acknowledge', typed: {} })
    expect(await inbox(true)).toMatchObject({ total: 0, added: 0 })
    const again = moveCase(contextOf(world, { actor }), { caseId, act: 'acknowledge', typed: {} })
    await expect(again).rejects.toThrow(Conflict)
  })

  it('keeps it as new while others write notes, and no other bureau may say that it was read', async () => {
    const caseId = await filed({ support: ['EEB'] })
    await add('店家今天又拒绝了。')
    const helper = await anOfficer(db, { bureau: 'EEB' })
    await moveCase(contextOf(world, { actor: helper }), { caseId, act: 'note', typed: { note: '已转告' } })
    const reading = moveCase(contextOf(world, { actor: helper }), { caseId, act: 'acknowledge', typed: {} })
    await expect(reading).rejects.toThrow(Forbidden)
    expect((await readCase(contextOf(world, { actor: helper }), caseId)).addedAt).toEqual(later)
  })

  it('is not told of a case that still waits for a dispatcher', async () => {
    await filed({ state: 'to_dispatch' })
    await add('补充一下，店在南山区。')
    expect(await db.selectFrom('letter').selectAll().execute()).toEqual([])
  })

  it('is alarmed when what was added says that people can be hurt, and the danger of the case stays a person’s to say', async () => {
    const caseId = await filed()
    await add('今天这个电饭煲起火了，孩子被烧伤送医院，现在还在冒烟。')
    const letters = await db.selectFrom('letter').select(['subject', 'reason']).orderBy('id').execute()
    expect(letters.map(({ reason }) => reason.split(':')[0])).toEqual(['add', 'danger'])
    expect((await eventsOf(caseId)).at(-1)?.internal_text).toContain('研判：')
    const { danger } = await db.selectFrom('case_file').select('danger').executeTakeFirstOrThrow()
    expect(danger).toBe(0)
  })
})
