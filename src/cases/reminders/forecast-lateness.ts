import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { addDays, isWorkday, toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { isObjection } from '../clocks/return-window.ts'
import { latenessOf, type PastClocks, poolPast } from './lateness.ts'

const ahead_days = 7
const history_days = 180
/** The longest clock with its extension began at most so long before it was due. */
const longest_days = 200
const madeAnewAfter_ms = 3_600_000

/** Any number will do, as long as every process of this program uses the same. */
const forecastLock = 7_183_201_085

/**
 * Works out anew, at most once an hour, how likely each clock due within seven days will be met late. Answers how many it
 * forecast. Safe in many processes: one does it at a time.
 */
export async function forecastLateness(context: Context): Promise<number> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${forecastLock}) as mine`.execute(tx)
    if (!rows[0]?.mine || !(await isOld(tx, now))) return 0
    const open = await openClocks(tx, context)
    await tx.deleteFrom('clock_forecast').execute()
    if (open.length === 0) return 0
    const past = poolPast(await pastClocks(tx, context))
    const forecasts = open.map(({ case_id, ...clock }) => {
      const { late, pool, alike, alikeLate } = latenessOf(past, clock)
      const { rule, bureau, age } = clock
      return { case_id, rule, bureau, late, age, pool, alike, alike_late: alikeLate, made_at: now }
    })
    for (let at = 0; at < forecasts.length; at += 1000) {
      await tx
        .insertInto('clock_forecast')
        .values(forecasts.slice(at, at + 1000))
        .execute()
    }
    return forecasts.length
  })
}

async function isOld(tx: Db, now: Date): Promise<boolean> {
  const made = await tx
    .selectFrom('clock_forecast')
    .select((eb) => eb.fn.max('made_at').as('at'))
    .executeTakeFirst()
  return !made?.at || now.getTime() - new Date(made.at).getTime() >= madeAnewAfter_ms
}

/** Clocks counted in days that run and are due within the week. Those of hours are over before a forecast is read. */
async function openClocks(tx: Db, { city, now }: Context) {
  const rows = await tx
    .selectFrom('case_clock as k')
    .innerJoin('case_file as c', 'c.id', 'k.case_id')
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where('k.due_at', '>', now)
    .where('k.due_at', '<=', new Date(now.getTime() + ahead_days * 86_400_000))
    .where('c.state', 'not in', ['closed', 'refused', 'to_dispatch', 'to_rule'])
    .where('k.rule', 'in', rulesInDays(city))
    .select(['k.case_id', 'k.rule', 'k.starts_at', 'c.lead', 'c.leaf'])
    .execute()
  const worked = workdaysUntil(city, now)
  const today = worked.get(toShanghaiDate(now)) ?? 0
  return rows.map(({ case_id, rule, starts_at, lead, leaf }) => {
    const age = today - (worked.get(toShanghaiDate(starts_at)) ?? today)
    return { case_id, rule, bureau: lead, leaf, age }
  })
}

/** How the clocks of the last half year went whose term is over. Those that the end of their case cut short tell nothing. */
async function pastClocks(tx: Db, { city, now }: Context): Promise<PastClocks[]> {
  const days = [...workdaysUntil(city, now)].map(([day, n]) => ({ day, n }))
  const since = new Date(now.getTime() - history_days * 86_400_000)
  const { rows } = await sql<PastClocks>`
    with day as (select day, n from json_to_recordset(${JSON.stringify(days)}::json) as d (day date, n integer)),
    past as (
      select c.lead as bureau, c.leaf, k.rule, met.n - start.n as days, (k.met_at is null or k.met_at > k.due_at) as late
        from case_clock k join case_file c on c.id = k.case_id
        join day start on start.day = (k.starts_at at time zone 'UTC' + interval '8 hours')::date
        left join day met on met.day = (k.met_at at time zone 'UTC' + interval '8 hours')::date
       where k.due_at > ${since} and k.due_at <= ${now} and k.rule = any(${rulesInDays(city)})
         and k.paused_at is null and not (k.met_at is null and c.state in ('closed', 'refused')))
    select bureau, leaf, rule, days, late, count(*)::int as count from past group by bureau, leaf, rule, days, late`.execute(
    tx,
  )
  return rows
}

/** How many working days there have been up to and with each civil day that the history reaches back to. */
function workdaysUntil({ calendar }: City, now: Date): Map<string, number> {
  const days = new Map<string, number>()
  const today = toShanghaiDate(now)
  let worked = 0
  for (let day = addDays(today, -history_days - longest_days); day <= today; day = addDays(day, 1)) {
    if (isWorkday(calendar, day).workday) worked += 1
    days.set(day, worked)
  }
  return days
}

function rulesInDays({ clockRules }: City): string[] {
  const inDays = clockRules.filter((rule) => (rule.unit === 'day' || rule.unit === 'workday') && !isObjection(rule))
  return [...new Set(inDays.map(({ id }) => id))]
}
