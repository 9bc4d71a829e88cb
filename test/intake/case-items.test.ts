import { describe, expect, test } from 'vitest'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { aComplaint } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const web = { channel: 'web' } as const

describe('a filing with several demands', () => {
  test('is one case with an item each, which its reporter sees with their bureaus and without the words', async () => {
    const text = '一、小区电梯经常困人，物业一直不修；二、楼下烧烤店油烟直排，熏得窗户不敢开。'
    const receipt = await receiveComplaint(contextOf(world), { ...aComplaint(), title: '', text }, web)

    const items = await db.selectFrom('case_item').selectAll().orderBy('number').execute()
    expect(items.map(({ case_id, number }) => [case_id, number])).toEqual([
      [receipt.caseId, 1],
      [receipt.caseId, 2],
    ])
    expect(items.map(({ leaf }) => leaf)).toEqual(['EQUIP.01', 'ENV.02'])
    const tracked = await trackCase(contextOf(world), receipt.receipt)
    expect(tracked.items.map(({ leaf }) => leaf.code)).toEqual(['EQUIP.01', 'ENV.02'])
    expect(JSON.stringify(tracked.items)).not.toContain('烧烤店')
  })

  test('and one with a single demand has no item', async () => {
    const receipt = await receiveComplaint(contextOf(world), aComplaint(), web)
    expect(await db.selectFrom('case_item').selectAll().execute()).toEqual([])
    expect((await trackCase(contextOf(world), receipt.receipt)).items).toEqual([])
  })
})

describe('personal data in a filing', () => {
  test('is in its text and not in the title of the case, its tasks and its letters', async () => {
    const personal = {
      ...aComplaint(),
      title: '本人李小明13812345678投诉楼上漏水',
      text: '楼上3栋2单元501室漏水，多次沟通无果。',
    }
    const receipt = await receiveComplaint(contextOf(world), personal, web)

    const file = await db
      .selectFrom('case_file')
      .select('title')
      .where('id', '=', receipt.caseId)
      .executeTakeFirstOrThrow()
    expect(file.title).toContain('漏水')
    const tasks = await db.selectFrom('task').select(['title_zh', 'title_en']).execute()
    const letters = await db.selectFrom('letter').select(['subject', 'body']).execute()
    for (const words of [file, ...tasks, ...letters].map((one) => JSON.stringify(one))) {
      expect(words).not.toContain('13812345678')
      expect(words).not.toContain('李小明')
    }
    const { title } = await db.selectFrom('report').select('title').executeTakeFirstOrThrow()
    expect(title).toBe(personal.title)
  })
})
