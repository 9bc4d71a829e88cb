import { performance } from 'node:perf_hooks'
import { applySchema } from '../src/db/apply-schema.ts'
import { openPostgres } from '../src/db/open.ts'
import { rerunOnPostgres, startServer } from './bench-server.ts'
import { fill, fillBatch, fillFindable } from './desk-cases.ts'
import { jointReceipt, oneCase, receipt, type Staff, severalTogether, staffOf, type Together } from './desk-people.ts'
import { quantile } from './http-load.ts'

const looks = 20

/**
 * How long every page of the desks takes with `--cases=200000` cases on PostgreSQL: made with a city's mix of leaves, bureaus, ages and
 * states, then each page asked for over HTTP twenty times in turn by the role that works on it. One JSON line: each page's p95 in
 * milliseconds and the worst. With `--search` (for `--cases=1000000`) only what a search reads is filled, and words of every frequency are
 * searched for, in the whole city and in one bureau.
 */
export async function run(options: string[]): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return rerunOnPostgres('desks', options)
  const cases = Number(options.find((option) => option.startsWith('--cases='))?.slice(8) ?? 200_000)
  const opened = openPostgres(databaseUrl, 4)
  const server = await startServer(20_000 + (process.pid % 20_000), databaseUrl)
  try {
    await applySchema(opened.db, new Date())
    const filled = performance.now()
    const searching = options.includes('--search')
    const told = await fill(opened.db, cases, searching ? fillFindable : fillBatch)
    const fill_s = Math.round((performance.now() - filled) / 1000)
    const staff = await staffOf(opened.db)
    const asked = searching ? searchesOf(told) : pagesOf(await oneCase(opened.db), await severalTogether(opened.db))
    const p95 = await measure(`http://127.0.0.1:${server.port}`, staff, asked)
    const worst = Math.max(...Object.values(p95))
    const bench = searching ? 'desks --search' : 'desks'
    console.log(JSON.stringify({ bench, cases, fill_s, p95_ms: p95, p95_ms_worst: worst }))
  } finally {
    await server.stop()
    await opened.close()
  }
}

/** A page, the role that opens it, and what it posts, if it posts. */
type Asked = { name: string; as: string; path: string; post?: Record<string, string> }

function pagesOf(caseId: number, { joined, incident, dispatched, filter }: Together): Asked[] {
  return [
    { name: 'inbox_bureau', as: 'officer', path: '/bureau' },
    { name: 'inbox_page_3', as: 'officer', path: '/bureau?page=3' },
    { name: 'inbox_dangerous', as: 'officer', path: '/bureau?danger=2' },
    { name: 'inbox_overdue', as: 'officer', path: '/bureau?overdue=yes' },
    { name: 'inbox_sector_district', as: 'officer', path: '/bureau?sector=FOOD&district=NANSHAN' },
    { name: 'inbox_support', as: 'officer', path: '/bureau?part=support' },
    { name: 'inbox_added', as: 'officer', path: '/bureau?added=yes' },
    { name: 'inbox_filter', as: 'officer', path: `/bureau?danger=2&view=${filter}` },
    { name: 'filters', as: 'officer', path: '/bureau/filters' },
    { name: 'templates', as: 'officer', path: '/bureau/templates' },
    { name: 'inbox_closed', as: 'officer', path: '/bureau?state=closed' },
    { name: 'inbox_city', as: 'office', path: '/bureau' },
    { name: 'search', as: 'officer', path: `/bureau?words=${encodeURIComponent('电梯 抖动')}` },
    { name: 'search_city', as: 'office', path: `/bureau?words=${encodeURIComponent('小区电梯')}` },
    { name: 'case', as: 'officer', path: `/bureau/cases/${caseId}` },
    { name: 'case_in_return_window', as: 'officer', path: `/bureau/cases/${dispatched}` },
    { name: 'case_joint', as: 'officer', path: `/bureau/cases/${joined}` },
    { name: 'incident', as: 'officer', path: `/bureau/incidents/${incident}` },
    { name: 'documents', as: 'officer', path: `/bureau/cases/${caseId}/documents` },
    { name: 'tasks_bureau', as: 'officer', path: '/bureau/tasks' },
    { name: 'tasks_city', as: 'office', path: '/bureau/tasks' },
    { name: 'dispatch', as: 'dispatcher', path: '/bureau/dispatch' },
    { name: 'deadlines_bureau', as: 'officer', path: '/bureau/deadlines' },
    { name: 'deadlines_city', as: 'office', path: '/bureau/deadlines' },
    { name: 'triage_quality', as: 'office', path: '/bureau/quality' },
    { name: 'reviews', as: 'dispatcher', path: '/bureau/reviews' },
    { name: 'warnings', as: 'office', path: '/bureau/warnings' },
    { name: 'identities', as: 'custodian', path: '/bureau/identities' },
    { name: 'audit', as: 'auditor', path: '/bureau/audit' },
    { name: 'accounts', as: 'administrator', path: '/bureau/accounts' },
    { name: 'track', as: 'nobody', path: '/track', post: { receipt } },
    { name: 'track_joint', as: 'nobody', path: '/track', post: { receipt: jointReceipt } },
  ]
}

