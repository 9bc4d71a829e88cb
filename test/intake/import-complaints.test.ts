import { expect, test } from 'vitest'
import { importComplaints } from '../../src/intake/import-complaints.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()

const day = [
  { number: '20261116-001', kind: 'complaint', text: '路灯坏了一个星期，晚上看不清路。', place: '光明区新湖街道' },
  { number: '20261116-002', kind: 'report', text: '工厂夜里偷排污水，河里有死鱼。' },
]
const file = (rows: unknown[], name = 'day.jsonl') => ({
  name,
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
  expect(await importComplaints(contextOf(world), file([csv], 'day.csv'))).toMatchObject({ seen: 1, new: 1 })
  expect((await reports())[0]).toMatchObject({
    kind: 'complaint',
    title: '空调不制冷',
    amount: '2599.00',
    channel: 'hotline',
  })
})
