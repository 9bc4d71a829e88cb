import type { Context } from '../../context.ts'
import type { Invitee } from './typed-invitees.ts'

/** Whom earlier reviews asked, the last first: nobody is typed twice. */
export async function listInvited({ db }: Pick<Context, 'db'>): Promise<Invitee[]> {
  const rows = await db
    .selectFrom('review_invitation')
    .distinctOn('email')
    .select(['email', 'name', 'kind'])
    .orderBy('email')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
}