/** Every page is asked for twice before any is measured: a server that has just started compiles what it runs first. */
async function measure(url: string, staff: Staff, pages: Asked[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const there: Asked[] = []
  for (const page of pages) if ((await look(url, staff, page)) !== null) there.push(page)
  for (const page of there) await look(url, staff, page)
  for (const page of there) {
    const took: number[] = []
    for (let count = 0; count < looks; count++) took.push((await look(url, staff, page)) ?? 0)
    took.sort((a, b) => a - b)
    found[page.name] = Math.round(quantile(took, 0.95) * 10) / 10
  }
  return found
}

/** Milliseconds until the whole page is there; null for a page that this city does not have. */
async function look(url: string, staff: Staff, page: Asked): Promise<number | null> {
  const began = performance.now()
  const answer = await fetch(url + page.path, {
    redirect: 'manual',
    headers: { cookie: `__Host-session=${staff[page.as] ?? ''}`, ...(page.post ? { origin: url } : {}) },
    ...(page.post ? { method: 'POST', body: new URLSearchParams(page.post) } : {}),
  })
  await answer.arrayBuffer()
  if (answer.status === 404) return null
  if (answer.status !== 200) throw new Error(`${page.name}: ${page.path} answered ${answer.status}`)
  return performance.now() - began
}

/** Words by how many of the texts hold them: the most frequent, and those nearest to a tenth, a hundredth and one of them; and what is found once. */
function searchesOf(texts: string[][]): Asked[] {
  const held = new Map<string, number>()
  for (const word of texts.flat()) held.set(word, (held.get(word) ?? 0) + 1)
  const words = [...held].filter(([word]) => /^\p{Script=Han}{2}$/u.test(word)).sort((a, b) => b[1] - a[1])
  const nearest = (share: number): string =>
    words.reduce((best, one) => (gap(one, share) < gap(best, share) ? one : best))[0]
  const gap = ([, count]: [string, number], share: number) => Math.abs(count / texts.length - share)
  const [often, tenth, hundredth, seldom] = [nearest(1), nearest(0.1), nearest(0.01), nearest(1 / texts.length)]
  const sought = {
    often,
    tenth,
    hundredth,
    seldom,
    both: `${often} ${tenth}`,
    mixed: `${often} ${seldom}`,
    letter: often.slice(0, 1),
    number: 'n77',
  }
  return Object.entries(sought).flatMap(([name, word]) =>
    ['officer', 'office'].flatMap((as) => {
      const path = `/bureau?words=${encodeURIComponent(word)}`
      return [
        { name: `${name}_${as}`, as, path },
        { name: `${name}_${as}_closed`, as, path: `${path}&state=closed` },
      ]
    }),
  )
}
