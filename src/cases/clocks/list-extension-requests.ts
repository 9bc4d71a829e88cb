import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'

export type ExtensionRequest = {
  caseId: number
  title: string
  bureau: string
  askedAt: Date
  /** Who asked. */
  name: string | null
  /** Which clock, how much longer and why, in the officer's words. */
  words: string | null
}

const shownMax = 50

/** Extensions that officers of the bureau — of every bureau, for those who see them all — asked for and that nobody has approved yet. */
export async function listExtensionRequests({ db, actor }: Context): Promise<ExtensionRequest[]> {
  if (actor.kind !== 'staff') return []
  let query = db
    .selectFrom('case_event as e')
    .innerJoin('case_file as c', 'c.id', 'e.case_id')
    .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = e.actor`))
    .where('e.act', '=', 'ask_extension')
    .where('c.state', 'not in', ['closed', 'refused'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_event as later')
            .whereRef('later.case_id', '=', 'e.case_id')
            .whereRef('later.id', '>', 'e.id')
            .where('later.act', 'in', ['extend', 'ask_extension'])
            .select('later.id'),
        ),
      ),
    )
    .select([
      'c.id as caseId',
      'c.title',
      'c.lead as bureau',
      'e.at as askedAt',
      'who.name',
      'e.internal_text as words',
    ])
  if (!may(actor, 'see_all_deadlines')) query = query.where('c.lead', '=', actor.bureau)
  return query.orderBy('e.id').limit(shownMax).execute()
}
