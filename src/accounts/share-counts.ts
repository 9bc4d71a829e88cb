import { sql } from 'kysely'
import type { World } from '../context.ts'

/** Attempts under one key since they were last shared; `expire` is the end of the key's window in milliseconds since 1970. */
export type Count = { key: string; points: number; expire: number }

/**
 * Adds this process's counts to those of all processes (`rate_limit`) and answers the totals by key. Forgets what has expired.
 * One statement, keys in order and locked rows passed over, so that processes never wait for each other in a circle.
 */
export async function shareCounts({ db }: Pick<World, 'db'>, counts: Count[], now: Date): Promise<Map<string, number>> {
  const ordered = JSON.stringify(counts.toSorted((a, b) => (a.key < b.key ? -1 : 1)))
  const { rows } = await sql<{ key: string; points: number }>`
    with forgotten as (
      delete from rate_limit where key in (
        select key from rate_limit where expire < ${now.getTime()} limit 500 for update skip locked)
    )
    insert into rate_limit (key, points, expire)
    select key, points, expire from json_to_recordset(${ordered}) as c (key text, points int, expire bigint)
    on conflict (key) do update set points = rate_limit.points + excluded.points
    returning key, points`.execute(db)
  return new Map(rows.map(({ key, points }) => [key, points]))
}
