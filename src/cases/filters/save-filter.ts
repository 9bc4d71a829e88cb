import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { inboxQuery, readInboxAsked } from '../inbox-asked.ts'
import { filterLimits } from './filter-limits.ts'

type Saving = { name: string; query: string; shared: boolean }

/**
 * Keeps what the inbox is asked for under a name; saved again under the same name it is replaced. `shared` is for the whole bureau, by its
 * head. Throws Forbidden for who sees no cases or may not share, Invalid with a message per field.
 */
export async function saveFilter(
  context: Context,
  { name, query, shared }: Saving,
): Promise<{ id: number; query: string }> {
  const { actor, db, city, now } = context
  if (actor.kind !== 'staff' || !(may(actor, 'see_own_cases') || may(actor, 'see_all_cases')))
    throw new Forbidden(noInbox)
  if (shared && !may(actor, 'share_filters')) throw new Forbidden(headOnly)
  const values = new URLSearchParams(query)
  const asked = inboxQuery({ ...readInboxAsked(city, (one) => values.get(one)), page: 1 }).toString()
  const called = name.trim()
  const others = await otherNames(context, actor, shared, called)
  const fault = faultOf(called, asked, others, shared ? filterLimits.shared : filterLimits.own)
  if (fault) throw new Invalid(notSaved, { name: fault })
  return db.transaction().execute(async (tx) => {
    const mine = shared ? { bureau: actor.bureau } : { account_id: actor.accountId }
    const same = await tx
      .updateTable('saved_filter')
      .set({ query: asked })
      .where((filter) => filter.and({ ...mine, shared, name: called }))
      .returning(['id', 'query'])
      .executeTakeFirst()
    if (same) return same
    const filter = {
      account_id: actor.accountId,
      bureau: actor.bureau,
      shared,
      name: called,
      query: asked,
      made_at: now,
    }
    return tx.insertInto('saved_filter').values(filter).returning(['id', 'query']).executeTakeFirstOrThrow()
  })
}

type Staff = Extract<Context['actor'], { kind: 'staff' }>

async function otherNames({ db }: Context, actor: Staff, shared: boolean, called: string): Promise<number> {
  const mine = shared ? { bureau: actor.bureau } : { account_id: actor.accountId }
  const rows = await db
    .selectFrom('saved_filter')
    .where((filter) => filter.and({ ...mine, shared }))
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
const noInbox: Said = { zh: '您的岗位不看案件。', en: 'Your role does not see cases.' }
const headOnly: Said = { zh: '共用的筛选由单位负责人保存。', en: 'Shared filters are saved by the head of the bureau.' }
