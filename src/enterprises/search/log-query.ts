import type { Actor, Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'

/** Notes that somebody looked: the role and nothing that says who, what kind of look, which firm, when (深圳信用条例第四十五条). */
export async function logQuery(
  { db, actor, now }: Context,
  { what, enterpriseId }: { what: Tables['enterprise_query']['what']; enterpriseId: number | null },
): Promise<void> {
  await db
    .insertInto('enterprise_query')
    .values({ at: now, who: roleOf(actor), what, enterprise_id: enterpriseId })
    .execute()
}

function roleOf(actor: Actor): string {
  if (actor.kind === 'staff') return `${actor.role}:${actor.bureau}`
  return actor.kind
}
