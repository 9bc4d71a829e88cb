import { sql } from 'kysely'
import type { Context } from '../../context.ts'

const lettersPerRound = 200

/** Owes the delivery of letters that filings wrote without a job, oldest first. Answers how many; two workers never take the same. */
export async function queueLetters({ db, queue }: Pick<Context, 'db' | 'queue'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ letterId: number }>`
      update letter set queued = true
       where id in (select id from letter where not queued order by id limit ${lettersPerRound} for update skip locked)
      returning id as "letterId"`.execute(tx)
    await queue.owe(tx, 'deliver-letter', rows)
    return rows.length
  })
}
