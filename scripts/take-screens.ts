import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { releaseWarning } from '../src/alerts/release-warning.ts'
import { readConfig } from '../src/config.ts'
import type { Role } from '../src/context.ts'
import { openProgram, type Program } from '../src/open-program.ts'
import { projectRoot } from '../src/project-root.ts'

/** `npm run screens`: opens the demo city afresh and takes the README's pictures of its desks. */

type Shot = { name: string; as?: string; path: string; before?: (page: Page) => Promise<void> }

const shots: Shot[] = [
  { name: 'home', path: '/' },
  { name: 'file', path: '/complaints/new' },
  { name: 'receipt', path: '/complaints/new', before: fileAComplaint },
  { name: 'warnings', path: '/warnings' },
  { name: 'trade', path: '/trade' },
  { name: 'inbox', as: 'amr', path: '/bureau' },
  { name: 'case', as: 'amr', path: '/bureau/cases/1' },
  { name: 'dispatch', as: 'dispatcher', path: '/bureau/dispatch' },
  { name: 'reviews', as: 'dispatcher', path: '/bureau/reviews' },
  { name: 'deadlines', as: 'office', path: '/bureau/deadlines' },
  { name: 'documents', as: 'amr', path: '/bureau/cases/1/documents' },
  { name: 'drafts', as: 'office', path: '/bureau/warnings' },
  { name: 'morning', as: 'office', path: '/bureau/morning' },
  { name: 'assessment', as: 'head', path: '/bureau/assessments/1' },
  { name: 'response', as: 'amr', path: '/bureau/responses/1' },
  { name: 'map', path: '/trade/map' },
  { name: 'firm', path: '/firms/91440300000000019B' },
  { name: 'calendar', path: '/trade/calendar?month=2027-01' },
]

const folder = mkdtempSync(join(tmpdir(), 'sentinel-screens-'))
const pictures = join(projectRoot, 'docs', 'screens')
mkdirSync(pictures, { recursive: true })
const password = listenForPassword()
const program = await openProgram(readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error' }))
await program.settled(30)
await releaseOne(program)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--no-first-run', '--disable-gpu'],
})
const contexts = new Map<string | undefined, BrowserContext>()
for (const shot of shots) await take(shot)
await browser.close()
await program.close()
rmSync(folder, { recursive: true, force: true })

async function take({ name, as, path, before }: Shot): Promise<void> {
  const page = await (await contextOf(as)).newPage()
  await page.goto(path)
  await before?.(page)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  await page.close()
}

/** Everybody signs in once: sign-ins of one address are counted. */
async function contextOf(as: string | undefined): Promise<BrowserContext> {
  const known = contexts.get(as)
  if (known) return known
  const viewport = { width: 1280, height: 960 }
  const context = await browser.newContext({ viewport, baseURL: `http://127.0.0.1:${program.port}` })
  contexts.set(as, context)
  if (as) {
    const page = await context.newPage()
    await signIn(page, as)
    await page.close()
  }
  return context
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in')
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password())
  await page.click('main button[type=submit]')
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/sign-in'))
}

async function fileAComplaint(page: Page): Promise<void> {
  await page.check('input[name=kind][value=complaint]')
  await page.fill(
    'textarea[name=text]',
    '昨晚在家里给电动自行车充电，锂电池突然鼓包冒烟，差点把楼道烧着，家里还有两个孩子。要求退货，并请查一查这批电池。',
  )
  await page.fill('input[name=place]', '南山区粤海街道')
  await page.check('input[name=anonymous][value=yes]')
  await page.click('main button[type=submit]')
}

/** The demo prints its password once, as a table; that is where a person reads it too. */
function listenForPassword(): () => string {
  let made = ''
  console.table = (rows: { password: string }[]) => {
    made = rows[0]?.password ?? ''
  }
  return () => made
}

/** The office releases the demo's most severe draft, so that the public page has something to show. */
async function releaseOne({ world }: Program): Promise<void> {
  const draft = await world.db
    .selectFrom('warning')
    .select('id')
    .where('state', '=', 'draft')
    .where('kind', '=', 'recall')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const office = await world.db
    .selectFrom('account')
    .selectAll()
    .where('username', '=', 'office')
    .executeTakeFirstOrThrow()
  const actor = {
    kind: 'staff' as const,
    accountId: office.id,
    name: office.name,
    role: office.role as Role,
    bureau: office.bureau,
  }
  await releaseWarning(
    { ...world, actor, now: new Date() },
    { warningId: draft.id, reason: '与本市投诉相符，请公众停用。' },
  )
}
