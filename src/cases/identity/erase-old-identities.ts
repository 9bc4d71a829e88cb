import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'

const identitiesPerRound = 500

/** Erases the identities whose term after the end of the case has passed. Answers how many; the city says how long the term is. */
export async function eraseOldIdentities({ db, city, now, actor }: Context): Promise<number> {
  const before = new Date(now.getTime() - city.identityDays * 86_400_000)
  const due = await dueForErasure(db, before)
  if (due.length === 0) return 0
  await db
    .updateTable('reporter_identity')
    .set({
      key_id: null,
      wrapped_key: null,
      sealed: null,
      erased_at: now,
      erased_because: `term:${city.identityDays}d ${actorName(actor)}`,
    })
    .where('report_id', 'in', due)
    .where('erased_at', 'is', null)
    .execute()
  return due.length
}

async function dueForErasure(db: Db, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('reporter_identity as i')
    .innerJoin('case_file as c', 'c.id', 'i.report_id')
    .where('i.erased_at', 'is', null)
    .where('c.state', 'in', ['closed', 'refused'])
    .where('c.opened_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_event as e')
            .whereRef('e.case_id', '=', 'c.id')
            .where('e.at', '>=', before)
            .select('e.id'),
        ),
      ),
    )
    .select('i.report_id')
    .limit(identitiesPerRound)
    .execute()
  return rows.map(({ report_id }) => report_id)
}
