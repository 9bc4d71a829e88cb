import { beforeEach, describe, expect, it } from 'vitest'
import { recordCorrection } from '../../src/cases/record-correction.ts'
import type { Actor, Context } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { buildChallenger } from '../../src/learning/build-challenger.ts'
import { openModelInForce } from '../../src/learning/model-in-force.ts'
import { orderChallenger } from '../../src/learning/order-challenger.ts'
import { promoteModel } from '../../src/learning/promote-model.ts'
import { registerSeed } from '../../src/learning/register-seed.ts'
import type { Replay } from '../../src/learning/replay.ts'
import { replayChallenger } from '../../src/learning/replay-challenger.ts'
import { rollBackModel } from '../../src/learning/roll-back-model.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { droneLead, droneTexts, everydayTexts } from '../support/lessons.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const job: Actor = { kind: 'job', name: 'learning' }
const later = new Date(monday.getTime() + 3_600_000)
const seed = world.model.version
let office: Extract<Actor, { kind: 'staff' }>
let keeping: Context
let working: Context

beforeEach(async () => {
  office = await anOfficer(world.db, { role: 'joint_office', bureau: 'DATA' })
  keeping = contextOf(world, { actor: office, now: later })
  working = contextOf(world, { actor: job, now: later })
  await registerSeed({ ...world, now: monday })
})

const states = async () =>
  Object.fromEntries(
    (await world.db.selectFrom('triage_model').select(['version', 'state']).execute()).map((row) => [
      row.version,
      row.state,
    ]),
  )
const history = async () =>
  (await world.db.selectFrom('triage_model_event').selectAll().orderBy('id').execute()).map(
    ({ act, version }) => `${act} ${version}`,
  )

it('what ships is entered once, by however many processes that start at the same moment', async () => {
  const model = { ...world.model, version: 'shipped-anew' }
  await Promise.all(Array.from({ length: 8 }, () => registerSeed({ ...world, model, now: monday })))
  expect(await states()).toMatchObject({ 'shipped-anew': 'champion' })
  expect((await history()).filter((line) => line === 'ship shipped-anew')).toHaveLength(1)
})

async function file(text: string): Promise<number> {
  const { caseId } = await receiveComplaint(contextOf(world), aComplaint({ title: '', text }), { channel: 'web' })
  return caseId
}

/** Drones are the transport bureau's, a dispatcher says each time; what everybody knows was handled as predicted. */
async function aMonthOfCorrections(): Promise<void> {
  const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: world.city.dispatchBureau })
  for (const text of droneTexts.slice(1)) {
    const reportId = await file(text)
    const { lead } = await world.db
      .selectFrom('assessment')
      .select('lead')
      .where('report_id', '=', reportId)
      .executeTakeFirstOrThrow()
    await recordCorrection(world.db, {
      reportId,
      what: 'lead',
      predicted: lead,
      corrected: droneLead,
      reason: '低空飞行由交通运输局管理',
      source: 'dispatcher',
      by: dispatcher,
      bureau: dispatcher.bureau,
      at: monday,
      model: seed,
    })
  }
  for (const text of everydayTexts) {
    const id = await file(text)
    await world.db.updateTable('case_file').set({ state: 'closed' }).where('id', '=', id).execute()
  }
}

async function aReplayedChallenger(): Promise<string> {
  const version = await orderChallenger(keeping, { reason: '无人机总是派错' })
  await buildChallenger(working, { version })
  await replayChallenger(working, { version })
  return version
}

