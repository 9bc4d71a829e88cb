import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import { refuseLocked } from '../note-failure.ts'
import { openSession, type SignedIn } from '../open-session.ts'
import { recordAudit } from '../record-audit.ts'
import type { DirectoryPerson } from './open-directory.ts'

/**
 * Opens a session for whom the directory knows, under the account that is linked to them; role and bureau are the account's. With
 * `linkByEmail` a verified address that exactly one open account has links the two, once. Throws Invalid, saying whom to ask, where no
 * account is linked or it is disabled; TooMany while the account is shut.
 */
export async function signInWithDirectory(
  context: Context,
  { person, linkByEmail }: { person: DirectoryPerson; linkByEmail: boolean },
): Promise<SignedIn> {
  const { db, now } = context
  const linked = await linkedTo(context, person)
  const found = linked ?? (linkByEmail ? await onlyOneWith(context, person) : null)
  if (!found) return refuse(context, 'directory', withoutAccount(person))
  if (found.disabled_at !== null) return refuse(context, `account:${found.id}`, disabled)
  refuseLocked(found, now)
  return db.transaction().execute(async (tx) => {
    if (!linked) await linkByAddress(tx, context, found.id, person)
    return openSession(tx, context, { accountId: found.id, way: 'directory' })
  })
}

const columns = ['a.id', 'a.disabled_at', 'a.locked_until'] as const

function linkedTo({ db }: Context, { issuer, subject }: DirectoryPerson) {
  return db
    .selectFrom('directory_identity as d')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .where('d.issuer', '=', issuer)
    .where('d.subject', '=', subject)
    .select(columns)
    .executeTakeFirst()
}

/** The one open account with this address; null where two have it, or it is linked to somebody else already. */
async function onlyOneWith({ db }: Context, { issuer, email }: DirectoryPerson) {
  if (email === null) return null
  const found = await db
    .selectFrom('account as a')
    .leftJoin('directory_identity as d', (join) => join.onRef('d.account_id', '=', 'a.id').on('d.issuer', '=', issuer))
    .where('a.email', '=', email)
    .where('a.disabled_at', 'is', null)
    .select([...columns, 'd.subject'])
    .limit(2)
    .execute()
  const [only] = found
  return only && found.length === 1 && only.subject === null ? only : null
}

async function linkByAddress(tx: Db, context: Context, accountId: number, { issuer, subject }: DirectoryPerson) {
  const linked = await tx
    .insertInto('directory_identity')
    .values({ issuer, subject, account_id: accountId, linked_at: context.now, linked_by: 'email' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  if (!linked) throw new Conflict({ zh: '刚刚已经绑定，请重新登录。', en: 'It was linked just now. Sign in again.' })
  const detail = { by: 'email' }
  await recordAudit(tx, context, { act: 'directory_linked', subject: `account:${accountId}`, detail })
}

/** The record says that somebody came, not who: without an account they are nobody to us. */
async function refuse(context: Context, subject: string, why: Said): Promise<never> {
  await recordAudit(context.db, context, { act: 'sign_in_failed', subject, detail: { way: 'directory' } })
  throw new Invalid(why)
}

const withoutAccount = ({ subject }: DirectoryPerson): Said => ({
  zh: `统一身份认证已确认您的身份，但本系统没有与之对应的账号。请联系本系统的系统管理员，并告知您的身份编号：${subject}`,
  en: `The directory knows you, but no account here is linked to you. Ask this system’s administrator and give your number there: ${subject}`,
})
const disabled: Said = {
  zh: '您的账号已停用，如有疑问请联系系统管理员。',
  en: 'Your account is disabled. Ask the administrator if that is wrong.',
}
