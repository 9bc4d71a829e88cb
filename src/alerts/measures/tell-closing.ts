import type { Context } from '../../context.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import { subscriptionPaths } from '../subscriptions/subscription-paths.ts'
import { tellSubscribers } from '../subscriptions/tell-subscribers.ts'
import { closingWords } from './closing-words.ts'
import { workdaysLeft } from './route-deadlines.ts'
import { toldOfMeasure } from './told-of-measure.ts'

/** Working days before comments close at which subscribers are told again, the fewest first. */
const remindAt_workdays = [3, 10]
/** More days than ten working days can span, the longest holidays included. */
const ahead_days = 30
const measuresPerRound = 50

/**
 * Tells the subscribers of released measures that comments close within ten working days, and again within three: once for each end of
 * comments, so that a date moved is told anew. Nothing of what is withdrawn or relief. Answers how many measures were told.
 */
export async function tellClosing(context: Context): Promise<number> {
  const { db, city, now } = context
  const today = toShanghaiDate(now)
  const rows = await db
    .selectFrom('measure')
    .innerJoin('notice_reading', 'notice_reading.family', 'measure.family')
    .innerJoin('warning', 'warning.notice_id', 'notice_reading.notice_id')
    .where('warning.state', '=', 'released')
    .where('warning.relief', '=', false)
    .where('measure.withdrawn', '=', false)
    .where('measure.relief', '=', false)
    .where('measure.comment_until', '>=', today)
    .where('measure.comment_until', '<=', addDays(today, ahead_days))
    .distinctOn('measure.family')
    .selectAll('measure')
    .select(['warning.id as warning_id', 'warning.level as released_level', 'warning.title_zh as zh'])
    .select('warning.title_en as en')
    .orderBy('measure.family')
    .orderBy('warning.id', 'desc')
    .execute()
  let told = 0
  for (const row of rows) {
    const until = row.comment_until
    const left = until === null ? null : workdaysLeft(city.calendar, today, until)
    const mark = left === null ? undefined : remindAt_workdays.find((days) => left <= days)
    if (until === null || left === null || mark === undefined || told >= measuresPerRound) continue
    if (!(await isFirst(context, row.family, until, mark))) continue
    await tellSubscribers(context, {
      what: `closing:${row.family}:${until}:${mark}`,
      of: toldOfMeasure(row),
      told: {
        id: row.warning_id,
        level: row.released_level,
        relief: false,
        ...closingWords({ zh: row.zh, en: row.en }, until, left),
        url: `${context.publicUrl}${subscriptionPaths.warning(row.warning_id)}`,
        family: row.family,
      },
    })
    await remember(context, row.family, until, mark)
    told += 1
  }
  return told
}

async function isFirst({ db }: Context, family: string, until: string, mark: number): Promise<boolean> {
  const said = await db
    .selectFrom('measure_event')
    .select('became')
    .where('family', '=', family)
    .where('what', '=', 'closing')
    .where('was', '=', until)
    .execute()
  return !said.some(({ became }) => Number(became) <= mark)
}

/** Written after the letters are owed: a worker cut off in between tells them again, and each letter is owed once for ever. */
async function remember({ db, now }: Context, family: string, until: string, mark: number): Promise<void> {
  await db
    .insertInto('measure_event')
    .values({
      family,
      at: now,
      notice_id: null,
      what: 'closing',
      was: until,
      became: String(mark),
      cause_zh: `剩 ${mark} 个工作日以内`,
      cause_en: `within ${mark} working days`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
