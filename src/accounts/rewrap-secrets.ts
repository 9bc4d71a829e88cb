import type { World } from '../context.ts'
import { lockSecret, unlockSecret } from './identity-vault.ts'

const accountsPerRound = 500

/** Brings second factors that stand under an older vault key under the current one. Answers how many. */
export async function rewrapSecrets({ db, vault }: Pick<World, 'db' | 'vault'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('account')
      .where('totp_secret', 'not like', `${vault.current}:%`)
      .select(['id', 'totp_secret'])
      .limit(accountsPerRound)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, totp_secret } of rows) {
      if (totp_secret === null) continue
      const renewed = lockSecret(vault, id, unlockSecret(vault, id, totp_secret))
      await tx.updateTable('account').set({ totp_secret: renewed }).where('id', '=', id).execute()
    }
    return rows.length
  })
}
