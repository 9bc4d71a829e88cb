import { sealHitContact } from '../../accounts/identity-vault.ts'
import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { hitToken, mailHash } from './hit-token.ts'
import { letStand } from './let-stand.ts'
import { readLetterLink } from './read-letter-link.ts'
import { readWholeHit, type TypedHit } from './typed-hit.ts'

/**
 * A subscriber says by the link in the letter about a measure that it hits their firm: the address was confirmed when they subscribed, so
 * it stands at once, in the place of what the same address said before. Answers the key by which it is taken back. Throws NotFound for a
 * link that is not ours or is over, Invalid with a message per field, Conflict when another address speaks for the firm.
 */
export async function sayHitByLetter(
  context: Context,
  { token, typed }: { token: string; typed: Pick<TypedHit, 'name' | 'code' | 'product' | 'band'> },
): Promise<string> {
  const { db, now, secret, vault } = context
  const { measure, email } = await readLetterLink(context, { token })
  const { firm, contact, ...hit } = readWholeHit({ ...typed, email, contactName: '', phone: '' })
  const { family } = measure
  const mail_hash = mailHash(secret, email)
  return db.transaction().execute(async (tx) => {
    const standing = await tx
      .selectFrom('measure_hit')
      .where('family', '=', family)
      .where('code', '=', firm.code)
      .where('state', '=', 'stands')
      .select('mail_hash')
      .executeTakeFirst()
    if (standing && standing.mail_hash !== mail_hash) throw new Conflict(saidByAnother)
    const { id } = await tx
      .insertInto('measure_hit')
      .values({ ...firm, ...hit, family, how: 'mail', state: 'said', said_at: now, mail_hash })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('measure_hit')
      .set(sealHitContact(vault, id, contact))
      .where('id', '=', id)
      .execute()
    await letStand(tx, context, { id, family, code: firm.code, reason: '订阅来信 by the letter of a subscription' })
    return hitToken(secret, id)
  })
}

const saidByAnother = {
  zh: '这家企业已经说过；要更改，请先用原来信里的链接撤回。',
  en: 'This firm has said so already; to change it, take it back by the link in the first letter.',
}
