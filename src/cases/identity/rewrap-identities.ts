import { rewrapKey } from '../../accounts/identity-vault.ts'
import type { World } from '../../context.ts'

const identitiesPerRound = 500

/**
 * Brings identities that are wrapped under an older vault key under the current one; the identities themselves are not opened.
 * Answers how many; the old key may be taken away when it answers 0.
 */
export async function rewrapIdentities({ db, vault }: Pick<World, 'db' | 'vault'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('reporter_identity')
      .where('key_id', '!=', vault.current)
      .select(['report_id', 'key_id', 'wrapped_key'])
      .limit(identitiesPerRound)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { report_id, key_id, wrapped_key } of rows) {
      if (key_id === null || wrapped_key === null) continue
      const wrapped = rewrapKey(vault, report_id, { key_id, wrapped_key: Buffer.from(wrapped_key) })
      await tx.updateTable('reporter_identity').set(wrapped).where('report_id', '=', report_id).execute()
    }
    return rows.length
  })
}
