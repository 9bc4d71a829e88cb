import { sql } from 'kysely'
import { ofCheck, ofReport, rewrapKey } from '../../accounts/identity-vault.ts'
import type { World } from '../../context.ts'

const identitiesPerRound = 500

/**
 * Brings identities, and proofs of identity, that are wrapped under an older vault key under the current one; what is sealed is not opened.
 * Answers how many; the old key may be taken away when it answers 0.
 */
export async function rewrapIdentities(world: Pick<World, 'db' | 'vault'>): Promise<number> {
  return (await rewrap(world, 'reporter_identity')) + (await rewrap(world, 'identity_check'))
}

async function rewrap(
  { db, vault }: Pick<World, 'db' | 'vault'>,
  table: 'reporter_identity' | 'identity_check',
): Promise<number> {
  const [column, of] = table === 'identity_check' ? (['id', ofCheck] as const) : (['report_id', ofReport] as const)
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom(table)
      .where('key_id', '!=', vault.current)
      .select([sql<number>`${sql.ref(column)}`.as('id'), 'key_id', 'wrapped_key'])
      .limit(identitiesPerRound)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, key_id, wrapped_key } of rows) {
      if (key_id === null || wrapped_key === null) continue
      const wrapped = rewrapKey(vault, of(id), { key_id, wrapped_key: Buffer.from(wrapped_key) })
      await tx.updateTable(table).set(wrapped).where(sql.ref<number>(column), '=', id).execute()
    }
    return rows.length
  })
}
