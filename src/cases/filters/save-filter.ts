import { may } from '../../accounts/permissions.ts'
import type { Actor, Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { inboxQuery, readInboxAsked } from '../inbox/inbox-asked.ts'
import { filterLimits } from './filter-limits.ts'
import type { FilteredDesk } from './find-filters.ts'

type Saving = { name: string; query: string; shared: boolean; desk?: FilteredDesk }

/** Who has the desk, and its filters as its address writes them; those of the trade desk are written so by its pages. */
const desks: Record<FilteredDesk, { opens: (actor: Actor) => boolean; tidied: (city: City, query: string) => string }> =
  {
    inbox: { opens: (actor) => may(actor, 'see_own_cases') || may(actor, 'see_all_cases'), tidied: inboxTidied },
    trade: { opens: (actor) => may(actor, 'review_measures'), tidied: (_, query) => query },
  }

function inboxTidied(city: City, query: string): string {
  const values = new URLSearchParams(query)
  return inboxQuery({ ...readInboxAsked(city, (one) => values.get(one)), page: 1 }).toString()
}

/**
 * Keeps what a desk is asked for under a name; saved again under the same name it is replaced. `shared` is for the whole bureau, by its
 * head. Throws Forbidden for who does not have the desk or may not share, Invalid with a message per field.
 */
export async function saveFilter(
  context: Context,
  { name, query, shared, desk = 'inbox' }: Saving,
): Promise<{ id: number; query: string }> {
  const { actor, db, city, now } = context
  if (actor.kind !== 'staff' || !desks[desk].opens(actor)) throw new Forbidden(noDesk)
  if (shared && !may(actor, 'share_filters')) throw new Forbidden(headOnly)
  const asked = desks[desk].tidied(city, query)
  const called = name.trim()
  const mine = { ...(shared ? { bureau: actor.bureau } : { account_id: actor.accountId }), shared, desk }
  const others = await otherNames(context, mine, called)
  const fault = faultOf(called, asked, others, shared ? filterLimits.shared : filterLimits.own)
  if (fault) throw new Invalid(notSaved, { name: fault })
  return db.transaction().execute(async (tx) => {
    const same = await tx
      .updateTable('saved_filter')
      .set({ query: asked })
      .where((filter) => filter.and({ ...mine, name: called }))
      .returning(['id', 'query'])
      .executeTakeFirst()
    if (same) return same
    const filter = {
      account_id: actor.accountId,
      bureau: actor.bureau,
      desk,
      shared,
      name: called,
      query: asked,
      made_at: now,
    }
    return tx.insertInto('saved_filter').values(filter).returning(['id', 'query']).executeTakeFirstOrThrow()
  })
}

type Mine = { bureau?: string; account_id?: number; shared: boolean; desk: FilteredDesk }

async function otherNames({ db }: Context, mine: Mine, called: string): Promise<number> {
  const rows = await db
    .selectFrom('saved_filter')
    .where((filter) => filter.and(mine))
    .where('name', '!=', called)
    .select('id')
    .execute()
  return rows.length
}

function faultOf(called: string, asked: string, others: number, max: number): Said | null {
  if (called === '' || called.length > filterLimits.name) return nameFault
  if (asked === '') return nothingAsked
  return others >= max ? tooMany(max) : null
}

const nameFault: Said = {
  zh: `请写名称，最多 ${filterLimits.name} 个字`,
  en: `Give it a name of at most ${filterLimits.name} characters`,
}
const nothingAsked: Said = { zh: '先选好筛选条件，再保存', en: 'Choose some filters first, then save them' }
const tooMany = (max: number): Said => ({ zh: `最多 ${max} 个，请先删去一个`, en: `At most ${max}; delete one first` })
const notSaved: Said = { zh: '没有保存，请看提示。', en: 'Not saved; see the note.' }
const noDesk: Said = { zh: '您的岗位没有这个工作台。', en: 'Your role does not have this desk.' }
const headOnly: Said = { zh: '共用的筛选由单位负责人保存。', en: 'Shared filters are saved by the head of the bureau.' }
