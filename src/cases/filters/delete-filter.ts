import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { type FilteredDesk, findFilters } from './find-filters.ts'

/** Deletes an own filter, or a shared one by the head of its bureau; inboxes that opened with it open with all cases again. Throws NotFound. */
export async function deleteFilter(
  context: Context,
  { filterId, desk = 'inbox' }: { filterId: number; desk?: FilteredDesk },
): Promise<void> {
  const filter = (await findFilters(context, desk)).find(({ id }) => id === filterId)
  if (!filter || (filter.shared && !may(context.actor, 'share_filters'))) throw noSuchFilter()
  await context.db.deleteFrom('saved_filter').where('id', '=', filter.id).execute()
}

export function noSuchFilter(): NotFound {
  return new NotFound({
    zh: '没有这个筛选，或不由您删改。',
    en: 'There is no such filter, or it is not yours to change.',
  })
}
