import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { concernPaths } from '../../src/alerts/concerns/concern-paths.ts'
import { raiseConcern } from '../../src/alerts/concerns/raise-concern.ts'
import { handInOpinion } from '../../src/alerts/reviews/hand-in-opinion.ts'
import { mergeReview } from '../../src/alerts/reviews/merge-review.ts'
import { moveReview } from '../../src/alerts/reviews/move-review.ts'
import { reviewPaths } from '../../src/alerts/reviews/review-paths.ts'
import { arrive } from '../alerts/notices.ts'
import { anAssignedReview, anOfficial, aPoint, family, linkTo } from '../alerts/reviews/open-reviews.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function official(options: Parameters<typeof somebody>[1] = {}) {
  await world.db
    .insertInto('account')
    .values({
      ...{ username: 'trade', name: '陈静', role: 'trade_official', bureau: 'AMR' },
      ...{ password_hash: passwordHash, created_at: monday },
    })
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 }, ...options })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill('trade')
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

describe('a review of a measure', () => {
  it('goes from the dossier to the answer without any script; those invited need no account', async () => {
    await arrive(world, 'eping', epingFile({ symbol: family, comments: '2026-12-21' }))
    const { page } = await official({ javaScriptEnabled: false })
    await page.goto(`${base}/trade/measures/${family}`)
    await page.getByLabel(/全国通报咨询中心/).check()
    await page.getByRole('button', { name: /开始评议/ }).click()
    await page.getByLabel(/^专家/).fill('王教授')
    await page.getByRole('button', { name: /^邀请评议/ }).click()
    expect(await page.getByRole('alert').textContent()).toContain('第 1 行')
    await page.getByLabel(/^专家/).fill('王教授 wang@example.com')
    await page.getByRole('button', { name: /^邀请评议/ }).click()
    await page.getByText('已分配').first().waitFor()

    const invited = await somebody(browser, { javaScriptEnabled: false })
    await invited.page.goto(`${base}${reviewPaths.invitation(await linkTo(world, 'wang@example.com'))}`)
    await invited.page.getByRole('button', { name: /确认收到/ }).click()
    await invited.page.getByLabel(/^有意见/).check()
    await invited.page.getByLabel(/针对哪一条/).fill('第 4.2 条')
    await invited.page.getByLabel(/^问题 Problem/).fill('空载功耗限值严于国际标准')
    await invited.page.getByRole('button', { name: /再加一条/ }).click()
    expect(await invited.page.getByLabel(/针对哪一条/).count()).toBe(2)
    await invited.page.getByRole('button', { name: /^提交意见/ }).click()
    expect(await invited.page.getByRole('alert').textContent()).toContain('理由和依据')
    await invited.page
      .getByLabel(/^理由和依据/)
      .first()
      .fill('IEC 62301')
    await invited.page
      .getByLabel(/^修改建议/)
      .first()
      .fill('限值改为 0.10 W')
    await invited.page.getByRole('button', { name: /^提交意见/ }).click()
    await invited.page.getByText('意见已收到').waitFor()

    await page.reload()
    await page.getByRole('link', { name: /汇总为评议意见表/ }).click()
    await page.getByText('来自 王教授').waitFor()
    await page.getByLabel(/^总体意见 General/).fill('支持立法目的')
    await page.getByRole('button', { name: /形成意见表/ }).click()
    const answer = await page.locator('article.document').textContent()
    for (const said of [family, '第 4.2 条', '限值改为 0.10 W', '支持立法目的']) expect(answer).toContain(said)
    expect(answer).not.toContain('王教授')
  })
})

describe('the pages of a review have no barrier', () => {
  it.each([390, 1280])('on a screen of %i pixels', async (width) => {
    const staff = await anOfficial(world)
    const reviewId = await anAssignedReview(world, staff)
    const token = await linkTo(world, 'wang@example.com')
    const { page, faults } = await official({ viewport: { width, height: 844 } })
    const found: Record<string, string[]> = {}
    const look = async (name: string, path: string) => {
      await page.goto(`${base}${path}`)
      found[name] = await barriers(page)
    }
    await look('invitation', reviewPaths.invitation(token))
    await handInOpinion(contextOf(world), {
      token,
      typed: { stance: 'comments', points: [aPoint()], remark: '可电话沟通' },
    })
    await look('dossier', `/trade/measures/${family}`)
    await look('review', reviewPaths.one(reviewId))
    await moveReview(staff, { reviewId, act: 'finish', text: '其余不再等候' })
    await look('merging', reviewPaths.merge(reviewId))
    const typed = {
      statement: { zh: '支持立法目的', en: 'We support the aim.' },
      points: [aPoint(), aPoint({ place: '附录 B' })],
    }
    await mergeReview(staff, { reviewId, typed })
    await look('answer', reviewPaths.answer(reviewId, 1))
    await look('list', reviewPaths.list)
    const concernId = await raiseConcern(staff, { family, reason: '限值严于国际标准，出口受阻' })
    await look('concern', concernPaths.one(concernId))
    await look('concerns', concernPaths.list)
    await look('closed', reviewPaths.invitation(token))
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })
})
