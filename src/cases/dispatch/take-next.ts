import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/** How long a text stays with the dispatcher who has it before them, and how long one put aside stays away. */
export const CLAIM_MINUTES = 10
export const SKIP_MINUTES = 30

/**
 * Claims for this dispatcher the text they have, else the one they want, else the next: danger first, then the soonest due. What
 * a colleague has, or they put aside, is passed over. Two at the same time never get the same one: the claim is one statement
 * on the row of the case. Null when nothing is left, or a colleague has the one wanted.
 */
export async function takeNext(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { accountId, wanted }: { accountId: number; wanted: number | null },
): Promise<number | null> {
  const until = new Date(now.getTime() + CLAIM_MINUTES * 60_000)
  // A colleague may claim what was free when this statement began; then it claims nothing and is asked again.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { rows } = await sql<{ claimed: number | null; free: number | null }>`
      with mine as (
        select k.case_id from dispatch_claim k join case_file c on c.id = k.case_id
         where k.account_id = ${accountId} and k.until_at > ${now} and c.state = 'to_dispatch'
           and (${wanted}::bigint is null or k.case_id = ${wanted})
         limit 1),
      free as (
        select c.id from case_file c
         where c.state = 'to_dispatch' and not exists (select from mine)
           and (${wanted}::bigint is null or c.id = ${wanted})
           and not exists (select from dispatch_claim k where k.case_id = c.id and k.until_at > ${now} and k.account_id <> ${accountId})
           and (${wanted}::bigint is not null or not exists (
                select from dispatch_skip s where s.case_id = c.id and s.account_id = ${accountId} and s.until_at > ${now}))
         order by (c.danger >= 2) desc, c.next_due_at, c.id
         limit 1 for update of c skip locked),
      one as (select case_id from mine union all select id from free),
      left_behind as (
        delete from dispatch_claim where account_id = ${accountId} and case_id not in (select case_id from one)),
      taken as (
        insert into dispatch_claim (case_id, account_id, until_at) select case_id, ${accountId}, ${until} from one
        on conflict (case_id) do update set account_id = excluded.account_id, until_at = excluded.until_at
          where dispatch_claim.until_at <= ${now} or dispatch_claim.account_id = excluded.account_id
        returning case_id)
      select (select case_id from taken) as claimed, (select case_id from one) as free`.execute(db)
    const [row] = rows
    if (row?.claimed != null) return Number(row.claimed)
    if (row?.free == null) return null
  }
  return null
}

const ATTEMPTS = 5