describe('a challenger', { timeout: 90_000 }, () => {
  it('is the seed until it is taught, and then knows what people corrected', async () => {
    await aMonthOfCorrections()
    const version = await orderChallenger(keeping, { reason: '无人机总是派错' })
    expect(version).toBe(`${seed}.1`)
    expect(await states()).toEqual({ [seed]: 'champion', [version]: 'ordered' })
    await buildChallenger(working, { version })
    const built = await world.db
      .selectFrom('triage_model')
      .selectAll()
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    expect(built).toMatchObject({ state: 'challenger', replay: null })
    expect(built.corrections).toBeGreaterThanOrEqual(6)
    expect(built.corrections + built.confirmed).toBe(droneTexts.length - 1 + everydayTexts.length)
    const answers = await world.db.selectFrom('triage_model_answer').selectAll().execute()
    expect(answers).toHaveLength(droneTexts.length - 1 + everydayTexts.length)
    await buildChallenger(working, { version })
    expect(await history()).toEqual([`ship ${seed}`, `order ${version}`, `build ${version}`])
  })

  it('is replayed beside the champion on reports that neither learned from', async () => {
    await aMonthOfCorrections()
    const version = await aReplayedChallenger()
    const { replay } = await world.db
      .selectFrom('triage_model')
      .select('replay')
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    const { figures, leads, differences, champion, reports } = replay as Replay
    expect(champion).toBe(seed)
    expect(reports).toBe(droneTexts.length - 1 + everydayTexts.length)
    expect(figures.champion.lead.of).toBe(reports)
    expect(figures.challenger.lead.right).toBeGreaterThan(figures.champion.lead.right)
    const drones = leads.find(({ code }) => code === droneLead)
    expect(drones?.of).toBeGreaterThanOrEqual(droneTexts.length - 1)
    expect(drones?.challenger).toBeGreaterThan(drones?.champion ?? 99)
    expect(differences[0]).toMatchObject({ what: 'lead', settled: droneLead, challenger: droneLead })
  })

  it('is promoted by a person and rolled back in one act, and a process follows', async () => {
    await aMonthOfCorrections()
    const inForce = await openModelInForce(world.db, world.model)
    const version = await aReplayedChallenger()
    expect(await inForce.follow()).toBe(0)
    await promoteModel(keeping, { version, reason: '回放更准' })
    expect(await inForce.follow()).toBe(1)
    expect(inForce.current().version).toBe(version)
    expect(await inForce.follow()).toBe(0)
    const reopened = await openModelInForce(world.db, world.model)
    expect(reopened.current().version).toBe(version)

    expect(await rollBackModel({ ...keeping, model: inForce.current() }, { reason: '再看一周' })).toBe(seed)
    expect(await inForce.follow()).toBe(1)
    expect(inForce.current()).toBe(world.model)
    expect(await states()).toEqual({ [seed]: 'champion', [version]: 'retired' })
    expect((await history()).slice(-2)).toEqual([`promote ${version}`, `roll_back ${seed}`])
    await expect(rollBackModel(keeping, { reason: '再退一次' })).rejects.toThrow(Conflict)
    const audited = await world.db.selectFrom('audit_event').select(['act', 'subject', 'actor']).orderBy('id').execute()
    expect(audited).toEqual([
      { act: 'model_promoted', subject: `model:${version}`, actor: `staff:${office.accountId}` },
      { act: 'model_rolled_back', subject: `model:${seed}`, actor: `staff:${office.accountId}` },
    ])
    await promoteModel(keeping, { version, reason: '一周后再启用' })
    expect(await states()).toEqual({ [seed]: 'retired', [version]: 'champion' })
  })

  it('of another seed is left to the program that ships that seed', async () => {
    const inForce = await openModelInForce(world.db, { ...world.model, version: 'other-seed' })
    expect(await inForce.follow()).toBe(0)
    expect(inForce.current().version).toBe('other-seed')
    await expect(
      buildChallenger({ ...working, model: { ...world.model, version: 'other-seed' } }, { version: `${seed}.1` }),
    ).rejects.toThrow('another seed')
  })
})

describe('who may and when', { timeout: 60_000 }, () => {
  it('only the joint office, with a reason', async () => {
    const dispatcher = contextOf(world, { actor: await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' }) })
    await expect(orderChallenger(dispatcher, { reason: '试一试' })).rejects.toThrow(Forbidden)
    await expect(promoteModel(dispatcher, { version: `${seed}.1`, reason: '试一试' })).rejects.toThrow(Forbidden)
    await expect(rollBackModel(dispatcher, { reason: '试一试' })).rejects.toThrow(Forbidden)
    await expect(orderChallenger(keeping, { reason: ' ' })).rejects.toThrow(Invalid)
    expect(await history()).toEqual([`ship ${seed}`])
  })

  it('one is taught at a time, a lost one is given up, and none is promoted unseen', async () => {
    const version = await orderChallenger(keeping, { reason: '第一次' })
    await expect(orderChallenger(keeping, { reason: '第二次' })).rejects.toThrow(Conflict)
    await expect(promoteModel(keeping, { version, reason: '没看过' })).rejects.toThrow(Conflict)
    await expect(promoteModel(keeping, { version: 'nothing', reason: '没有它' })).rejects.toThrow(NotFound)
    const nextDay = { ...keeping, now: new Date(later.getTime() + 86_400_000) }
    const second = await orderChallenger(nextDay, { reason: '第二次' })
    expect(await states()).toEqual({ [seed]: 'champion', [version]: 'failed', [second]: 'ordered' })
    await buildChallenger(working, { version })
    expect((await states())[version]).toBe('failed')
    await buildChallenger(working, { version: second })
    await expect(promoteModel(keeping, { version: second, reason: '没回放' })).rejects.toThrow(Conflict)
  })
})
