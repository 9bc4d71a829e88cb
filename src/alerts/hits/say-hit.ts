import { sealHitContact } from '../../accounts/identity-vault.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findMeasureNamed } from './find-measure-named.ts'
import { hitLetter } from './hit-letter.ts'
import { mailHash } from './hit-token.ts'
import { purgeUnconfirmedHits } from './purge-unconfirmed-hits.ts'
import { type ReadFirm, type ReadHit, readWholeHit, type TypedHit } from './typed-hit.ts'

/**
 * A firm says that a measure hits it and leaves an address, to which a letter goes: until its link is confirmed, nothing counts. Saying it
 * again from the same address sends no second letter. The address and whom to ask are sealed. Throws NotFound, Conflict, Invalid with a
 * message per field.
 */
export async function sayHit(context: Context, { family, typed }: { family: string; typed: TypedHit }): Promise<void> {
  const { db, now, queue, secret, vault } = context
  const { firm, contact, ...hit } = readWholeHit(typed)
  const measure = await findMeasureNamed(context, family)
  const hash = mailHash(secret, contact.email)
  const values = { ...firm, ...hit, how: 'mail' as const, state: 'said' as const, said_at: now, mail_hash: hash }
  await db.transaction().execute(async (tx) => {
    await purgeUnconfirmedHits(tx, now)
    if (await renewed(tx, family, hash, { ...firm, ...hit })) return
    const { id } = await tx
      .insertInto('measure_hit')
      .values({ ...values, family })
      .returning('id')
      .executeTakeFirstOrThrow()
    const sealed = sealHitContact(vault, id, contact)
    await tx.updateTable('measure_hit').set(sealed).where('id', '=', id).execute()
    await oweLetters(tx, queue, [hitLetter(context, id, firm, measure)], now)
  })
}

/** An open word of the same address on the same measure takes the newer wording. */
async function renewed(tx: Db, family: string, mail_hash: string, said: ReadFirm & ReadHit): Promise<boolean> {
  const open = await tx
    .updateTable('measure_hit')
    .set(said)
    .where('family', '=', family)
    .where('mail_hash', '=', mail_hash)
    .where('state', '=', 'said')
    .returning('id')
    .execute()
  return open.length > 0
}
