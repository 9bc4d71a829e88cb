import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { recordCorrection } from '../../src/cases/record-correction.ts'
import type { Actor, Role } from '../../src/context.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { buildChallenger } from '../../src/learning/build-challenger.ts'
import { measureWeeks } from '../../src/learning/measure-weeks.ts'
import { registerSeed } from '../../src/learning/register-seed.ts'
import { replayChallenger } from '../../src/learning/replay-challenger.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { aComplaint } from '../support/factories.ts'
import { droneLead, droneTexts, everydayTexts } from '../support/lessons.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const job: Actor = { kind: 'job', name: 'learning' }
const seed = world.model.version

/** Staff at a browser of their own, signed in through the form. */
async function staff(role: Role, options: Parameters<typeof somebody>[1] = {}) {
  const account = {
    username: role,
    name: '李华',
    role,
    bureau: 'DATA',
    password_hash: passwordHash,
    created_at: monday,
  }
  await world.db
    .insertInto('account')
    .values(account)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill(role)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

/** Two months of filings: everyday matters closed as predicted, drones corrected by a dispatcher. */
async function twoMonths(): Promise<void> {
  for (const [nth, text] of [...everydayTexts, ...droneTexts.slice(1)].entries()) {
    const now = new Date(monday.getTime() - (nth % 8) * 7 * 86_400_000)
    const { caseId } = await receiveComplaint(contextOf(world, { now }), aComplaint({ title: '', text }), {
      channel: 'web',
    })
    if (nth < everydayTexts.length) {
      await world.db.updateTable('case_file').set({ state: 'closed' }).where('id', '=', caseId).execute()
      continue
    }
    await recordCorrection(world.db, {
      ...{
        reportId: caseId,
        what: 'lead',
        predicted: 'AMR',
        corrected: droneLead,
        reason: '无人机归交通运输局',
        at: monday,
      },
      ...{ source: 'dispatcher', by: { kind: 'operator' }, bureau: 'DATA', model: seed },
    })
  }
}

beforeEach(async () => {
  await registerSeed({ ...world, now: monday })
})

describe('the joint office without any script', () => {
  it('orders a challenger, sees the replay, promotes it and rolls it back', async () => {
    await twoMonths()
    const { page } = await staff('joint_office', { javaScriptEnabled: false })
    await goToDesk(page, /研判质量/)
    await page.getByRole('link', { name: /模型/ }).click()
    await page.getByRole('button', { name: /开始训练/ }).click()
    await page.getByText('理由应为 2 至 500 字').waitFor()
    await page.getByLabel(/理由（开始训练）/).fill('无人机总是派错')
    await page.getByRole('button', { name: /开始训练/ }).click()
    await page.getByText('训练中').first().waitFor()
    const version = `${seed}.1`
    const working = contextOf(world, { actor: job })
    await buildChallenger(working, { version })
    await replayChallenger(working, { version })
    await page.reload()
    await page.getByRole('cell', { name: /单位准确/ }).waitFor()
    await page.getByLabel(/理由（启用）/).fill('回放更准')
    await page.getByRole('button', { name: /^启用/ }).click()
    await page.getByLabel(/理由（退回上一个）/).fill('再看一周')
    await page.getByRole('button', { name: /^退回上一个/ }).click()
    await page.getByText('已停用').first().waitFor()
    const rows = await world.db.selectFrom('triage_model').select(['version', 'state']).orderBy('version').execute()
    expect(rows).toEqual([
      { version: seed, state: 'champion' },
      { version, state: 'retired' },
    ])
  })
})

describe('no page of triage quality has a barrier', () => {
  it.each([390, 1280])('on a screen of %i pixels', async (width) => {
    await twoMonths()
    const working = contextOf(world, { actor: job })
    while ((await measureWeeks(working)) > 0);
    const { page, faults } = await staff('joint_office', { viewport: { width, height: 900 } })
    await page.goto(`${base}/bureau/quality/models`)
    await page.getByLabel(/理由（开始训练）/).fill('无人机总是派错')
    await page.getByRole('button', { name: /开始训练/ }).click()
    await page.getByText('训练中').first().waitFor()
    await buildChallenger(working, { version: `${seed}.1` })
    await replayChallenger(working, { version: `${seed}.1` })
    for (const path of ['/bureau/quality', '/bureau/quality/models', '/bureau/quality/texts']) {
      await page.goto(`${base}${path}`)
      await page.evaluate('for (const one of document.querySelectorAll("main details")) one.open = true')
      expect({ path, found: await barriers(page) }).toEqual({ path, found: [] })
    }
    expect(faults).toEqual([])
  })
})
