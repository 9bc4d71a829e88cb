import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, onTestFinished, test } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { readConfig } from '../../src/config.ts'
import type { Actor, Context } from '../../src/context.ts'
import { orderChallenger } from '../../src/learning/order-challenger.ts'
import { promoteModel } from '../../src/learning/promote-model.ts'
import type { Replay } from '../../src/learning/replay.ts'
import { rollBackModel } from '../../src/learning/roll-back-model.ts'
import { openProgram, type Program } from '../../src/open-program.ts'
import { useServerDatabase } from '../support/database.ts'
import { anOfficer } from '../support/factories.ts'
import { droneLead, droneTexts, everydayTexts } from '../support/lessons.ts'

const folder = mkdtempSync(join(tmpdir(), 'sentinel-learning-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = await useServerDatabase(folder)
/** The embedded database belongs to one process, which then has both roles. */
const severalProcesses = inject('readyDatabase').engine === 'postgres'
const followedWithin_ms = 5000

/**
 * Drones are new to the city: triage sends them here and there. Dispatchers and bureaus put them right, a challenger learns it, is
 * replayed and promoted, and the next such text goes right in the process that serves; rolled back, all is as before.
 */
test('a wrong bureau is corrected, retrained, replayed, promoted, and the next such text goes right', async () => {
  const web = await open(severalProcesses ? 'web' : 'all')
  const worker = severalProcesses ? await open('worker') : web
  const [next = '', ...earlier] = droneTexts
  const seed = web.world.model.version
  const before = await file(web, next)
  expect(before.bureau.id).not.toBe(droneLead)

  for (const text of earlier) await putRight(web, await filedCase(web, text))
  for (const text of everydayTexts) await sign(web, await filedCase(web, text))

  const office = await anOfficer(web.world.db, { role: 'joint_office', bureau: 'DATA' })
  const version = await orderChallenger(as(web, office), { reason: '无人机总是派错单位' })
  await expect.poll(() => replayOf(web, version), { timeout: 90_000, interval: 500 }).not.toBeNull()
  const replay = (await replayOf(web, version)) as Replay
  expect(replay.figures.challenger.lead.right).toBeGreaterThan(replay.figures.champion.lead.right)
  expect(web.world.model.version).toBe(seed)

  await promoteModel(as(web, office), { version, reason: '回放中无人机类明显更准' })
  await followed([web, worker], version)
  expect((await file(web, next)).bureau.id).toBe(droneLead)
  const read = await web.world.db
    .selectFrom('assessment')
    .select('model')
    .orderBy('report_id', 'desc')
    .executeTakeFirstOrThrow()
  expect(read.model).toBe(version)

  expect(await rollBackModel(as(web, office), { reason: '与交通运输局再商量一周' })).toBe(seed)
  await followed([web, worker], seed)
  expect((await file(web, next)).bureau.id).toBe(before.bureau.id)
}, 240_000)

async function open(role: 'all' | 'web' | 'worker'): Promise<Program> {
  const program = await openProgram(
    readConfig({
      NODE_ENV: 'production',
      ROLE: role,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      SECRET_KEY: 'a-secret-of-the-story-0123456789abcdef',
      FILINGS_PER_HOUR: '1000',
      ...database.settings,
    }),
  )
  onTestFinished(() => program.close())
  return program
}

const as = (program: Program, actor: Actor): Context => ({ ...program.world, actor, now: new Date() })

type Filed = { receipt: string; bureau: { id: string } }

async function file(program: Program, text: string): Promise<Filed> {
  const answer = await fetch(`http://127.0.0.1:${program.port}/api/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, kind: 'complaint' }),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as Filed
}

async function filedCase(program: Program, text: string): Promise<number> {
  await file(program, text)
  const { db } = program.world
  const { id } = await db.selectFrom('case_file').select('id').orderBy('opened_at', 'desc').executeTakeFirstOrThrow()
  return id
}

/** A case that waits is dispatched to the bureau of drones; one that was sent elsewhere is returned by that bureau first. */
async function putRight(program: Program, caseId: number): Promise<void> {
  const { db, city } = program.world
  const { state, lead } = await db
    .selectFrom('case_file')
    .select(['state', 'lead'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (state !== 'to_dispatch' && lead !== droneLead) {
    const typed = {
      bureau: droneLead,
      reason: '无人机飞行不属本单位职责',
      article: '《无人驾驶航空器飞行管理暂行条例》第六条',
    }
    await moveCase(as(program, await anOfficer(db, { bureau: lead })), { caseId, act: 'return', typed })
  }
  if (state === 'to_dispatch' || lead !== droneLead) {
    const dispatcher = await anOfficer(db, { role: 'dispatcher', bureau: city.dispatchBureau })
    await moveCase(as(program, dispatcher), { caseId, act: 'dispatch', typed: { bureau: droneLead } })
  }
  await sign(program, caseId)
}

async function sign(program: Program, caseId: number): Promise<void> {
  const { db } = program.world
  const { state, lead } = await db
    .selectFrom('case_file')
    .select(['state', 'lead'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (state === 'to_dispatch') return
  await moveCase(as(program, await anOfficer(db, { bureau: lead })), { caseId, act: 'sign', typed: {} })
}

async function replayOf({ world }: Program, version: string): Promise<unknown> {
  const { replay } = await world.db
    .selectFrom('triage_model')
    .select('replay')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return replay
}

async function followed(programs: Program[], version: string): Promise<void> {
  for (const { world } of programs)
    await expect.poll(() => world.model.version, { timeout: followedWithin_ms, interval: 50 }).toBe(version)
}
