import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listConcerns } from '../../src/alerts/concerns/list-concerns.ts'
import { listLinks } from '../../src/alerts/links/list-links.ts'
import { listFollowUps } from '../../src/alerts/recalls/list-follow-ups.ts'
import { listPublicRecalls } from '../../src/alerts/recalls/list-public-recalls.ts'
import { listReviews } from '../../src/alerts/reviews/list-reviews.ts'
import type { Actor, Role } from '../../src/context.ts'
import { loadDeskWords } from '../../src/demo/desk-words.ts'
import { playDesks } from '../../src/demo/play-desks.ts'
import { loadDemo } from '../../src/load-demo.ts'
import { projectRoot } from '../../src/project-root.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db, city } = world
const folder = join(projectRoot, 'city/shenzhen')
const operator = contextOf(world, { actor: { kind: 'operator' } })

async function staffOf(role: Role, bureau: string): Promise<Actor> {
  const found = db.selectFrom('account').where('role', '=', role).where('bureau', '=', bureau)
  const { id, name } = await found.select(['id', 'name']).executeTakeFirstOrThrow()
  return { kind: 'staff', accountId: id, name, role, bureau }
}

test('a new demo shows the desks of trade, recalls, links and signals at work, in different states', async () => {
  await loadDemo(operator, folder)
  const official = contextOf(world, { actor: await staffOf('trade_official', city.tradeBureau) })
  const officer = contextOf(world, { actor: await staffOf('officer', city.tradeBureau) })

  const { reviews } = await listReviews(official, { state: null, page: 1 })
  expect(new Set(reviews.map(({ state }) => state))).toEqual(new Set(['unassigned', 'assigned', 'commented']))
  const concerns = await listConcerns(official, { family: null })
  expect(new Set(concerns.map(({ state }) => state))).toEqual(new Set(['raised', 'tabled', 'resolved']))
  const hits = await db.selectFrom('measure_hit').select('state').execute()
  expect(new Set(hits.map(({ state }) => state))).toEqual(new Set(['said', 'stands', 'struck']))

  const { followed, unfollowed } = await listFollowUps(officer)
  expect(followed.map(({ state, late }) => [state, late.length > 0])).toEqual(
    expect.arrayContaining([
      ['open', true],
      ['open', false],
      ['closed', false],
    ]),
  )
  expect(unfollowed).toHaveLength(1)
  // What nobody published the public does not see.
  expect(await listPublicRecalls(contextOf(world, { actor: { kind: 'citizen' } }))).toHaveLength(2)

  const { links, counts } = await listLinks(officer, { group: null })
  expect(links.length).toBeGreaterThanOrEqual(6)
  expect(Object.values(counts).filter((count) => count > 0).length).toBeGreaterThanOrEqual(3)

  const signals = await db.selectFrom('signal').select(['state', 'title_zh']).execute()
  expect(new Set(signals.map(({ state }) => state))).toEqual(new Set(['new', 'verifying', 'event']))
})

test('the desks stay empty where the demo has no such people', async () => {
  const words = loadDeskWords(folder)
  if (!words) throw new Error('the city has no demo/desks.yaml')
  await playDesks(operator, words)
  expect(await db.selectFrom('recall_follow_up').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('measure_review').selectAll().execute()).toEqual([])
})
