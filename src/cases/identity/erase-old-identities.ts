import { type RawBuilder, sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'

const identitiesPerRound = 500

/**
 * Erases the identities, and the proofs of identity, whose term after the end of the case has passed. Answers how many; the city says
 * how long the term is.
 */
export async function eraseOldIdentities({ db, city, now, actor }: Context): Promise<number> {
  const before = new Date(now.getTime() - city.identityDays * 86_400_000)
  const erased = { key_id: null, wrapped_key: null, sealed: null }
  const proofs = await db
    .updateTable('identity_check')
    .set(erased)
    .where(sql<boolean>`id in ${dueOf('identity_check', before)}`)
    .returning('id')
    .execute()
  const identities = await db
    .updateTable('reporter_identity')
    .set({ ...erased, erased_at: now, erased_because: `term:${city.identityDays}d ${actorName(actor)}` })
    .where(sql<boolean>`report_id in ${dueOf('reporter_identity', before)}`)
    .returning('report_id')
    .execute()
  return identities.length + proofs.length
}

/** The rows of a round that are still sealed although nothing has happened in their ended case since `before`. */
function dueOf(table: 'reporter_identity' | 'identity_check', before: Date): RawBuilder<number[]> {
  const [id, caseId] = table === 'identity_check' ? ['k.id', 'k.case_id'] : ['k.report_id', 'k.report_id']
  return sql`(
    select ${sql.ref(id)} from ${sql.table(table)} k join case_file c on c.id = ${sql.ref(caseId)}
     where k.sealed is not null and c.state in ('closed', 'refused') and c.opened_at < ${before}
       and not exists (select from case_event e where e.case_id = c.id and e.at >= ${before})
     limit ${identitiesPerRound})`
}
