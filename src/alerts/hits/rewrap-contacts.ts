import { ofHit, rewrapKey } from '../../accounts/identity-vault.ts'
import type { World } from '../../context.ts'

const contactsPerRound = 500

/** Brings the contacts of firms that are wrapped under an older vault key under the current one, unopened. Answers how many. */
export async function rewrapContacts({ db, vault }: Pick<World, 'db' | 'vault'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('measure_hit')
      .where('key_id', '!=', vault.current)
      .select(['id', 'key_id', 'wrapped_key'])
      .limit(contactsPerRound)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, key_id, wrapped_key } of rows) {
      if (key_id === null || wrapped_key === null) continue
      const wrapped = rewrapKey(vault, ofHit(id), { key_id, wrapped_key: Buffer.from(wrapped_key) })
      await tx.updateTable('measure_hit').set(wrapped).where('id', '=', id).execute()
    }
    return rows.length
  })
}
