import { describe, expect, it } from 'vitest'
import { admitMember } from '../../src/alerts/network/admit-member.ts'
import { openResponse } from '../../src/alerts/response/open-response.ts'
import { openAssessment } from '../../src/alerts/risk-assessment/open-assessment.ts'
import { seeded } from '../../src/alerts/signals/random.ts'
import { findSignals } from '../../src/alerts/watch/find-signals.ts'
import { recordSignals } from '../../src/alerts/watch/record-signals.ts'
import { WATCH } from '../../src/alerts/watch/watch-choice.ts'
import { addDays } from '../../src/reference/calendar.ts'
import { lastNight, observe, watchAll } from '../alerts/watch/watched.ts'
import { anAssessment } from '../support/assessments.ts'
import { barriers, useBrowser, useServer } from '../support/browser.ts'
import { anOfficer } from '../support/factories.ts'
import { signedIn } from '../support/signed-in.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db, city } = world
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

/** A sector all over the city as chance has it, with a cluster of streets and a product that newly goes with a hazard in its last days. */
async function signalsOfThreeMethods(): Promise<number[]> {
  const random = seeded(8)
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const streets = city.districts.flatMap(({ id, streets }) => streets.map(({ zh }) => ({ district: id, street: zh })))
  const hazards = city.hazards.slice(0, 9).map(({ id }) => id)
  const usual = Array.from({ length: 14 * 7 * 4 }, (_, nth) => ({
    day: addDays(lastNight, -Math.floor(nth / 4)),
    leaf: oneOf(['FOOD.01', 'FOOD.02', 'FOOD.03']),
    product: `器具${Math.floor(random() * 9)}`,
    hazards: [oneOf(hazards)],
    ...oneOf(streets),
  }))
  const near = ['桃源街道', '西丽街道', '沙河街道'].flatMap((street) =>
    [0, 1].map((back) => ({ day: addDays(lastNight, -back), leaf: 'FOOD.01', district: 'NANSHAN', street })),
  )
  const turned = Array.from({ length: 24 }, (_, nth) => ({
    ...{
      day: addDays(lastNight, -Math.floor(nth / 2)),
      leaf: 'PROD.03',
      product: '新器具',
      hazards: [hazards[5] as string],
    },
    ...oneOf(streets),
  }))
  await observe(world, [...usual, ...near, ...turned])
  await watchAll(world)
  const watch = contextOf(world, { actor: { kind: 'job', name: 'watch-city' } })
  for (const only of ['disproportionality', 'space_time'] as const) {
    const { fresh } = await findSignals(world, {
      kind: 'complaint',
      night: lastNight,
      choice: { ...WATCH, only },
      earlier: [],
    })
    await recordSignals(watch, { fresh, again: [] }, 0)
  }
  const rows = await db.selectFrom('signal').select(['id', 'method']).orderBy('id').execute()
  expect(rows.map(({ method }) => method)).toEqual(expect.arrayContaining(['disproportionality', 'space_time']))
  return rows.map(({ id }) => id)
}

async function restOfTheDesks() {
  const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
  const officer = contextOf(world, { actor: await anOfficer(db, { role: 'officer', bureau: 'AMR' }) })
  const { memberId } = await admitMember(office, {
    ...{ kind: 'hospital', name: '某区人民医院', district: 'NANSHAN', email: 'duty@hospital.example', rhythm: '7' },
  })
  const responseId = await openResponse(office, {
    origin: { kind: 'free', id: null },
    typed: {
      ...{ title: '某小学食堂疑似食物中毒', leaf: 'FOOD.05', colour: 'orange', lead: 'AMR', drill: false },
      situation: '午餐后 12 名学生呕吐，已送医',
    },
  })
  const assessmentId = await openAssessment(officer, { subject: { kind: 'free', id: null }, typed: anAssessment() })
  return { memberId, responseId, assessmentId }
}

describe('every desk of early warning', () => {
  it.each([390, 1280])('has no barriers, %i pixels wide', { timeout: 300_000 }, async (width) => {
    const signals = await signalsOfThreeMethods()
    const { memberId, responseId, assessmentId } = await restOfTheDesks()
    const { page, faults } = await signedIn(
      { browser, world, base },
      {
        ...{ role: 'joint_office', bureau: 'DATA', name: '张三' },
        options: { viewport: { width, height: 900 } },
      },
    )
    const found: Record<string, string[]> = {}
    for (const path of [
      ...['', '?state=new', '/methods', '/replay', `/replay?from=${addDays(lastNight, -3)}&to=${lastNight}`].map(
        (end) => `/bureau/signals${end}`,
      ),
      ...signals.map((id) => `/bureau/signals/${id}`),
      ...['', '/new', `/${assessmentId}`].map((end) => `/bureau/assessments${end}`),
      ...['', '/new', `/${responseId}`].map((end) => `/bureau/responses${end}`),
      ...['', `/${memberId}`].map((end) => `/bureau/network${end}`),
      ...['', '/cpsc', '/sampling'].map((end) => `/bureau/sources${end}`),
      '/network',
    ]) {
      const answer = await page.goto(base + path)
      if (answer?.status() === 404) throw new Error(`no page ${path}`)
      for (const fold of await page.locator('main :not(.narrow-fold) > summary').all()) await fold.click()
      found[path] = await barriers(page)
    }
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })
})
