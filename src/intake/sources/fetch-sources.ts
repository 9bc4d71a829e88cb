import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { SourcePlan } from '../../reference/source-plans.ts'
import { importNotices } from '../import-notices.ts'
import { type NoticeSource, noticeSourceNames } from '../notice.ts'
import { type Answer, politeGet } from './polite-get.ts'
import { robotsAllow } from './robots-rules.ts'

/** While one process asks, no other does; one that dies lets go after this. */
const claim_ms = 15 * 60_000
const backOffFirst_ms = 30 * 60_000
const backOffMax_ms = 24 * 3_600_000
const day_ms = 86_400_000

/** An address to ask now. */
type Due = { source: NoticeSource; url: string; plan: NonNullable<SourcePlan['fetch']> }

/**
 * Fetches what the city allows and what is due: one address after the other, only if the site's robots.txt lets it, asking for news only.
 * Each attempt is a run: a document, nothing changed, or failed with the reason; what fails is asked again later and later, up to a day.
 * Answers how many addresses it asked.
 */
export async function fetchSources(context: Context & { anyAddress: boolean }): Promise<number> {
  let asked = 0
  for (const due of addressesOf(context)) {
    const claimed = await claim(context, due)
    if (!claimed) continue
    asked += 1
    await fetchOne(context, due, claimed)
  }
  return asked
}

function addressesOf({ city: { sourcePlans } }: Context): Due[] {
  return sourcePlans.sources.flatMap(({ id, fetch }) => {
    const source = noticeSourceNames.find((name) => name === id)
    return source && fetch?.enabled ? fetch.addresses.map((url): Due => ({ source, url, plan: fetch })) : []
  })
}

type Claimed = { etag: string | null; last_modified: string | null; failures: number }

async function claim({ db, now }: Context, { source, url }: Due): Promise<Claimed | null> {
  await db
    .insertInto('source_address')
    .values({ url, source, failures: 0, next_at: now })
    .onConflict((conflict) => conflict.column('url').doNothing())
    .execute()
  const row = await db
    .updateTable('source_address')
    .set({ next_at: new Date(now.getTime() + claim_ms) })
    .where('url', '=', url)
    .where('next_at', '<=', now)
    .returning(['etag', 'last_modified', 'failures'])
    .executeTakeFirst()
  return row ?? null
}

type FetchContext = Context & { anyAddress: boolean }

async function fetchOne(context: FetchContext, due: Due, claimed: Claimed): Promise<void> {
  const { source, url, plan } = due
  try {
    const answer = await ask(context, filledIn(url, plan, context.now), claimed)
    if (answer.status === 'refused') return await fail(context, due, claimed, answer.error, answer)
    if (answer.status === 'not_modified') await recordRun(context, source, 'not_modified', null)
    else {
      const { bytes, mediaType } = answer
      await importNotices(context, { source, name: url, mediaType, bytes, way: 'fetch', increment: plan.increment })
    }
    await rest(context, due, answer)
  } catch (error) {
    await fail(context, due, claimed, error instanceof Error ? error.message : String(error), null)
  }
}

async function ask(context: FetchContext, url: string, { etag, last_modified }: Claimed): Promise<Answer> {
  const { agent, hosts } = context.city.sourcePlans
  const asking = { hosts, agent, anyAddress: context.anyAddress }
  const robotsUrl = new URL('/robots.txt', url).href
  const robots = await politeGet({
    ...asking,
    url: robotsUrl,
    etag: null,
    lastModified: null,
    bytesMax: 512 * 1024,
    within_ms: 20_000,
  })
  const rules = robots.status === 'ok' ? new TextDecoder().decode(robots.bytes) : ''
  if (!robotsAllow(rules, agent, new URL(url)))
    return { status: 'refused', code: 0, error: 'robots.txt 不允许 robots.txt forbids it', retryAfter_s: null }
  return politeGet({ ...asking, url, etag, lastModified: last_modified })
}

/** `{since}` is a day in Shanghai, `{since_plain}` the same without marks. */
function filledIn(url: string, { since_days }: Due['plan'], now: Date): string {
  const since = new Date(now.getTime() - since_days * day_ms).toISOString().slice(0, 10)
  return url.replaceAll('{since}', since).replaceAll('{since_plain}', since.replaceAll('-', ''))
}

async function rest({ db, now }: Context, { url, plan }: Due, answer: Answer): Promise<void> {
  const marks = answer.status === 'ok' ? { etag: answer.etag, last_modified: answer.lastModified } : {}
  await db
    .updateTable('source_address')
    .set({ ...marks, failures: 0, fetched_at: now, next_at: new Date(now.getTime() + plan.every_hours * 3_600_000) })
    .where('url', '=', url)
    .execute()
}

/** A source that says how long to wait is given that; one that shuts the door (401, 403) a day; all others twice as long each time. */
async function fail(
  context: Context,
  due: Due,
  { failures }: Claimed,
  error: string,
  answer: Answer | null,
): Promise<void> {
  const refused = answer?.status === 'refused' ? answer : null
  const shut = refused?.code === 401 || refused?.code === 403 || refused?.code === 0
  const wait_ms = shut ? day_ms : Math.min(backOffMax_ms, backOffFirst_ms * 2 ** Math.min(failures, 10))
  const asked_ms = (refused?.retryAfter_s ?? 0) * 1000
  await context.db
    .updateTable('source_address')
    .set({
      failures: sql<number>`failures + 1`,
      next_at: new Date(context.now.getTime() + Math.min(7 * day_ms, Math.max(wait_ms, asked_ms))),
    })
    .where('url', '=', due.url)
    .execute()
  await recordRun(context, due.source, 'failed', `${due.url}: ${error}`)
}

async function recordRun(
  { db, now, actor }: Context,
  source: NoticeSource,
  status: 'failed' | 'not_modified',
  error: string | null,
): Promise<void> {
  const none = { seen: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 }
  await db
    .insertInto('source_run')
    .values({
      source,
      way: 'fetch',
      actor: actorName(actor),
      raw_sha256: null,
      started_at: now,
      ended_at: now,
      status,
      ...none,
      drift: [],
      error: error?.slice(0, 500) ?? null,
    })
    .execute()
}
