import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { listConcerns } from '../../../src/alerts/concerns/list-concerns.ts'
import { moveConcern } from '../../../src/alerts/concerns/move-concern.ts'
import { raiseConcern } from '../../../src/alerts/concerns/raise-concern.ts'
import { readConcern } from '../../../src/alerts/concerns/read-concern.ts'
import { readMeasure } from '../../../src/alerts/measures/read-measure.ts'
import { weighMeasures } from '../../../src/alerts/measures/weigh-measures.ts'
import { readConfig } from '../../../src/config.ts'
import type { Context } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadNoticeRules } from '../../../src/reference/notice-rules.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { arrive } from '../notices.ts'
import { anOfficial, family } from '../reviews/open-reviews.ts'
import { epingFile } from '../small-notices.ts'

const world = await useWorld()
const rules = loadNoticeRules(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const reason = '限值严于国际标准，本市充电器出口受阻'
const agenda = { text: '议题 17', meeting: 'WTO/TBT 委员会 2027 年 3 月例会', meetingOn: '2027-03-10' }
const words = (text: string) => ({ text, meeting: '', meetingOn: '' })
const weigh = () => weighMeasures({ ...contextOf(world, { actor: { kind: 'job', name: 'weigh-measures' } }), rules })
const historyOf = async (official: Context, symbol: string) =>
  (await readMeasure(official, { symbol })).weighing.reasons.find(({ part }) => part === 'E')

beforeEach(() => arrive(world, 'eping', epingFile({ symbol: family }, { symbol: 'G/TBT/N/EU/8002' })))

test('a concern goes from proposed to its result, by the table and with its history', async () => {
  const official = await anOfficial(world)
  const concernId = await raiseConcern(official, { family, reason })
  await expect(raiseConcern(official, { family, reason })).rejects.toThrow(Conflict)
  await expect(moveConcern(official, { concernId, act: 'discuss', typed: words('对方答应研究') })).rejects.toThrow(
    '拟提出',
  )
  await moveConcern(official, { concernId, act: 'submit', typed: words('报总局，〔2026〕12 号') })
  const refused = await moveConcern(official, { concernId, act: 'table', typed: words('议题 17') }).catch((e) => e)
  expect(refused).toBeInstanceOf(Invalid)
  expect(Object.keys(refused.fields)).toEqual(['meeting', 'meetingOn'])
  await moveConcern(official, { concernId, act: 'table', typed: agenda })
  await moveConcern(official, { concernId, act: 'discuss', typed: words('对方答应研究') })
  await moveConcern(official, { concernId, act: 'table', typed: { ...agenda, meetingOn: '2027-06-16' } })
  await moveConcern(official, { concernId, act: 'resolve', typed: words('限值改为 0.10 W') })
  const { concern, acts, history } = await readConcern(official, { concernId })
  expect(concern).toMatchObject({ state: 'resolved', result: '限值改为 0.10 W', meetingOn: '2027-06-16' })
  expect(acts).toEqual([])
  expect(history.map(({ act }) => act)).toEqual(['resolve', 'table', 'discuss', 'table', 'submit', 'raise'])
  expect(await raiseConcern(official, { family, reason })).toBeGreaterThan(concernId)
})

test('it is for trade officials alone', async () => {
  const official = await anOfficial(world)
  const concernId = await raiseConcern(official, { family, reason })
  const officer = contextOf(world, { actor: await anOfficer(world.db) })
  await expect(readConcern(officer, { concernId })).rejects.toThrow(NotFound)
  await expect(listConcerns(officer, { family: null })).rejects.toThrow(Forbidden)
  await expect(raiseConcern(contextOf(world), { family, reason })).rejects.toThrow(Forbidden)
})

test('on an agenda it weighs in: on its measure, and on others of that member and sector', async () => {
  const official = await anOfficial(world)
  const concernId = await raiseConcern(official, { family, reason })
  await weigh()
  expect(await historyOf(official, family)).toMatchObject({ points: 0, zh: '无同类历史' })
  await moveConcern(official, { concernId, act: 'submit', typed: words('报总局') })
  await moveConcern(official, { concernId, act: 'table', typed: agenda })
  await world.db.updateTable('measure').set({ weighed_on: '2026-11-15' }).execute()
  await weigh()
  expect(await historyOf(official, family)).toMatchObject({ points: 6, zh: '该措施已有特别贸易关注' })
  expect(await historyOf(official, 'G/TBT/N/EU/8002')).toMatchObject({ points: 3 })
})
