import { sql } from 'kysely'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import type { Db } from '../../src/db/open.ts'
import type { Acknowledged } from './filing-load.ts'

/** What is wrong with the filings in a database, given what its clients were told: one sentence a fault. */
export async function filingFaults(db: Db, acknowledged: Acknowledged[]): Promise<string[]> {
  const { rows } = await sql<Stored>`
    select r.submission_key as key, c.receipt_hash as receipt,
           (c.id is not null and a.report_id is not null and k.report_id is not null and k.sealed is not null
            and exists (select from case_clock t where t.case_id = r.id)
            and exists (select from case_event e where e.case_id = r.id)) as whole,
           (select count(*) from letter l where l.recipient = 'reporter:' || r.id) as letters,
           (select count(*) from letter l where l.recipient = 'reporter:' || r.id
               and (select count(*) from pgboss.job j where j.name = 'deliver-letter' and (j.data ->> 'letterId')::int8 = l.id)
                   = l.queued::int) as owed
      from report r
      left join case_file c on c.id = r.id
      left join assessment a on a.report_id = r.id
      left join reporter_identity k on k.report_id = r.id`.execute(db)
  const stored = Map.groupBy(rows, ({ key }) => key)
  return [
    ...acknowledged.flatMap((answer) => faultsOf(answer, stored.get(answer.key) ?? [])),
    ...rows
      .filter(({ whole, letters, owed }) => !whole || letters === 0 || owed !== letters)
      .map(({ key }) => `half there: ${key}`),
    ...(await strayFaults(db)),
  ]
}

type Stored = { key: string; receipt: string; whole: boolean; letters: number; owed: number }

function faultsOf({ key, receipt }: Acknowledged, found: Stored[]): string[] {
  if (found.length === 0) return [`acknowledged and lost: ${key}`]
  if (found.length > 1) return [`there ${found.length} times: ${key}`]
  return found[0]?.receipt === receiptHash(receipt) ? [] : [`another receipt than the one shown: ${key}`]
}

/** Queued letters without their one job, others that have one, and jobs without their letter. */
async function strayFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    with job as (select (data ->> 'letterId')::int8 as letter from pgboss.job where name = 'deliver-letter')
    select 'letter with ' || count(job.letter) || ' jobs: ' || l.what as fault
      from letter l left join job on job.letter = l.id group by l.id having count(job.letter) <> l.queued::int
    union all
    select 'job without a letter: ' || job.letter from job left join letter l on l.id = job.letter where l.id is null`.execute(
    db,
  )
  return rows.map(({ fault }) => fault)
}
