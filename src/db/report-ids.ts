import { sql } from 'kysely'
import type { Db } from './open.ts'

/** How many ids one trip to the database reserves. A process that dies leaves a gap, which nothing minds. */
const blockSize = 256

/**
 * Hands out report ids known before the row is written, so that a report, its case, clocks and letters go into one statement
 * without waiting for each other's generated keys. Unique across all processes on one database.
 */
export function openReportIds(db: Db): { take: (count: number) => Promise<number[]> } {
  let free: number[] = []
  let refill: Promise<void> | null = null
  const fill = async () => {
    const { rows } = await sql<{ block: number }>`select nextval('report_id_block')::int8 as block`.execute(db)
    const start = ((rows[0]?.block ?? 0) - 1) * blockSize + 1
    free = free.concat(Array.from({ length: blockSize }, (_, offset) => start + offset))
    refill = null
  }
  return {
    take: async (count) => {
      while (free.length < count) {
        refill ??= fill()
        await refill
      }
      return free.splice(0, count)
    },
  }
}
