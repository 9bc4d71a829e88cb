import type { Context } from '../../context.ts'
import { noSuchFilter } from './delete-filter.ts'
import { findFilters } from './find-filters.ts'

/** The inbox of this account opens with a filter, its own or a shared one; null is all cases. Throws NotFound for another's. */
export async function chooseStart(context: Context, { filterId }: { filterId: number | null }): Promise<void> {
  const { actor, db } = context
  if (actor.kind !== 'staff') throw noSuchFilter()
  if (filterId === null) {
    await db.deleteFrom('inbox_start').where('account_id', '=', actor.accountId).execute()
    return
  }
  if (!(await findFilters(context, 'inbox')).some(({ id }) => id === filterId)) throw noSuchFilter()
  await db
    .insertInto('inbox_start')
    .values({ account_id: actor.accountId, filter_id: filterId })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ filter_id: filterId }))
    .execute()
}
