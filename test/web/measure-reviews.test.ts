import { describe, expect, test } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { readReview } from '../../src/alerts/reviews/read-review.ts'
import { reviewPaths } from '../../src/alerts/reviews/review-paths.ts'
import { anAssignedReview, anOfficial, anOpenReview, family, linkTo } from '../alerts/reviews/open-reviews.ts'
import { smallPdf } from '../pure/attachments/small-files.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function signedIn(role: 'trade_official' | 'officer') {
  await world.db
    .insertInto('account')
    .values({ username: role, name: '陈静', role, bureau: 'AMR', password_hash: passwordHash, created_at: monday })
    .execute()
  const site = siteOn(world)
  const answer = await site.send('/sign-in', new URLSearchParams({ username: role, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    get: (path: string) => site.get(path, { headers: { Cookie } }),
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: (path: string, fields: Record<string, string>) => site.send(path, new URLSearchParams(fields), { Cookie }),
    upload: (path: string, form: FormData) => site.send(path, form, { Cookie }),
  }
}

describe('the page of a review', () => {
  test('keeps what was typed when it refuses, and answers 409 where somebody was quicker', async () => {
    const reviewId = await anOpenReview(world, await anOfficial(world))
    const trade = await signedIn('trade_official')
    const typed = { experts: '王教授', firms: '安充 tbt@ancharge.example', commentsBy: '2026-12-02' }
    const refused = await trade.send(`${reviewPaths.one(reviewId)}/invitations`, typed)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    for (const kept of ['王教授</textarea>', '安充 tbt@ancharge.example', '第 1 行']) expect(page).toContain(kept)
    const early = await trade.send(`${reviewPaths.one(reviewId)}/feedback`, {
      on: '2026-11-16',
      channel: '邮箱',
      reference: '',
    })
    expect(early.status).toBe(409)
    expect((await trade.get(reviewPaths.merge(reviewId))).status).toBe(409)
  })

  test('marks the answer as handed on with the file that shows it, which only staff may fetch', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    const trade = await signedIn('trade_official')
    const one = reviewPaths.one(reviewId)
    expect((await trade.send(`${one}/finish`, { 'text-finish': '只汇总本局意见' })).status).toBe(303)
    const answer = { points: '0', 'statement-zh': '支持立法目的', 'statement-en': '' }
    const merged = await trade.send(`${one}/answer`, answer)
    expect(await trade.page(merged.headers.get('Location') ?? '')).toContain('支持立法目的')
    const pdf = await trade.get(reviewPaths.answerPdf(reviewId, 1))
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf')
    const form = new FormData()
    for (const [name, value] of Object.entries({ on: '2026-11-16', channel: '全国咨询中心', reference: '' }))
      form.append(name, value)
    form.append('files', new File([smallPdf()], '报送件.pdf'))
    expect((await trade.upload(`${one}/feedback`, form)).status).toBe(303)
    expect(await trade.page(one)).toContain('报送件.pdf')
    const { files } = await readReview(official, { reviewId })
    const path = reviewPaths.file(reviewId, files[0]?.id ?? 0)
    expect((await trade.get(path)).status).toBe(200)
    expect((await siteOn(world).get(path)).headers.get('Location')).toContain('/sign-in')
  })

  test('is not for other staff, and the dossier shows the public nothing of it', async () => {
    const reviewId = await anAssignedReview(world, await anOfficial(world))
    const officer = await signedIn('officer')
    expect((await officer.get(reviewPaths.one(reviewId))).status).toBe(404)
    expect((await officer.get(reviewPaths.list)).status).toBe(403)
    const dossier = await (await siteOn(world).get(`/trade/measures/${family}`)).text()
    expect(dossier).not.toContain('通报评议')
    expect(dossier).not.toContain('王教授')
  })
})

describe('the link of somebody invited', () => {
  test('is not indexed, says nothing by being followed, and keeps what was typed', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    const site = siteOn(world)
    const path = reviewPaths.invitation(await linkTo(world, 'wang@example.com'))
    const shown = await site.get(path)
    expect(shown.headers.get('X-Robots-Tag')).toContain('noindex')
    expect((await readReview(official, { reviewId })).invitations[0]?.acknowledgedAt).toBeNull()
    const half = { stance: 'comments', points: '1', 'p0-place': '第 4.2 条', 'p0-problem-zh': '限值过严', remark: '' }
    const refused = await site.send(`${path}/opinion`, new URLSearchParams(half))
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('限值过严')
    expect((await site.send(`${path}/acknowledgement`, new URLSearchParams())).status).toBe(303)
    expect((await readReview(official, { reviewId })).invitations[0]?.acknowledgedAt).not.toBeNull()
    expect((await site.get('/trade/reviews/not-a-token')).status).toBe(404)
  })
})
