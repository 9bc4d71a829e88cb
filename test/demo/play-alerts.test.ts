import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadAlertWords } from '../../src/demo/alert-words.ts'
import { playAlerts } from '../../src/demo/play-alerts.ts'
import { projectRoot } from '../../src/project-root.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db, city } = world
const words = loadAlertWords(join(projectRoot, 'city/shenzhen'))
const operator = contextOf(world, { actor: { kind: 'operator' } })

describe('the desks of early warning in a new demo', () => {
  it('are alive: a warning in force, a response under way, an assessment to validate, members that reported', async () => {
    if (!words) throw new Error('the city has no demo/alerts.yaml')
    for (const role of ['officer', 'head'] as const) await anOfficer(db, { role, bureau: 'AMR' })
    await anOfficer(db, { role: 'joint_office', bureau: city.dispatchBureau })
    await playAlerts(operator, words)
    expect(await db.selectFrom('warning').select(['kind', 'state', 'level', 'drill']).execute()).toEqual([
      { kind: 'quality', state: 'released', level: 'yellow', drill: false },
    ])
    const receipts = await db.selectFrom('warning_receipt').select(['name', 'acknowledged_at']).execute()
    expect(receipts.find(({ name }) => name === 'AMR')?.acknowledged_at).not.toBeNull()
    const tasks = await db.selectFrom('task').where('kind', '=', 'response').select('done_at').execute()
    expect(tasks.filter(({ done_at }) => done_at !== null)).toHaveLength(1)
    expect(tasks.filter(({ done_at }) => done_at === null).length).toBeGreaterThan(0)
    expect(await db.selectFrom('risk_assessment').select('state').execute()).toEqual([{ state: 'submitted' }])
    expect((await db.selectFrom('network_report').selectAll().execute()).length).toBe(words.network.length)
    // Written, reviewed and signed by three people, as a real one.
    const acts = await db.selectFrom('warning_event').select(['act', 'actor']).orderBy('id').execute()
    const hands = acts.filter(({ act }) => ['submit', 'approve', 'sign'].includes(act)).map(({ actor }) => actor)
    expect(new Set(hands).size).toBe(3)
  })

  it('stay empty where the demo has no such people', async () => {
    if (!words) throw new Error('the city has no demo/alerts.yaml')
    await playAlerts(operator, words)
    expect(await db.selectFrom('warning').selectAll().execute()).toEqual([])
  })
})
