import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { confirmHit } from '../../src/alerts/hits/confirm-hit.ts'
import { sayHit } from '../../src/alerts/hits/say-hit.ts'
import { openFollowUp } from '../../src/alerts/recalls/open-follow-up.ts'
import { projectRoot } from '../../src/project-root.ts'
import { samrForm, told } from '../alerts/links/firm-notices.ts'
import { arrive } from '../alerts/notices.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { aFirm } from '../enterprises/firms.ts'
import { openCaseAt } from '../support/cases.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = () => siteOn(world)
const family = 'G/TBT/N/EU/8001'
const dossier = `/trade/measures/${family}`

/** Status and page of a form sent from the page `form_page`. */
async function sent(staff: Awaited<ReturnType<typeof staffOn>>, path: string, fields: Record<string, string>) {
  const answer = await staff.send(path, fields)
  return { status: answer.status, page: await answer.text() }
}

async function aHit(): Promise<number> {
  await arrive(world, 'eping', epingFile({ symbol: family }))
  const anybody = contextOf(world)
  const typed = {
    ...{ name: '深圳市安充电子有限公司', code: '', product: '充电器', band: 'unknown' },
    ...{ email: 'a@b.example', contactName: '', phone: '' },
  }
  await sayHit(anybody, { family, typed: { ...typed, code: (await aFirm(world)).code } })
  const { body } = await db
    .selectFrom('letter')
    .where('what', 'like', 'measure-hit:%')
    .select('body')
    .executeTakeFirstOrThrow()
  await confirmHit(anybody, { token: /\/trade\/hits\/(\S+)/.exec(body)?.[1] ?? '' })
  return (await db.selectFrom('measure_hit').select('id').executeTakeFirstOrThrow()).id
}

async function aFollowedRecall(staff: Awaited<ReturnType<typeof staffOn>>): Promise<number> {
  const { code } = await aFirm(world)
  const noticeId = await told(world, 'samr', samrForm())
  const opening = { noticeId, regime: 'consumer', startedAt: monday, affected: 1200, code }
  await openFollowUp(contextOf(world, { actor: staff.actor }), opening)
  return noticeId
}

