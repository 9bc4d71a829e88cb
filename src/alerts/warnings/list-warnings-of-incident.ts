import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { coveredIncidents } from './covered-incidents.ts'

/** A city warning as the page of an incident names it. */
export type WarningOfIncident = { id: number; level: WarningLevel; state: Tables['warning']['state']; title: Bilingual }

/** The warnings for everybody that cover the public incident under a code, those in force first, at most ten; none once it is withdrawn. */
export async function listWarningsOfIncident(
  { db }: Pick<Context, 'db'>,
  { code }: { code: string },
): Promise<WarningOfIncident[]> {
  const { rows } = await sql<Omit<WarningOfIncident, 'title'> & Bilingual>`
    with recursive ${coveredIncidents}
    select w.id, w.level, w.state, w.title_zh as zh, w.title_en as en
      from warning w
     where w.id in (
       select c.warning_id from covered c join public_incident p on p.incident_id = c.incident_id
        where p.code = ${code} and p.act = 'publish'
          and not exists (select from public_incident n where n.code = p.code and n.number > p.number))
     order by w.state = 'released' desc, w.decided_at desc, w.id desc limit 10`.execute(db)
  return rows.map(({ zh, en, ...row }) => ({ ...row, title: { zh, en } }))
}
