import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Forbidden } from '../../errors.ts'
import { memberKeyHash } from './member-key.ts'

export type Member = Selectable<Tables['network_member']>

/** The member whose key this is. Throws Forbidden for a key that is unknown, replaced or of a member that was disabled. */
export async function findMember({ db }: Pick<Context, 'db'>, key: string): Promise<Member> {
  const member = await db
    .selectFrom('network_member')
    .where('key_hash', '=', memberKeyHash(key.trim()))
    .where('disabled_at', 'is', null)
    .selectAll()
    .executeTakeFirst()
  if (!member) throw new Forbidden(wrongKey)
  return member
}

const wrongKey = {
  zh: '报送密钥不对或已停用，请向联席会议办公室索取新的。',
  en: 'The key is wrong or no longer in use; ask the joint-meeting office for a new one.',
}
