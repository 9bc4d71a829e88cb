import { type ExpressionBuilder, sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { NoticeSource, SourceNotice, TradeDate } from '../../intake/notice.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { LeafCode } from '../../reference/city.ts'
import type { WarningState } from '../warning-acts.ts'
import { kindsDecided } from '../warning-sight.ts'
import type { WarningLevel } from './notice-warning.ts'

/** What a desk asks for; null leaves a filter open, of the kinds recalls and bulletins. */
export type NoticesAsked = {
  kind: Tables['notice']['kind'] | null
  leaf: LeafCode | null
  market: string | null
  level: WarningLevel | null
  /** Only measures that can still be commented on. */
  open: boolean
  source: NoticeSource | null
  /** Words of the title, or part of a symbol or number. */
  text: string | null
  /** From 1. */
  page: number
}

/** One line a family: its last notice, the title of its first, and how both clocks stand. */
export type NoticeListed = {
  id: number
  notice: SourceNotice
  firstTitle: { zh: string | null; original: string }
  followUps: number
  leaves: LeafCode[]
  /** Null before it was assessed, and for recalls. */
  clocks: { comment: TradeDate; inForce: TradeDate } | null
  withdrawn: boolean
  relief: boolean
  warning: { id: number; level: WarningLevel; state: WarningState } | null
}

const pageSize = 50

/** Notices from abroad and home, newest first; those open for comments by their last day. Drafted levels only for who decides on them. */
export async function listNotices(
  context: Context,
  asked: NoticesAsked,
): Promise<{ notices: NoticeListed[]; total: number; pages: number }> {
  const rows = await noticesQuery(context, asked).execute()
  const families = rows.flatMap(({ family }) => family ?? [])
  const firsts = await firstsOf(context.db, families)
  const warnings = await warningsOf(context, families)
  const total = rows[0]?.total ?? 0
  return {
    notices: rows.map((row) => {
      // Written by import-notices and assess-notice.
      const notice = row.content as SourceNotice
      const clocks = row.clocks as { comment?: TradeDate; inForce?: TradeDate } | null
      const first = firsts.get(row.family ?? '')
      return {
        id: row.id,
        notice,
        firstTitle: first?.title ?? { zh: notice.titleZh, original: notice.title },
        followUps: (first?.members ?? 1) - 1,
        leaves: row.leaves ?? [],
        clocks: clocks?.comment && clocks.inForce ? { comment: clocks.comment, inForce: clocks.inForce } : null,
        withdrawn: row.withdrawn ?? false,
        relief: row.relief ?? false,
        warning: warnings.get(row.family ?? '') ?? null,
      }
    }),
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

/** The page is found in narrow rows; only its fifty notices are read whole. */
function noticesQuery(context: Context, asked: NoticesAsked) {
  return context.db
    .with('page', () => placesQuery(context, asked))
    .selectFrom('page')
    .innerJoin('notice', 'notice.id', 'page.notice_id')
    .leftJoin('notice_reading', 'notice_reading.notice_id', 'page.notice_id')
    .select(['notice.id', 'content', 'family', 'leaves', 'clocks', 'withdrawn', 'relief', 'page.total'])
    .orderBy('page.place')
}

function placesQuery({ db, actor, now }: Context, asked: NoticesAsked) {
  const { kind, leaf, market, level, open, source, text } = asked
  const order = open ? sql`comment_until, published_on desc nulls last` : sql`published_on desc nulls last`
  let query = db
    .selectFrom('notice')
    .leftJoin('notice_reading', 'notice_reading.notice_id', 'notice.id')
    .select('notice.id as notice_id')
    .select(sql<number>`row_number() over (order by ${order}, notice.id desc)`.as('place'))
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where(sql<boolean>`newest is not false`)
  query = query.where('notice.kind', 'in', kind === null ? ['recall', 'bulletin'] : [kind])
  if (source !== null) query = query.where('source', '=', source)
  if (market !== null) query = query.where('jurisdiction', '=', market)
  if (leaf !== null) query = query.where(sql<boolean>`leaves @> array[${leaf}]::text[]`)
  if (open) query = query.where('comment_until', '>=', toShanghaiDate(now)).where('withdrawn', '=', false)
  if (text !== null) query = query.where((eb) => holdsText(eb, text))
  if (level !== null) query = query.where('family', 'in', familiesWarned(db, level, actor))
  return query
    .orderBy('place')
    .limit(pageSize)
    .offset((asked.page - 1) * pageSize)
}

/** In its own title or number, or in a symbol or title of its family. */
function holdsText(eb: ExpressionBuilder<Tables, 'notice'>, text: string) {
  const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return eb.or([
    eb('notice.title', 'ilike', like),
    eb('notice.title_zh', 'ilike', like),
    eb('notice.source_id', 'ilike', like),
    sql<boolean>`notice_reading.family in (
      select family from notice_reading of_family join notice other on other.id = of_family.notice_id
       where other.title ilike ${like} or other.title_zh ilike ${like}
      union all
      select family from notice_reading of_family join notice_symbol on notice_symbol.notice_id = of_family.notice_id
       where symbol ilike ${like})`,
  ])
}

function familiesWarned(db: Db, level: WarningLevel, actor: Actor) {
  return db
    .selectFrom('warning')
    .innerJoin('notice_reading as warned', 'warned.notice_id', 'warning.notice_id')
    .where('warning.level', '=', level)
    .where(seenBy(actor))
    .select('warned.family')
}

/** Released warnings for everybody, drafts only for who decides on their kind. */
function seenBy(actor: Actor) {
  const decided = kindsDecided(actor)
  return ({ eb, or, and }: ExpressionBuilder<Pick<Tables, 'warning'>, 'warning'>) =>
    or([
      eb('warning.state', '=', 'released'),
      ...(decided.length > 0 ? [and([eb('warning.state', '=', 'draft'), eb('warning.kind', 'in', decided)])] : []),
    ])
}

type First = { title: { zh: string | null; original: string }; members: number }

async function firstsOf(db: Db, families: string[]): Promise<Map<string, First>> {
  if (families.length === 0) return new Map()
  const rows = await db
    .selectFrom('notice_reading')
    .innerJoin('notice', 'notice.id', 'notice_reading.notice_id')
    .where('family', 'in', families)
    .distinctOn('family')
    .select(['family', 'title', 'title_zh', sql<number>`(count(*) over (partition by family))::int`.as('members')])
    .orderBy('family')
    .orderBy('published_on', (direction) => direction.asc().nullsLast())
    .orderBy('notice.id')
    .execute()
  return new Map(
    rows.map(({ family, title, title_zh, members }) => [family, { title: { zh: title_zh, original: title }, members }]),
  )
}

async function warningsOf({ db, actor }: Context, families: string[]) {
  const listed = new Map<string, NonNullable<NoticeListed['warning']>>()
  if (families.length === 0) return listed
  const rows = await db
    .selectFrom('warning')
    .innerJoin('notice_reading', 'notice_reading.notice_id', 'warning.notice_id')
    .where('family', 'in', families)
    .where(seenBy(actor))
    .select(['warning.id', 'level', 'state', 'family'])
    .orderBy('warning.id')
    .execute()
  for (const { family, ...warning } of rows) listed.set(family, warning)
  return listed
}
