import { expect, test } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { readMeasure } from '../../src/alerts/measures/read-measure.ts'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../src/alerts/subscriptions/confirm-subscription.ts'
import { subscribe } from '../../src/alerts/subscriptions/subscribe.ts'
import { subscriptionToken } from '../../src/alerts/subscriptions/subscription-token.ts'
import { arrive } from '../alerts/notices.ts'
import { epingFile, ticked } from '../alerts/small-notices.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const family = 'G/TBT/N/USA/8234'

const first = {
  symbol: family,
  member: 'United States of America',
  title: 'Energy conservation standards for battery chargers',
  circulated: '2026-09-01',
  comments: '2026-11-30',
  inForce: '2027-12-01',
}
const firstAddendum = {
  ...first,
  symbol: `${family}/Add.1`,
  circulated: '2026-10-15',
  hs: [],
  products: '',
  comments: null,
  inForce: '',
  description: ticked('other', 'The text is now also available in Spanish.'),
}
const secondAddendum = {
  ...firstAddendum,
  symbol: `${family}/Add.2`,
  circulated: '2026-11-14',
  comments: '2027-01-29',
  inForce: '2028-06-01',
  description: ticked('comment', '29 January 2027'),
}

/**
 * A measure comes with two addenda. They are one dossier; the second moves both clocks, and exactly those who asked for such goods in that
 * market hear of it again.
 */
test('a family folds into one dossier; its second addendum moves both clocks and reaches the two it concerns', async () => {
  await subscribed('hs@example.com', { hs: '8504', markets: ['USA'] })
  await subscribed('words@example.com', { words: 'battery charger' })
  await subscribed('other-market@example.com', { hs: '8504', markets: ['EU'] })
  await subscribed('other-goods@example.com', { hs: '9503' })
  await subscribed('other-sector@example.com', { sectors: ['FOOD.01'] })
  await subscribed('only-red@example.com', { hs: '8504', levelMin: 'red' })

  await arrive(world, 'eping', epingFile(first))
  expect(await releaseAndTell()).toEqual(['hs@example.com', 'words@example.com'])

  await arrive(world, 'eping', epingFile(first, firstAddendum))
  expect(await drafts(), 'an addendum that changes nothing calls nobody').toHaveLength(0)

  await arrive(world, 'eping', epingFile(first, firstAddendum, secondAddendum))
  const read = await readMeasure(contextOf(world), { symbol: `${family}/Add.2` })
  expect(read.family).toBe(family)
  expect(read.story).toHaveLength(3)
  expect(read.story[2]?.changes).toMatchObject([
    { what: { en: 'Comments close' }, was: { zh: '2026-11-30' }, became: { zh: '2027-01-29' } },
    { what: { en: 'In force' }, was: { zh: '2027-12-01' }, became: { zh: '2028-06-01' } },
  ])
  expect(await db.selectFrom('measure').select(['family', 'comment_moves', 'in_force_moves']).execute()).toEqual([
    { family, comment_moves: 1, in_force_moves: 1 },
  ])
  expect(await releaseAndTell()).toEqual(['hs@example.com', 'words@example.com'])

  const told = await db.selectFrom('letter').selectAll().where('reason', '=', 'subscribed').execute()
  expect(told).toHaveLength(4)
  expect(told[2]?.body).toContain('2027-01-29')
  expect(told[2]?.body).toContain('Why you get this: you asked for HS 8504, the market United States')
  expect(told[3]?.body).toContain('为什么收到：您订阅了词语“battery charger”')
})

async function subscribed(email: string, said: { [field: string]: string | string[] }): Promise<void> {
  await subscribe(contextOf(world), { email, sectors: [], markets: [], levelMin: 'blue', ...said })
  const { id } = await db.selectFrom('subscription').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  await confirmSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'confirm') })
}

const drafts = () => db.selectFrom('warning').select('id').where('state', '=', 'draft').execute()

/** A trade official releases the one draft; answers who is written to because of it. */
async function releaseAndTell(): Promise<string[]> {
  const [draft, ...others] = await drafts()
  expect(others).toEqual([])
  const warningId = draft?.id ?? 0
  const trade = contextOf(world, { actor: await anOfficer(db, { role: 'trade_official' }) })
  await releaseWarning(trade, { warningId, reason: '核实无误' })
  const job = contextOf(world, { actor: { kind: 'job', name: 'announce-warning' }, now: monday })
  await announceWarning(job, { warningId })
  await announceWarning(job, { warningId })
  const letters = await db
    .selectFrom('letter')
    .select('recipient')
    .where('what', '=', `warning:${warningId}`)
    .where('reason', '=', 'subscribed')
    .orderBy('recipient')
    .execute()
  return letters.map(({ recipient }) => recipient)
}
