import { describe, expect, test } from 'vitest'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { Conflict } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { aComplaint } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world

const api = { channel: 'api' } as const

async function rowsIn(
  table: 'report' | 'assessment' | 'case_file' | 'case_event' | 'letter' | 'task',
): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

describe('a complaint that comes in', () => {
  test('is there whole: report, assessment, case, clocks, history and the letter to its writer', async () => {
    const receipt = await receiveComplaint(contextOf(world), aComplaint(), api)

    const file = await db.selectFrom('case_file').selectAll().where('id', '=', receipt.caseId).executeTakeFirstOrThrow()
    expect(file).toMatchObject({ lead: receipt.bureau.id, leaf: receipt.sector.code, state: receipt.state })
    const clocks = await db.selectFrom('case_clock').selectAll().where('case_id', '=', receipt.caseId).execute()
    expect(clocks.map(({ rule }) => rule).sort()).toEqual(receipt.clocks.map(({ rule }) => rule.id).sort())
    expect(clocks.length).toBeGreaterThan(0)
    expect(file.next_due_at).toEqual(clocks.map(({ due_at }) => due_at).sort((a, b) => a.getTime() - b.getTime())[0])
    expect(await rowsIn('case_event')).toBeGreaterThan(0)
    const letters = await db.selectFrom('letter').selectAll().where('recipient', 'like', 'reporter:%').execute()
    expect(letters).toHaveLength(1)
  })

  test('keeps the receipt as a hash alone, and never puts it or the telephone number in a letter', async () => {
    const receipt = await receiveComplaint(contextOf(world), aComplaint(), api)

    const file = await db.selectFrom('case_file').select('receipt_hash').executeTakeFirstOrThrow()
    expect(file.receipt_hash).toBe(receiptHash(receipt.receipt))
    for (const { subject, body } of await db.selectFrom('letter').selectAll().execute()) {
      expect(subject + body).not.toContain(receipt.receipt)
      expect(subject + body).not.toContain('13800000000')
    }
  })

  test('sent twice is filed once and gets the same receipt', async () => {
    const complaint = aComplaint()
    const [first, second] = await Promise.all([
      receiveComplaint(contextOf(world), complaint, api),
      receiveComplaint(contextOf(world), complaint, api),
    ])
    const third = await receiveComplaint(contextOf(world), complaint, api)

    expect(new Set([first?.receipt, second?.receipt, third.receipt]).size).toBe(1)
    expect([first?.repeat, second?.repeat].sort()).toEqual([false, true])
    expect(third.repeat).toBe(true)
    expect(await rowsIn('report')).toBe(1)
    const thanks = await db.selectFrom('letter').select('id').where('reason', '=', 'acknowledged').execute()
    expect(thanks).toHaveLength(1)
  })

  test('under a key that was used for another text is refused, and leaves nothing behind', async () => {
    const complaint = aComplaint()
    await receiveComplaint(contextOf(world), complaint, api)
    const other = { ...complaint, text: '完全不同的一件事，与前一件无关。' }

    await expect(receiveComplaint(contextOf(world), other, api)).rejects.toThrow(Conflict)
    expect(await rowsIn('report')).toBe(1)
    expect(await rowsIn('case_file')).toBe(1)
  })

  test('with a bad row beside it in the same commit is stored all the same, once', async () => {
    const nul = { ...aComplaint(), text: '这一件带有数据库不能存的字符\u0000所以存不下' }
    const good = Array.from({ length: 40 }, () => aComplaint())
    const answers = await Promise.allSettled([nul, ...good].map((one) => receiveComplaint(contextOf(world), one, api)))

    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(await rowsIn('report')).toBe(40)
    expect(await rowsIn('case_file')).toBe(40)
  })
})

describe('danger', () => {
  const swollen = () =>
    aComplaint({
      title: '电动车电池鼓包冒烟',
      text: '昨晚在家里给电动自行车充电，锂电池突然鼓包冒烟，差点烧起来，家里有两个孩子。',
    })

  test('owes a rapid response at once and calls the duty desk, even when the machine is not sure of the bureau', async () => {
    const receipt = await receiveComplaint(contextOf(world), swollen(), api)

    expect(receipt.danger).toBeGreaterThanOrEqual(2)
    expect(receipt.state).not.toBe('to_dispatch')
    const tasks = await db.selectFrom('task').selectAll().where('kind', '=', 'rapid_response').execute()
    expect(tasks).toHaveLength(1)
    expect(tasks[0]?.due_at?.getTime()).toBeLessThan(contextOf(world).now.getTime() + 24 * 3_600_000)
    const calls = await db.selectFrom('letter').selectAll().where('reason', '=', 'rapid_response').execute()
    expect(calls.map(({ recipient }) => recipient)).toEqual([
      `${receipt.bureau.id.toLowerCase()}-duty@shenzhen.example`,
    ])
    expect(calls[0]?.body).not.toContain('chen@example.com')
  })

  test('is not seen where there is none', async () => {
    await receiveComplaint(
      contextOf(world),
      aComplaint({ title: '快递晚到', text: '网购的衣服快递晚到了三天，客服态度也不好。' }),
      api,
    )
    expect(await db.selectFrom('task').selectAll().where('kind', '=', 'rapid_response').execute()).toEqual([])
  })
})

test('two people who tell of the same event are shown to each other’s officers, strangers are not', async () => {
  const text = '今天早上八点布吉街道荔景苑三栋的电梯突然下滑两层，里面困了五个人，物业半小时后才来开门。'
  const first = await receiveComplaint(contextOf(world), aComplaint({ title: '电梯下滑', text }), api)
  const second = await receiveComplaint(
    contextOf(world),
    aComplaint({ title: '电梯突然下滑', text: `${text}请尽快检修。` }),
    api,
  )
  const stranger = await receiveComplaint(contextOf(world), aComplaint(), api)

  const alike = await db.selectFrom('likely_duplicate').selectAll().execute()
  expect(alike.map(({ report_id, earlier_id }) => [report_id, earlier_id])).toEqual([[second.caseId, first.caseId]])
  expect(alike[0]?.because.length).toBeGreaterThan(0)
  expect([second.duplicates, stranger.duplicates]).toEqual([1, 0])
})

test('who files anonymously leaves no identity behind', async () => {
  await receiveComplaint(contextOf(world), aComplaint({ anonymous: true }), api)
  expect(await db.selectFrom('reporter_identity').selectAll().execute()).toEqual([])
})
