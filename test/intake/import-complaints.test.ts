import { expect, test } from 'vitest'
import { importComplaints } from '../../src/intake/import-complaints.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()

const day = [
  { number: '20261116-001', kind: 'complaint', text: '路灯坏了一个星期，晚上看不清路。', place: '光明区新湖街道' },
  { number: '20261116-002', kind: 'report', text: '工厂夜里偷排污水，河里有死鱼。' },
]
const file = (rows: unknown[]) => ({
  bytes: new TextEncoder().encode(rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')),
})

const reports = () => world.db.selectFrom('report').selectAll().orderBy('channel_ref').execute()

test('a hotline’s day sent twice creates nothing twice', async () => {
  expect(await importComplaints(contextOf(world), file(day))).toMatchObject({
    seen: 2,
    new: 2,
    unchanged: 0,
    rejected: 0,
  })
  expect(await importComplaints(contextOf(world), file(day))).toMatchObject({
    seen: 2,
    new: 0,
    unchanged: 2,
    rejected: 0,
  })
  expect((await reports()).map(({ channel_ref }) => channel_ref)).toEqual(['20261116-001', '20261116-002'])
})

test('a bad row is named with its reason and the rest goes in', async () => {
  const count = await importComplaints(
    contextOf(world),
    file([day[0], 'not json', { number: '9', kind: '表扬', text: '好' }]),
  )
  expect(count).toMatchObject({ seen: 3, new: 1, rejected: 2 })
  expect(count.rejects.map(({ row }) => row).sort()).toEqual([2, 3])
  expect(count.rejects.every(({ reason }) => /\p{Script=Han}/u.test(reason))).toBe(true)
  expect(await reports()).toHaveLength(1)
})

test('the same number with other content is rejected, not written over', async () => {
  await importComplaints(contextOf(world), file(day))
  const count = await importComplaints(contextOf(world), file([{ ...day[0], text: '换成了另一件事情的描述。' }]))
  expect(count).toMatchObject({ new: 0, rejected: 1 })
  expect((await reports())[0]?.text).toBe(day[0]?.text)
})

test('a spreadsheet with Chinese headings is read', async () => {
  const csv = [
    '工单编号,类型,标题,诉求内容,金额,电话',
    '7,投诉,空调不制冷,"新装的空调不制冷, 售后一直不来",2599,13800000000',
  ].join('\n')
  expect(await importComplaints(contextOf(world), file([csv]))).toMatchObject({ seen: 1, new: 1 })
  expect((await reports())[0]).toMatchObject({
    kind: 'complaint',
    title: '空调不制冷',
    amount: '2599.00',
    channel: 'hotline',
  })
})

test('a spreadsheet saved in GB 18030 is read as written, with sums, days and lists as people write them', async () => {
  // 工单号,诉求内容,涉及金额,事发时间,诉求,受理人 / 8,电池鼓包不给退,1.2万元,2026/5/3 10:20,退货；赔偿损失,甲
  const cells =
    'uaS1pbrFLMvfx/PE2sjdLMnmvLC98LbuLMrCt6LKsbzkLMvfx/MsytzA7cjLCjgsteez2LnEsPyyu7j4zcssMS4yzfLUqiwyMDI2LzUvMyAxMDoyMCzNy7v1o7vF4rOly/DKpyy81wo='
  const count = await importComplaints(contextOf(world), { bytes: Buffer.from(cells, 'base64') })
  expect(count).toMatchObject({ seen: 1, new: 1, rejects: [], unread: ['受理人'] })
  expect((await reports())[0]).toMatchObject({
    channel_ref: '8',
    text: '电池鼓包不给退',
    amount: '12000.00',
    occurred_on: '2026-05-03',
    claims: ['退货', '赔偿损失'],
  })
})

test('a row without a number is known again by its content', async () => {
  const rows = [{ text: '学校食堂的菜里有虫子。' }, { text: '学校食堂的菜里有虫子。', place: '龙华区' }]
  expect(await importComplaints(contextOf(world), file(rows))).toMatchObject({ new: 2 })
  expect(await importComplaints(contextOf(world), file(rows))).toMatchObject({ new: 0, unchanged: 2 })
  expect(await reports()).toHaveLength(2)
})

test('a line that is no object is rejected under the line of the file, blank lines counted', async () => {
  const count = await importComplaints(contextOf(world), file([day[0], '', 'null', '5', day[1]]))
  expect(count).toMatchObject({ seen: 4, new: 2, rejected: 2 })
  expect(count.rejects.map(({ row }) => row)).toEqual([3, 4])
})

test('a comma without quotes moves no cell into the next column', async () => {
  const csv = [
    '编号,诉求内容,金额,地点',
    '1,空调装好不制冷,2,599,福田区',
    '2,电梯困人半小时',
    '3,路灯不亮很久了,,',
  ].join('\n')
  const count = await importComplaints(contextOf(world), file([csv]))
  expect(count).toMatchObject({ seen: 3, new: 2, rejected: 1 })
  expect(count.rejects[0]).toMatchObject({ row: 2, reason: expect.stringContaining('5 格') })
})

test('a file without the column of what happened, or with an open quote, is refused whole and says why', async () => {
  const refusal = (csv: string) => importComplaints(contextOf(world), file([csv]))
  await expect(refusal('编号,备注\n1,电梯困人')).rejects.toThrow(/诉求内容.*编号、备注/)
  await expect(refusal('编号,内容\n1,"电梯困人半小时\n2,路灯坏了')).rejects.toThrow('引号')
  expect(await reports()).toHaveLength(0)
})
