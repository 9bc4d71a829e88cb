import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { confirmHit } from '../../../src/alerts/hits/confirm-hit.ts'
import { lookAtContact } from '../../../src/alerts/hits/look-at-contact.ts'
import { sayHit } from '../../../src/alerts/hits/say-hit.ts'
import { sayHitAsFirm } from '../../../src/alerts/hits/say-hit-as-firm.ts'
import { sayHitByInvitation } from '../../../src/alerts/hits/say-hit-by-invitation.ts'
import { strikeHit } from '../../../src/alerts/hits/strike-hit.ts'
import type { TypedHit } from '../../../src/alerts/hits/typed-hit.ts'
import { withdrawHit } from '../../../src/alerts/hits/withdraw-hit.ts'
import { deliverLetter } from '../../../src/alerts/letters/deliver-letter.ts'
import type { Mailer } from '../../../src/alerts/letters/mailer.ts'
import { readMeasure } from '../../../src/alerts/measures/read-measure.ts'
import { weighMeasures } from '../../../src/alerts/measures/weigh-measures.ts'
import { readConfig } from '../../../src/config.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadNoticeRules } from '../../../src/reference/notice-rules.ts'
import { aFirm, codes } from '../../enterprises/firms.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { arrive } from '../notices.ts'
import { anAssignedReview, anOfficial, linkTo } from '../reviews/open-reviews.ts'
import { epingFile } from '../small-notices.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const family = 'G/TBT/N/EU/8001'
const rules = loadNoticeRules(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))

const typedAs = (said: Partial<TypedHit> = {}): TypedHit => ({
  name: '深圳市安充电子有限公司',
  code: codes.kettle,
  product: '65 W 氮化镓充电器',
  band: 'under_10m',
  email: 'Waimao@Ancharge.example',
  contactName: '林女士',
  phone: '13800000000',
  ...said,
})
const weigh = () => weighMeasures({ ...contextOf(world, { actor: { kind: 'job', name: 'weigh-measures' } }), rules })
const count = async () => (await readMeasure(anybody, { symbol: family })).hits.count

/** The key in the newest letter that asks to confirm. */
async function key(): Promise<string> {
  const { body } = await db
    .selectFrom('letter')
    .where('what', 'like', 'measure-hit:%')
    .select('body')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return /\/trade\/hits\/(\S+)/.exec(body)?.[1] ?? ''
}

async function confirmed(said: Partial<TypedHit> = {}): Promise<string> {
  await sayHit(anybody, { family, typed: typedAs(said) })
  const token = await key()
  await confirmHit(anybody, { token })
  return token
}

beforeEach(() => arrive(world, 'eping', epingFile({ symbol: family })))

