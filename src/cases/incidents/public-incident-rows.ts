import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { IncidentWords } from './incident-words.ts'

/** A public incident as it stands: the words last published and since when. */
export type PublicIncident = IncidentWords & {
  code: string
  number: number
  act: 'publish' | 'withdraw'
  bureau: string
  at: Date
  /** Why it was withdrawn; '' while it stands. */
  reason: string
}

const columns = ['code', 'number', 'act', 'title', 'words', 'respondent', 'product', 'place', 'bureau', 'at'] as const

/** The last row of each code. */
export const lastOfEach = (db: Db) =>
  db
    .selectFrom('public_incident as p')
    .where(sql<SqlBool>`not exists (select from public_incident n where n.code = p.code and n.number > p.number)`)
    .select([...columns, 'reason', 'incident_id'])

/** The pages of an incident and of those that it took up, the newest first. */
export async function pagesOf(db: Db, incidentId: number): Promise<PublicIncident[]> {
  const rows = await lastOfEach(db)
    .where(
      'p.incident_id',
      'in',
      sql<number>`(with recursive taken (id) as (select ${incidentId}::int8 union select i.id from incident i join taken on i.merged_into = taken.id)
        select id from taken)`,
    )
    .orderBy('p.id', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ incident_id: _, ...page }) => page)
}
