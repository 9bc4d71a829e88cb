import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { recordAudit } from '../record-audit.ts'
import { answerOnce } from './answer-once.ts'
import { type Answered, answeredChallenge } from './challenge.ts'
import { listPasskeys } from './list-passkeys.ts'
import { algorithms } from './offer-passkey.ts'
import { relyingParty } from './relying-party.ts'

/** `answer` is null where the browser sent nothing that can be read; `token` is the session's. */
export type PasskeyWanted = { name: string; answer: RegistrationResponseJSON | null; token: string }

const passkeysMax = 10

/**
 * Adds a passkey to one's own account. Because it opens the account for good, the session must be fresh: one left open on a desk adds
 * none. Throws Invalid with a message per field.
 */
export async function addPasskey(context: Context, { name, answer, token }: PasskeyWanted): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const { passkeys, fresh } = await listPasskeys(context, { token })
  if (!fresh) throw refused('passkey', signInAgain)
  if (passkeys.length >= passkeysMax) throw refused('passkey', tooMany)
  if (name.length < 1 || name.length > 40) throw refused('passkey-name', nameless)
  const made = answer && (await verified(context, actor.accountId, answer))
  if (!made || !(await record(context, actor.accountId, name, made))) throw refused('passkey', notProved)
}

type Made = NonNullable<Awaited<ReturnType<typeof verifyRegistrationResponse>>['registrationInfo']> & {
  answered: Answered
}

/** The passkey in an answer that fits our challenge, origin and name, made after the device knew its owner; null for any other. */
async function verified(context: Context, accountId: number, answer: RegistrationResponseJSON): Promise<Made | null> {
  const { secret, now } = context
  const answered = answeredChallenge(secret, `add:${accountId}`, answer.response.clientDataJSON, now)
  if (!answered) return null
  const { id, origin } = relyingParty(context)
  // The library refuses by throwing plain errors that say what did not fit; to the person they are all one.
  const { registrationInfo } = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: answered.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ registrationInfo: null }))
  return registrationInfo ? { ...registrationInfo, answered } : null
}

/** False when the challenge was answered before or the passkey is somebody's already. */
function record(context: Context, accountId: number, name: string, made: Made): Promise<boolean> {
  const { db, now } = context
  const { credential, credentialBackedUp } = made
  return db.transaction().execute(async (tx) => {
    if (!(await answerOnce(tx, made.answered, now))) return false
    const added = await tx
      .insertInto('passkey')
      .values({
        account_id: accountId,
        credential_id: credential.id,
        name,
        public_key: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
        synced: credentialBackedUp,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return false
    const detail = { passkey: added.id }
    await recordAudit(tx, context, { act: 'passkey_added', subject: `account:${accountId}`, detail })
    return true
  })
}

const refused = (field: 'passkey' | 'passkey-name', why: Said): Invalid =>
  new Invalid({ zh: '通行密钥没有登记。', en: 'The passkey was not added.' }, { [field]: why })

const nameless: Said = { zh: '请给它起个名字，1 至 40 字', en: 'Give it a name of 1 to 40 characters' }
const tooMany: Said = { zh: '最多 10 把，请先移除不用的', en: 'At most 10: remove one you no longer use' }
const signInAgain: Said = {
  zh: '登录已超过 15 分钟，请退出后重新登录再登记',
  en: 'You signed in more than 15 minutes ago: sign out and in again, then add it',
}
const notProved: Said = {
  zh: '没有通过核验，或这把已经登记过，请重试',
  en: 'It could not be verified or is here already. Try again',
}