describe('a firm that says a measure hits it', () => {
  test('counts once its mail confirms it, and the level is weighed anew with a reason that names nobody', async () => {
    await sayHit(anybody, { family, typed: typedAs() })
    expect(await count()).toBe(0)
    const token = await key()
    await confirmHit(anybody, { token })
    await confirmHit(anybody, { token })
    expect(await count()).toBe(1)
    const official = await anOfficial(world)
    const before = await readMeasure(official, { symbol: family })
    expect(before.weighing.reasons.some(({ part }) => part === 'firms')).toBe(false)
    expect(await weigh()).toBe(1)
    const { weighing, reckoned, ruleVersion } = await readMeasure(official, { symbol: family })
    const line = weighing.reasons.find(({ part }) => part === 'firms')
    expect(line).toMatchObject({ points: 3, zh: '本市有企业说受影响（不足 3 家）' })
    expect(reckoned?.points).toBe((before.reckoned?.points ?? 0) + 3)
    expect(ruleVersion).toBe(rules.tbt.version)
  })

  test('is shown by name to the trade desk alone; what it left is sealed, and the letter still finds it', async () => {
    await confirmed()
    expect((await readMeasure(anybody, { symbol: family })).hits.firms).toBeNull()
    const officer = contextOf(world, { actor: await anOfficer(db) })
    expect((await readMeasure(officer, { symbol: family })).hits.firms).toBeNull()
    const { hits } = await readMeasure(await anOfficial(world), { symbol: family })
    expect(hits.firms).toMatchObject([
      { name: '深圳市安充电子有限公司', band: 'under_10m', how: 'mail', contact: true },
    ])
    const everything = JSON.stringify([
      await db.selectFrom('measure_hit').selectAll().execute(),
      await db.selectFrom('letter').selectAll().execute(),
    ]).toLowerCase()
    for (const secret of ['waimao@', '林女士', '13800000000']) expect(everything).not.toContain(secret)
    const sent: string[] = []
    const mailer = {
      send: async ({ recipient }: { recipient: string }) => void sent.push(recipient),
    } as unknown as Mailer
    const { id } = await db
      .selectFrom('letter')
      .where('what', 'like', 'measure-hit:%')
      .select('id')
      .executeTakeFirstOrThrow()
    await deliverLetter(
      { ...contextOf(world, { actor: { kind: 'job', name: 'deliver-letter' } }), mailer },
      { letterId: id },
    )
    expect(sent).toEqual(['waimao@ancharge.example'])
  })

  test('is told what is wrong with its code, and nothing is owed', async () => {
    const wrong = `${codes.kettle.slice(0, 17)}${codes.kettle.endsWith('0') ? '1' : '0'}`
    const refused = await sayHit(anybody, { family, typed: typedAs({ code: wrong, product: '' }) }).catch((e) => e)
    expect(refused).toBeInstanceOf(Invalid)
    expect(Object.keys(refused.fields)).toEqual(['code', 'product'])
    expect(await db.selectFrom('letter').where('what', 'like', 'measure-hit:%').select('id').execute()).toEqual([])
    await expect(sayHit(anybody, { family: 'G/TBT/N/EU/9999', typed: typedAs() })).rejects.toThrow(NotFound)
  })

  test('asked twice from one address gets one letter; another cannot speak in its place', async () => {
    await sayHit(anybody, { family, typed: typedAs() })
    await sayHit(anybody, { family, typed: typedAs({ product: '充电器和电源' }) })
    expect(await db.selectFrom('letter').where('what', 'like', 'measure-hit:%').select('id').execute()).toHaveLength(1)
    await confirmHit(anybody, { token: await key() })
    await sayHit(anybody, { family, typed: typedAs({ email: 'other@elsewhere.example', band: 'over_100m' }) })
    await expect(confirmHit(anybody, { token: await key() })).rejects.toThrow(Conflict)
    const { hits } = await readMeasure(await anOfficial(world), { symbol: family })
    expect(hits.firms).toMatchObject([{ product: '充电器和电源', band: 'under_10m' }])
  })

  test('takes it back by the same link; whom to ask is erased', async () => {
    const token = await confirmed()
    await withdrawHit(anybody, { token })
    expect(await count()).toBe(0)
    await expect(withdrawHit(anybody, { token })).rejects.toThrow(Conflict)
    await expect(confirmHit(anybody, { token })).rejects.toThrow(Conflict)
    const kept = await db.selectFrom('measure_hit').select(['sealed', 'mail_hash', 'state']).executeTakeFirstOrThrow()
    expect(kept).toEqual({ sealed: null, mail_hash: null, state: 'withdrawn' })
  })

  test('signed in says so in one step, in the place of what came by mail', async () => {
    await aFirm(world)
    await confirmed()
    const firm = await db
      .selectFrom('enterprise')
      .where('code', '=', codes.kettle)
      .select(['id', 'name'])
      .executeTakeFirstOrThrow()
    const actor = { kind: 'firm', accountId: 1, enterpriseId: firm.id } as const
    await sayHitAsFirm(contextOf(world, { actor }), { family, typed: { product: '电热水壶', band: 'over_100m' } })
    const { hits } = await readMeasure(await anOfficial(world), { symbol: family })
    expect(hits.firms).toMatchObject([{ name: firm.name, how: 'session', registered: firm.name, contact: false }])
    await expect(sayHitAsFirm(anybody, { family, typed: { product: '水壶', band: 'unknown' } })).rejects.toThrow(
      Forbidden,
    )
  })

  test('invited to a review says so by its own link; an expert cannot', async () => {
    await anAssignedReview(world, await anOfficial(world))
    const typed = { product: '充电器', band: 'under_1m', code: codes.kettle }
    await sayHitByInvitation(anybody, { token: await linkTo(world, 'tbt@ancharge.example'), typed })
    expect(await count()).toBe(1)
    const expert = await linkTo(world, 'wang@example.com')
    await expect(sayHitByInvitation(anybody, { token: expert, typed })).rejects.toThrow(Forbidden)
  })

  test('unconfirmed for a week is forgotten, with its letter', async () => {
    await sayHit(anybody, { family, typed: typedAs() })
    const old = await key()
    const later = contextOf(world, { now: new Date(monday.getTime() + 8 * 86_400_000) })
    await sayHit(later, { family, typed: typedAs({ email: 'later@example.com' }) })
    await expect(confirmHit(later, { token: old })).rejects.toThrow(NotFound)
    expect(await db.selectFrom('letter').where('what', 'like', 'measure-hit:%').select('id').execute()).toHaveLength(1)
  })
})

describe('the trade desk', () => {
  test('opens whom to ask for a purpose, which is on record first', async () => {
    await confirmed()
    const official = await anOfficial(world)
    const [hit] = (await readMeasure(official, { symbol: family })).hits.firms ?? []
    const hitId = hit?.id ?? 0
    await expect(lookAtContact(official, { hitId, purpose: ' ' })).rejects.toThrow(Invalid)
    expect(await lookAtContact(official, { hitId, purpose: '核实出口量' })).toMatchObject({ phone: '13800000000' })
    const looks = await db.selectFrom('measure_hit_event').where('act', '=', 'look').selectAll().execute()
    expect(looks).toMatchObject([{ reason: '核实出口量', actor: expect.stringMatching(/^staff:/) }])
    await expect(lookAtContact(anybody, { hitId, purpose: '好奇' })).rejects.toThrow(Forbidden)
  })

  test('strikes out what is not true with a reason, and it counts no more', async () => {
    await confirmed()
    const official = await anOfficial(world)
    const [hit] = (await readMeasure(official, { symbol: family })).hits.firms ?? []
    await strikeHit(official, { hitId: hit?.id ?? 0, reason: '该企业已注销' })
    expect(await count()).toBe(0)
    await expect(strikeHit(official, { hitId: hit?.id ?? 0, reason: '该企业已注销' })).rejects.toThrow(Conflict)
  })
})
