import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { roles } from '../../src/accounts/permissions.ts'
import { makeDocument } from '../../src/cases/documents/make-document.ts'
import { addSearchWords } from '../../src/cases/inbox/add-search-words.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import type { Role } from '../../src/context.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db } = world
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const identity = { name: '欧阳文竹', phone: '13987654321', email: 'ouyang.w@example.org' }

async function browserOf(role: Role, bureau: string) {
  const username = `${role}-x`
  await db
    .insertInto('account')
    .values({ username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const site = siteOn(world, { now: () => monday })
  const answer = await site.send('/sign-in', new URLSearchParams({ username, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: async (path: string, fields: Record<string, string>) =>
      (await site.send(path, new URLSearchParams(fields), { Cookie })).text(),
  }
}

/** Every address that the pages of one person lead to, a few steps deep, and what stands there. */
async function everythingSeen(browser: Awaited<ReturnType<typeof browserOf>>, start: string[]): Promise<string[]> {
  const seen = new Map<string, string>()
  let next = start
  for (let step = 0; step < 3; step++) {
    const found: string[] = []
    for (const path of next) {
      if (seen.has(path) || seen.size > 150) continue
      const page = await browser.page(path)
      seen.set(path, page)
      for (const [, href = ''] of page.matchAll(/href="(\/[^"#]*)"/g)) {
        if (!href.startsWith('/static/')) found.push(href.replaceAll('&amp;', '&'))
      }
    }
    next = found
  }
  return [...seen.values()]
}

it('nobody on the staff finds out who reported, through any page, search, form or export', {
  timeout: 240_000,
}, async () => {
  const filed = await receiveComplaint(
    contextOf(world),
    aComplaint({
      kind: 'report',
      title: '夜间偷排废水',
      text: '宝安区沙井一家电镀厂每天夜里把废水直接排进雨水井，井口有强烈的酸味，附近鱼塘的鱼都死了。',
      contact: identity,
    }),
    { channel: 'web' },
  )
  const { caseId } = filed
  const officer = await anOfficer(db, { bureau: filed.bureau.id })
  const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  const state = await db.selectFrom('case_file').select('state').where('id', '=', caseId).executeTakeFirstOrThrow()
  if (state.state === 'to_dispatch') {
    const typed = { bureau: filed.bureau.id }
    await moveCase(contextOf(world, { actor: office }), { caseId, act: 'dispatch', typed })
  }
  await moveCase(contextOf(world, { actor: officer }), { caseId, act: 'sign', typed: {} })
  await makeDocument(contextOf(world, { actor: officer }), { caseId, form: 'report_record', typed: {} })
  await addSearchWords(contextOf(world, { actor: { kind: 'job', name: 'search' } }))

  const told: string[] = []
  const starts = [
    '/bureau',
    `/bureau/cases/${caseId}`,
    `/bureau/cases/${caseId}/documents`,
    `/bureau?words=${encodeURIComponent(identity.name)}`,
    `/bureau?words=${identity.phone}`,
    `/bureau?words=ouyang`,
    '/bureau/tasks',
    '/bureau/deadlines',
    '/bureau/dispatch',
    '/bureau/reviews',
    '/bureau/quality',
    '/bureau/warnings',
    '/bureau/identities',
    '/bureau/audit',
    '/bureau/accounts',
    '/bureau/webhooks',
    '/dev/letters',
    '/open311/v2/requests.json',
  ]
  for (const role of Object.keys(roles) as Role[]) {
    const browser = await browserOf(role, filed.bureau.id)
    told.push(...(await everythingSeen(browser, starts)))
    told.push(await browser.send('/bureau/exports', {}))
    told.push(await browser.send(`/bureau/cases/${caseId}/notes`, { 'note-note': '想知道是谁举报的' }))
    if (role !== 'custodian') told.push(await browser.send('/bureau/identities/1/opening', {}))
  }
  // What somebody typed into the search stands in the field and the links of the answer; that is no finding.
  const own = (page: string) => page.replaceAll(/value="[^"]*"|words=[^"&]*/g, '')
  for (const page of told) {
    for (const secret of Object.values(identity)) expect(own(page)).not.toContain(secret)
  }
  expect(told.some((page) => page.includes('夜间偷排废水'))).toBe(true)
  expect(told.length).toBeGreaterThan(60)

  // And nothing of it stands in the database in clear.
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(
    db,
  )
  for (const { name } of rows) {
    const { rows: kept } = await sql<{ text: string }>`select t::text as text from ${sql.id(name)} t`.execute(db)
    for (const { text } of kept) for (const secret of Object.values(identity)) expect(text).not.toContain(secret)
  }
})
