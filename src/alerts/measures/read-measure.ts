import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { BulletinNotice, TradeDate } from '../../intake/notice.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { CommentRoute } from '../../reference/comment-routes.ts'
import { hitsOf } from '../hits/hits-of.ts'
import type { WarningLevel, WarningReason } from '../notices/notice-warning.ts'
import type { WarningState } from '../warning-acts.ts'
import { kindsDecided, statesSeen } from '../warning-sight.ts'
import { measureStory, type StoryStep } from './measure-story.ts'
import type { MeasureWeighing } from './measure-weighing.ts'
import { type RouteDeadline, routeDeadlines, routesTo } from './route-deadlines.ts'

export type MeasureRead = {
  family: string
  symbols: string[]
  market: string | null
  notice: BulletinNotice
  first: BulletinNotice
  withdrawn: boolean
  relief: boolean
  clocks: { comment: TradeDate; adoption: TradeDate; inForce: TradeDate }
  deadlines: RouteDeadline[]
  /** The routes open to the market; no last day while the end of comments is not known. */
  routes: { route: CommentRoute; lastDay: string | null; over: boolean }[]
  story: StoryStep<{ id: number; notice: BulletinNotice }>[]
  weighing: MeasureWeighing
  weighedOn: string
  ruleVersion: string
  /** Today's reckoning of the level; null for who does not decide on warnings, and where no local sector is concerned. */
  reckoned: { level: WarningLevel; points: number } | null
  /** The last warning that the reader may see. */
  warning: MeasureWarning | null
  events: MeasureEvent[]
  /** Firms that say it hits them; who they are, for the trade desk alone. */
  hits: Awaited<ReturnType<typeof hitsOf>>
}
export type MeasureWarning = {
  id: number
  level: WarningLevel
  relief: boolean
  state: WarningState
  points: number
  ruleVersion: string
  reasons: WarningReason[]
}
export type MeasureEvent = { at: Date; what: string; was: string; became: string; zh: string; en: string }

/**
 * The dossier of a measure, by its family or any of its symbols. Levels that nobody released are told to those who decide alone. Throws
 * NotFound.
 */
export async function readMeasure(context: Context, { symbol }: { symbol: string }): Promise<MeasureRead> {
  const { db, city, actor, now } = context
  const row = await findMeasure(context, symbol)
  const members = await db
    .selectFrom('notice_reading')
    .innerJoin('notice', 'notice.id', 'notice_reading.notice_id')
    .where('family', '=', row.family)
    .select(['notice.id', 'content'])
    .execute()
  // Written by import-notices, assess-notice and record-measure.
  const story = measureStory(members.map(({ id, content }) => ({ id, notice: content as BulletinNotice })))
  const [newest, first] = [story.at(-1)?.member.notice, story[0]?.member.notice]
  if (!newest || !first) throw new NotFound(noMeasure)
  const clocks = row.clocks as MeasureRead['clocks']
  const decides = kindsDecided(actor).includes('bulletin')
  const deadlines = row.withdrawn ? [] : routeDeadlines(city, row.market, clocks.comment, toShanghaiDate(now))
  return {
    family: row.family,
    symbols: row.symbols,
    market: row.market,
    notice: newest,
    first,
    withdrawn: row.withdrawn,
    relief: row.relief,
    clocks,
    deadlines,
    routes: routesTo(city, row.market).map((route) => {
      const { lastDay = null, over = false } = deadlines.find((one) => one.route === route) ?? {}
      return { route, lastDay, over }
    }),
    story,
    weighing: row.weighing as MeasureWeighing,
    weighedOn: row.weighed_on,
    ruleVersion: row.rule_version,
    reckoned: decides && row.level !== null ? { level: row.level, points: row.points } : null,
    warning: await lastWarning(context, row.family),
    events: await eventsOf(context, row.family, decides),
    hits: await hitsOf(context, row.family),
  }
}

const noMeasure = { zh: '没有这项措施。', en: 'There is no such measure.' }

async function findMeasure({ db }: Context, symbol: string) {
  const byName = await db.selectFrom('measure').selectAll().where('family', '=', symbol).executeTakeFirst()
  if (byName) return byName
  const row = await db
    .selectFrom('notice_symbol')
    .innerJoin('notice_reading', 'notice_reading.notice_id', 'notice_symbol.notice_id')
    .innerJoin('measure', 'measure.family', 'notice_reading.family')
    .where((eb) => eb.or([eb('notice_symbol.symbol', '=', symbol), eb('notice_symbol.root', '=', symbol)]))
    .selectAll('measure')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new NotFound(noMeasure)
  return row
}

async function lastWarning({ db, actor }: Context, family: string): Promise<MeasureWarning | null> {
  const row = await db
    .selectFrom('warning')
    .innerJoin('notice_reading', 'notice_reading.notice_id', 'warning.notice_id')
    .where('family', '=', family)
    .where('state', 'in', statesSeen(actor, 'bulletin'))
    .select(['warning.id', 'level', 'warning.relief', 'state', 'points', 'rule_version', 'reasons'])
    .orderBy((eb) => eb('state', 'in', ['draft', 'released']), 'desc')
    .orderBy('warning.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { rule_version, reasons, ...warning } = row
  return { ...warning, ruleVersion: rule_version, reasons: reasons as WarningReason[] }
}

/** A reckoned level is no public word until it is released. */
async function eventsOf({ db }: Context, family: string, decides: boolean): Promise<MeasureEvent[]> {
  const rows = await db
    .selectFrom('measure_event')
    .where('family', '=', family)
    .where(
      'what',
      'in',
      decides ? ['level', 'comment', 'in_force', 'withdrawn', 'closing'] : ['comment', 'in_force', 'withdrawn'],
    )
    .selectAll()
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ at, what, was, became, cause_zh, cause_en }) => ({
    at,
    what,
    was,
    became,
    zh: cause_zh,
    en: cause_en,
  }))
}