describe('a form that is refused', () => {
  it('strikes nothing out without a reason that says enough, and the dossier comes back with the word typed', async () => {
    const hitId = await aHit()
    const official = await staffOn(world, site(), { role: 'trade_official' })
    expect(await official.page(dossier)).toContain(`name="form_page" value="${dossier}"`)
    const strike = { [`strike-${hitId}`]: '假', form_page: dossier }
    const { status, page } = await sent(official, `/bureau/measure-hits/${hitId}/strike`, strike)
    expect(status).toBe(422)
    expect(page).toContain('没有办成，您填写的内容都在')
    expect(page).toMatch(new RegExp(`id="strike-${hitId}"[^>]*aria-invalid="true"[^>]*value="假"`))
    expect(page).toMatch(/<details class="act" open="">\s*<summary>深圳市安充电子有限公司/)
    expect(await db.selectFrom('measure_hit').select('state').execute()).toEqual([{ state: 'stands' }])
  })

  it('opens no contact without a purpose, and loses neither the page nor what was typed', async () => {
    const hitId = await aHit()
    const official = await staffOn(world, site(), { role: 'trade_official' })
    const asked = { [`contact-${hitId}`]: '问', form_page: dossier }
    const { status, page } = await sent(official, `/bureau/measure-hits/${hitId}/contact`, asked)
    expect([status, page.includes('value="问"'), page.includes('a@b.example')]).toEqual([422, true, false])
  })

  it('keeps the words of a follow-up taken up again that already is open, and of one closed without a reason', async () => {
    const officer = await staffOn(world, site(), {})
    const noticeId = await aFollowedRecall(officer)
    const form_page = `/bureau/recalls/${noticeId}`
    const again = await sent(officer, `${form_page}/reopening`, { reason: '又有三件投诉提到同一批次', form_page })
    expect(again.status).toBe(409)
    expect(again.page).toContain('又有三件投诉提到同一批次')
    const short = await sent(officer, `${form_page}/closure`, { reason: '完', form_page })
    expect([short.status, short.page.includes('<p class="written">完</p>')]).toEqual([422, true])
  })

  it('keeps the grounds of a finding on a case whose firm nobody has confirmed yet', async () => {
    const caseId = await openCaseAt(world, {})
    const officer = await staffOn(world, site(), {})
    const form_page = `/bureau/cases/${caseId}`
    const finding = { finding: 'verified', reason: '现场核查属实，已拍照取证', form_page }
    const { status, page } = await sent(officer, `${form_page}/finding`, finding)
    expect([status, page.includes('现场核查属实，已拍照取证'), page.includes('请先确认是哪一家企业')]).toEqual([
      409,
      true,
      true,
    ])
    expect(await db.selectFrom('enterprise_finding').select('case_id').execute()).toEqual([])
  })

  it('keeps the report on a task that somebody else finished meanwhile', async () => {
    const officer = await staffOn(world, site(), {})
    const noticeId = await aFollowedRecall(officer)
    const { id } = await db
      .insertInto('task')
      .values({
        ...{ kind: 'recall_follow_up', bureau: officer.actor.bureau, notice_id: noticeId, because: [] },
        ...{ title_zh: '跟进召回', title_en: 'Follow', created_at: monday, done_at: monday, result: '已核查' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const result = { [`result-${id}`]: '已到门店核查，未再销售', form_page: '/bureau/tasks' }
    const { status, page } = await sent(officer, `/bureau/tasks/${id}/result`, result)
    expect([status, page.includes('已到门店核查，未再销售')]).toEqual([409, true])
  })

  it('comes back on the page of its act also where a preview had drawn it, at an address with nothing to look at', async () => {
    const caseId = await openCaseAt(world, { title: '电饭煲漏电' })
    const finding = {
      finding: 'verified',
      reason: '现场核查属实，已拍照取证',
      form_page: `/bureau/cases/${caseId}/risk`,
    }
    const officer = await staffOn(world, site(), {})
    const { status, page } = await sent(officer, `/bureau/cases/${caseId}/finding`, finding)
    expect([status, page.includes('电饭煲漏电'), page.includes('现场核查属实，已拍照取证')]).toEqual([409, true, true])
    const elsewhere = await staffOn(world, site(), { bureau: 'EEB' })
    const refused = await sent(elsewhere, `/bureau/cases/${caseId}/finding`, finding)
    expect([refused.status, refused.page.includes('电饭煲漏电'), refused.page.includes('现场核查属实')]).toEqual([
      404,
      false,
      true,
    ])
  })

  it('shows what was typed on the page of the error where there is no page to come back to, but never a password', async () => {
    const officer = await staffOn(world, site(), {})
    const typed = { reason: '这家店一直没有整改', password: '天天向上的一个长口令' }
    const { status, page } = await sent(officer, '/bureau/recalls/999999/closure', typed)
    expect([status, page.includes('这家店一直没有整改'), page.includes('天天向上')]).toEqual([404, true, false])
  })

  it('leads nowhere else: a page named by another site is not fetched, and a foreign form is not read at all', async () => {
    const officer = await staffOn(world, site(), {})
    const foreign = await sent(officer, '/bureau/recalls/999999/closure', {
      reason: '一个理由',
      form_page: '//evil.example/bureau',
    })
    expect(foreign.status).toBe(404)
    const stolen = await site().send(
      '/bureau/recalls/1/closure',
      new URLSearchParams({ reason: '别处来的话', form_page: '/' }),
      { Cookie: officer.Cookie, Origin: 'https://evil.example' },
    )
    expect([stolen.status, (await stolen.text()).includes('别处来的话')]).toEqual([403, false])
  })
})

/** Forms that keep what was typed by their own handler, or in which nothing is typed but secrets and receipts. */
const others = ['src/web/citizen/', 'src/web/firms/own-account-pages.tsx'].concat(
  [
    'account/passkey-form',
    'account/sign-in-page',
    'assessment/assessment-form',
    'case/risk-fields',
    'dispatch/dispatch-choices',
    'links/link-choices',
    'response/response-form',
  ].map((name) => `src/web/bureau/${name}.tsx`),
)

describe('every form', () => {
  it('of a page with an address in which words are typed is one that fills itself again', () => {
    const pages = readdirSync(join(projectRoot, 'src/web'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => `src/web/${name}`)
      .filter((path) => !others.some((other) => path.startsWith(other)))
    const bare = pages.filter((path) =>
      [...readFileSync(join(projectRoot, path), 'utf8').matchAll(/<form\b(.*?)<\/form>/gs)].some(
        ([form]) => /method="post"/.test(form) && /<(TextField|TextArea|textarea)\b/.test(form),
      ),
    )
    expect(bare).toEqual([])
  })
})
