import { type ExpressionBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { MeasureType, TradeDate } from '../../intake/notice.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import type { City, LeafCode } from '../../reference/city.ts'
import { searchWords } from '../../triage/search-words.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import type { WarningState } from '../warning-acts.ts'
import { kindsDecided } from '../warning-sight.ts'

/** What a list of measures is asked for; null and false leave a filter open. */
export type MeasuresAsked = {
  /** One measure alone. */
  family: string | null
  leaf: LeafCode | null
  market: string | null
  /** Digits at the beginning of an HS code. */
  hs: string | null
  level: WarningLevel | null
  /** Only measures that can still be commented on. */
  open: boolean
  /** New or followed up within this many days. */
  newDays: number | null
  /** Comments close within this many days. */
  closingDays: number | null
  text: string | null
  /** From 1. */
  page: number
}

export type MeasureListed = {
  family: string
  newestId: number
  symbols: string[]
  title: string
  titleZh: string | null
  market: string | null
  leaves: LeafCode[]
  hs: string[]
  notices: number
  measureTypes: MeasureType[]
  clocks: { comment: TradeDate; inForce: TradeDate }
  withdrawn: boolean
  relief: boolean
  firstOn: string | null
  newestOn: string | null
  commentMoves: number
  inForceMoves: number
  changedAt: Date
  /** The last one that the reader may see. */
  warning: { id: number; level: WarningLevel; state: WarningState } | null
}

/** Found measures are counted up to here, so that a broad question costs no more than a narrow one. */
export const countedMax = 1_000
const pageSize = 50

/** Measures, those told of last first; of those open for comments the first to close first. `limit` for feeds and exports. */
export async function listMeasures(
  context: Context,
  asked: MeasuresAsked,
  limit = pageSize,
): Promise<{ measures: MeasureListed[]; total: number; pages: number }> {
  const found = measuresFound(context, asked)
  const soonest = asked.open || asked.closingDays !== null
  const rows = await context.db
    .selectFrom('measure')
    .where(found)
    .select([
      'family',
      'newest_id',
      'symbols',
      'title',
      'title_zh',
      'market',
      'leaves',
      'hs',
      'notices',
      'clocks',
      'measure_types',
    ])
    .select(['withdrawn', 'relief', 'first_on', 'newest_on', 'comment_moves', 'in_force_moves', 'changed_at'])
    .orderBy(soonest ? sql`comment_until` : sql`newest_on desc nulls last`)
    .orderBy('family')
    .limit(limit)
    .offset((asked.page - 1) * limit)
    .execute()
  const { total } = await context.db
    .selectFrom((eb) => eb.selectFrom('measure').where(found).select('family').limit(countedMax).as('found'))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const warnings = await warningsOf(
    context,
    rows.map(({ family }) => family),
  )
  const measures = rows.map((row) => listed(row, warnings.get(row.family) ?? null))
  return { measures, total, pages: Math.max(1, Math.ceil(total / limit)) }
}

type Row = {
  family: string
  newest_id: number
  symbols: string[]
  title: string
  title_zh: string | null
  market: string | null
  leaves: string[]
  hs: string[]
  notices: number
  measure_types: string[]
  clocks: unknown
  withdrawn: boolean
  relief: boolean
  first_on: string | null
  newest_on: string | null
  comment_moves: number
  in_force_moves: number
  changed_at: Date
}

function listed(row: Row, warning: MeasureListed['warning']): MeasureListed {
  const { family, symbols, title, market, leaves, hs, notices, withdrawn, relief } = row
  return {
    ...{ family, symbols, title, market, leaves, hs, notices, withdrawn, relief, warning },
    newestId: row.newest_id,
    titleZh: row.title_zh,
    // Written by record-measure.
    measureTypes: row.measure_types as MeasureType[],
    clocks: row.clocks as MeasureListed['clocks'],
    firstOn: row.first_on,
    newestOn: row.newest_on,
    commentMoves: row.comment_moves,
    inForceMoves: row.in_force_moves,
    changedAt: row.changed_at,
  }
}

/** Which measures are asked for, as a condition on their table. */
export function measuresFound({ db, city, actor, now }: Context, asked: MeasuresAsked) {
  const today = toShanghaiDate(now)
  const { family, leaf, market, hs, level, open, newDays, closingDays, text } = asked
  return (eb: ExpressionBuilder<Tables, 'measure'>) =>
    eb.and([
      ...(family === null ? [] : [eb('family', '=', family)]),
      ...(leaf === null ? [] : [sql<boolean>`leaves @> array[${leaf}]::text[]`]),
      ...(market === null ? [] : [eb('market', '=', market)]),
      ...(hs === null
        ? []
        : [sql<boolean>`exists (select from unnest(hs) code where code like ${`${hs}%`} or ${hs} like code || '%')`]),
      ...(open || closingDays !== null ? [eb('comment_until', '>=', today), eb('withdrawn', '=', false)] : []),
      ...(closingDays === null ? [] : [eb('comment_until', '<=', addDays(today, closingDays))]),
      ...(newDays === null ? [] : [eb('newest_on', '>=', addDays(today, -newDays))]),
      ...(level === null ? [] : [eb('family', 'in', familiesWarned(db, level, statesListed(actor)))]),
      ...(text === null ? [] : wordsFound(text, city)),
    ])
}

/** All the words of a question, those in Latin letters and digits also as the beginning of a word. */
function wordsFound(text: string, city: City) {
  const words = searchWords(text.replaceAll('/', ' '), city)
  if (words.length === 0) return []
  const query = words.map(
    (word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'${/^[a-z0-9]/.test(word) ? ':*' : ''}`,
  )
  return [sql<boolean>`words @@ ${query.join(' & ')}::tsquery`]
}

/** Released warnings for everybody, drafts only for who decides. */
const statesListed = (actor: Context['actor']): WarningState[] =>
  kindsDecided(actor).includes('bulletin') ? ['released', 'draft'] : ['released']

function familiesWarned(db: Db, level: WarningLevel, states: WarningState[]) {
  return db
    .selectFrom('warning')
    .innerJoin('notice_reading', 'notice_reading.notice_id', 'warning.notice_id')
    .where('warning.level', '=', level)
    .where('warning.state', 'in', states)
    .select('notice_reading.family')
}

async function warningsOf({ db, actor }: Context, families: string[]) {
  const found = new Map<string, NonNullable<MeasureListed['warning']>>()
  if (families.length === 0) return found
  const rows = await db
    .selectFrom('warning')
    .innerJoin('notice_reading', 'notice_reading.notice_id', 'warning.notice_id')
    .where('family', 'in', families)
    .where('state', 'in', statesListed(actor))
    .select(['warning.id', 'level', 'state', 'family'])
    .orderBy('warning.id')
    .execute()
  for (const { family, ...warning } of rows) found.set(family, warning)
  return found
}
