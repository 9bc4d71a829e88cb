import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { readConfig } from '../../src/config.ts'
import type { Actor, Context } from '../../src/context.ts'
import { importNotices } from '../../src/intake/import-notices.ts'
import { openProgram, type Program } from '../../src/open-program.ts'
import { projectRoot } from '../../src/project-root.ts'
import { useServerDatabase } from '../support/database.ts'
import { anOfficer } from '../support/factories.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'sentinel-story-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = await useServerDatabase(folder)

/**
 * The main job, end to end, on the real program with a real mail server at the other end: a complaint about a swollen e-bike
 * battery, recalls, and trade bulletins come in; a case, a rapid response, drafts and letters come out.
 */
test('a complaint, a recall and a bulletin go in; a case, tasks, warnings and letters come out', async () => {
  const mailbox = await openMailbox()
  const program = await openProgram(
    readConfig({
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      SMTP_URL: mailbox.url,
      LOG_LEVEL: 'error',
      PUBLIC_URL: 'http://quality.example',
      SECRET_KEY: 'a-secret-of-the-story-0123456789abcdef',
      ...database.settings,
    }),
  )
  onTestFinished(() => program.close())

  await aSwollenBatteryIsFiled(program, mailbox)
  await noticesBecomeDrafts(program)
  await aWarningIsReleased(program, mailbox)
}, 120_000)

const as = (program: Program, actor: Actor): Context => ({ ...program.world, actor, now: new Date() })

function post(program: Program, path: string, body: unknown): Promise<Response> {
  return fetch(`http://127.0.0.1:${program.port}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function postForm(program: Program, path: string, fields: Record<string, string>): Promise<Response> {
  const origin = `http://127.0.0.1:${program.port}`
  return fetch(`${origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams(fields),
  })
}

async function lettersIn({ received }: Mailbox, count: number): Promise<(ParsedMail & { address: string })[]> {
  await expect.poll(() => received.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(count)
  const mails = await Promise.all([...received.values()].flat().map((raw) => simpleParser(raw)))
  return mails.map((mail) => ({ ...mail, address: [mail.to].flat()[0]?.value[0]?.address ?? '' }))
}

function importDemo(program: Program, source: 'cpsc' | 'eping', name: string) {
  const bytes = readFileSync(join(projectRoot, 'city', 'shenzhen', 'demo', name))
  return importNotices(as(program, { kind: 'operator' }), { source, name, mediaType: 'application/json', bytes })
}

async function publicWarnings(program: Program): Promise<{ id: number }[]> {
  const answer = await fetch(`http://127.0.0.1:${program.port}/api/v1/warnings`)
  return ((await answer.json()) as { warnings: { id: number }[] }).warnings
}

/** Filed, known for what it is, and the duty desk is called at once. */
async function aSwollenBatteryIsFiled(program: Program, mailbox: Mailbox): Promise<void> {
  const answer = await post(program, '/complaints', {
    title: '电动自行车电池鼓包冒烟',
    text: '上周在南山区粤海街道的电动车行换了一组锂电池，昨晚充电时电池鼓包、冒烟，差点把楼道烧着，家里还有两个孩子。',
    kind: 'complaint',
    respondent: '迅捷电动车行',
    product: '电动自行车锂电池',
    place: '南山区粤海街道',
    amount: 1280,
    claims: ['退货', '赔偿损失'],
    contact: { name: '张女士', phone: '13800000000', email: 'zhang@example.com' },
    submission_key: 'story-of-the-swollen-battery-1',
  })
  expect(answer.status).toBe(201)
  const filed = (await answer.json()) as {
    receipt: string
    sector: { code: string }
    bureau: { id: string }
    clocks: { article: string; due_at: string }[]
    danger: number
    reasons: string[]
  }
  expect(filed).toMatchObject({ sector: { code: 'PROD.03' }, bureau: { id: 'AMR' } })
  expect(filed.danger).toBeGreaterThanOrEqual(2)
  expect(filed.clocks.length).toBeGreaterThan(0)
  expect(filed.reasons.length).toBeGreaterThan(0)

  const letters = await lettersIn(mailbox, 2)
  expect(letters.map(({ address }) => address).sort()).toEqual(['amr-duty@shenzhen.example', 'zhang@example.com'])
  for (const { address, subject, text } of letters) {
    expect(`${subject}${text}`).not.toContain(filed.receipt)
    if (address !== 'zhang@example.com') expect(`${subject}${text}`).not.toMatch(/13800000000|zhang@|张女士/)
  }

  const { db } = program.world
  const tasks = await db.selectFrom('task').select(['kind', 'bureau']).orderBy('kind').execute()
  expect(tasks).toEqual([
    { kind: 'handling', bureau: 'AMR' },
    { kind: 'rapid_response', bureau: 'AMR' },
  ])
  const status = await post(program, '/complaints/status', { receipt: filed.receipt })
  expect(status.status).toBe(200)
  expect(await status.text()).not.toMatch(/13800000000|zhang@|张女士/)
}

/** With reasons and tasks; and nothing of them is public yet. */
async function noticesBecomeDrafts(program: Program): Promise<void> {
  expect(await importDemo(program, 'cpsc', 'recalls-cpsc.json')).toMatchObject({ new: 3, rejected: 0 })
  expect(await importDemo(program, 'eping', 'bulletins-eping.json')).toMatchObject({ new: 4, rejected: 0 })
  expect(await importDemo(program, 'cpsc', 'recalls-cpsc.json')).toMatchObject({ new: 0, changed: 0, unchanged: 3 })
  expect(await program.settled(30)).toBe(true)

  const { db } = program.world
  const drafts = await db.selectFrom('warning').selectAll().where('state', '=', 'draft').execute()
  expect(new Set(drafts.map(({ kind }) => kind))).toEqual(new Set(['recall', 'bulletin']))
  for (const draft of drafts) expect((draft.reasons as unknown[]).length).toBeGreaterThan(0)
  const kinds = await db.selectFrom('task').select('kind').distinct().where('notice_id', 'is not', null).execute()
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['recall_follow_up', 'tbt_review'])
  expect(await publicWarnings(program)).toEqual([])
}

/** By a person; and those who asked are told once, with a way out. */
async function aWarningIsReleased(program: Program, mailbox: Mailbox): Promise<void> {
  const asked = await postForm(program, '/subscriptions', { email: 'maker@example.com', level: 'blue' })
  expect(asked.status).toBeLessThan(400)
  const confirmation = (await lettersIn(mailbox, 3)).find(({ address }) => address === 'maker@example.com')
  const link = /quality\.example(\/subscriptions\/confirmation\/\S+)/.exec(confirmation?.text ?? '')?.[1]
  expect((await postForm(program, link ?? '/no-link-in-the-letter', {})).status).toBeLessThan(400)

  const { db } = program.world
  const draft = await db
    .selectFrom('warning')
    .innerJoin('notice', 'notice.id', 'warning.notice_id')
    .select('warning.id')
    .where('state', '=', 'draft')
    .where('notice.title', 'ilike', '%batter%')
    .executeTakeFirstOrThrow()
  const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  await releaseWarning(as(program, office), { warningId: draft.id, reason: '与本市投诉相符，请公众停用。' })
  expect(await program.settled(30)).toBe(true)

  const told = (await lettersIn(mailbox, 4)).filter(
    ({ address, subject }) => address === 'maker@example.com' && subject !== confirmation?.subject,
  )
  expect(told).toHaveLength(1)
  expect(told[0]?.headers.get('list')).toMatchObject({ unsubscribe: expect.anything() })
  expect((await publicWarnings(program)).map(({ id }) => id)).toEqual([draft.id])
}
