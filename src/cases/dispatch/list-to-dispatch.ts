import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual, FilingKind } from '../../reference/city.ts'
import { leafNamed } from '../inbox/list-inbox.ts'

/** One line of what waits for a dispatcher. `heldBy` is the colleague who has it before them now. */
export type WaitingCase = {
  id: number
  title: string
  kind: FilingKind
  leaf: Bilingual & { code: string }
  lead: string
  danger: number
  openedAt: Date
  nextDueAt: Date | null
  heldBy: string | null
  /** How often a bureau returned it. */
  returned: number
}

/**
 * What waits for a dispatcher, danger first, then the soonest due: the order in which the desk hands it out. Throws Forbidden
 * for those who do not see every case.
 */
export async function listToDispatch(
  context: Context,
  { page, size = 50 }: { page: number; size?: number },
): Promise<{ cases: WaitingCase[]; total: number; pages: number }> {
  const { db, city, now, actor } = context
  if (!may(actor, 'see_all_cases')) {
    throw new Forbidden({ zh: '分拨由热线分拨人员来做。', en: 'Dispatching is for the dispatchers of the hotline.' })
  }
  const self = actor.kind === 'staff' ? actor.accountId : 0
  const rows = await db
    .with('page', (read) =>
      read
        .selectFrom('case_file')
        .where('state', '=', 'to_dispatch')
        .select(['id', 'title', 'kind', 'leaf', 'lead', 'danger', 'opened_at', 'next_due_at'])
        .orderBy(sql`(danger >= 2) desc, next_due_at, id`)
        .limit(size)
        .offset((page - 1) * size),
    )
    .selectFrom('page')
    .leftJoin('dispatch_claim as k', (join) =>
      join.onRef('k.case_id', '=', 'page.id').on('k.until_at', '>', now).on('k.account_id', '!=', self),
    )
    .leftJoin('account as who', 'who.id', 'k.account_id')
    .select(['page.id', 'page.title', 'page.kind', 'page.leaf', 'page.lead', 'page.danger', 'page.opened_at'])
    .select(['page.next_due_at', 'who.name as held_by'])
    .select(
      sql<number>`(select count(*)::int from case_event e where e.case_id = page.id and e.act = 'return')`.as(
        'returned',
      ),
    )
    .select(sql<number>`(select count(*)::int from case_file where state = 'to_dispatch')`.as('total'))
    .orderBy(sql`(danger >= 2) desc, next_due_at, id`)
    .execute()
  const total = rows[0]?.total ?? 0
  return {
    cases: rows.map(({ opened_at, next_due_at, held_by, leaf, total: _, ...row }) => ({
      ...row,
      leaf: leafNamed(city, leaf),
      openedAt: opened_at,
      nextDueAt: next_due_at,
      heldBy: held_by,
    })),
    total,
    pages: Math.max(1, Math.ceil(total / size)),
  }
}
