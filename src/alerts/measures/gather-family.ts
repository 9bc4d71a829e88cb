import type { Db } from '../../db/open.ts'
import type { Notice } from '../../intake/notice.ts'
import { familyIds } from '../notices/family-ids.ts'
import type { EarlierWarning, Member } from '../notices/notice-assessment.ts'
import type { FamilyState } from '../notices/notice-family.ts'

/** A notice, first and with how the version before told it, and the other members of its family; null when it is not there. */
export async function gatherFamily(db: Db, noticeId: number): Promise<[Member, ...Member[]] | null> {
  const rows = await db
    .selectFrom('notice')
    .select(['id', 'version', 'content'])
    .where('id', 'in', await familyIds(db, noticeId))
    .orderBy('id')
    .execute()
  // `content` was written by import-notices from a Notice.
  const members = rows.map((row) => ({ id: row.id, version: row.version, notice: row.content as Notice }))
  const own = members.find(({ id }) => id === noticeId)
  if (!own) return null
  return [{ ...own, before: await toldBefore(db, own) }, ...members.filter((member) => member !== own)]
}

/** How the version before told it; null at the first. */
async function toldBefore(db: Db, { id, version }: Member): Promise<Notice | null> {
  if (version === 1) return null
  const row = await db
    .selectFrom('notice_version')
    .select('content')
    .where('notice_id', '=', id)
    .where('version', '=', version - 1)
    .executeTakeFirst()
  return (row?.content as Notice | undefined) ?? null
}

/** The last warning on any of these notices, and how the family stood when last read. */
export async function earlierWarning(db: Db, noticeIds: number[]): Promise<EarlierWarning | null> {
  const warning = await db
    .selectFrom('warning')
    .select(['level', 'leaves', 'state', 'occasion'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return warning ? { ...warning, stood: await lastReading(db, noticeIds) } : null
}

async function lastReading(db: Db, noticeIds: number[]): Promise<EarlierWarning['stood']> {
  const reading = await db
    .selectFrom('notice_reading')
    .select(['clocks', 'withdrawn'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('read_at', 'desc')
    .orderBy('newest', 'desc')
    .limit(1)
    .executeTakeFirst()
  // `clocks` was written by assess-notice.
  const clocks = reading?.clocks as Partial<FamilyState> | undefined
  return reading && clocks?.comment && clocks.adoption && clocks.inForce
    ? { comment: clocks.comment, adoption: clocks.adoption, inForce: clocks.inForce, withdrawn: reading.withdrawn }
    : null
}
