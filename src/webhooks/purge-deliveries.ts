import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** How long a message that is over can be looked at and sent again. */
const kept_days = 90
const perRound = 5000

/** Deletes messages that are over and old; the history they were read from stays. Answers how many. */
export async function purgeDeliveries({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(now.getTime() - kept_days * 86_400_000)
  const { rows } = await sql`
    delete from webhook_delivery where id in (
      select id from webhook_delivery where status <> 'owed' and happened_at < ${before} order by id limit ${perRound})
    returning id`.execute(db)
  return rows.length
}
