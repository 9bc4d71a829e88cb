import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { type NewLetter, oweLetters } from '../../jobs/owe-letters.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { silenceOf } from './source-state.ts'

type Heard = { source: string; first_at: Date; news_at: Date | null }

/**
 * Tells the office of each source that has brought nothing new for longer than its rhythm allows, once; and ends the alarm of one that tells
 * something again. A source that was never used is not expected. Answers how many alarms it raised or ended.
 */
export async function raiseSilence(context: Context): Promise<number> {
  const { db, city, now } = context
  const heard = new Map((await lastHeard(db)).map((row) => [row.source, row]))
  let changed = 0
  for (const { id, silent_after_days } of city.sourcePlans.sources) {
    const row = heard.get(id)
    if (!row || silent_after_days === null) continue
    const silent = silenceOf({ firstAt: row.first_at, newsAt: row.news_at }, silent_after_days, now) !== null
    changed += silent ? await raise(context, row, silent_after_days) : await end(context, row)
  }
  return changed
}

async function lastHeard(db: Db): Promise<Heard[]> {
  const { rows } = await sql<Heard>`
    select source, min(started_at) as first_at, max(started_at) filter (where new + changed > 0) as news_at
      from source_run group by source`.execute(db)
  return rows
}

function raise(context: Context, { source, news_at }: Heard, days: number): Promise<number> {
  const { db, queue, now } = context
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('source_silence')
      .values({ source, last_at: news_at, raised_at: now })
      .onConflict((conflict) => conflict.column('source').where('ended_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return 0
    const letter = letterOf(context, { id: row.id, source, newsAt: news_at, days })
    if (letter) await oweLetters(tx, queue, [letter], now)
    return 1
  })
}

async function end({ db, now }: Context, { source }: Heard): Promise<number> {
  const ended = await db
    .updateTable('source_silence')
    .set({ ended_at: now })
    .where('source', '=', source)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return ended.length
}

type Silence = { id: number; source: string; newsAt: Date | null; days: number }

/** To the duty desk of the bureau that runs the office; null where the city has none. */
function letterOf({ city, publicUrl }: Context, { id, source, newsAt, days }: Silence): NewLetter | null {
  if (!city.dutyMail) return null
  const since = newsAt ? toShanghaiDate(newsAt) : null
  return {
    what: `source:${source}`,
    recipient: city.dutyMail.replace('{bureau}', city.dispatchBureau.toLowerCase()),
    reason: `silence:${id}`,
    subject: `【数据源没有动静】${source} A source has gone silent`,
    body: [
      `数据源 ${source} ${since ? `自 ${since} 起` : '一直'}没有新内容，超过约定的 ${days} 天。没有新内容也可能是地址变了或接口失效，请核对。`,
      `${publicUrl}/bureau/sources/${source}`,
      '',
      `The source ${source} has told nothing new ${since ? `since ${since}` : 'at all'}, longer than the ${days} days agreed on. The address may have moved, or its service may be down: please check.`,
    ].join('\n'),
  }
}
