import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { isFirstAdministrator, useDirectory } from '../is-first-administrator.ts'
import { noteFailure, refuseLocked } from '../note-failure.ts'
import { openSession, type SignedIn } from '../open-session.ts'
import { recordAudit } from '../record-audit.ts'
import { answerOnce } from './answer-once.ts'
import { type Answered, answeredChallenge } from './challenge.ts'
import { relyingParty, userHandle } from './relying-party.ts'

/**
 * Opens a session for whoever holds a passkey; it stands for both factors, because the device opened it to finger, face or PIN. Throws
 * Invalid, in the same words, for a passkey that is unknown, not proved, perhaps copied, or of a disabled account; TooMany while the
 * account is shut. With `directoryOnly` the first administrator alone has this way.
 */
export async function signInWithPasskey(
  context: Context,
  { answer, directoryOnly }: { answer: AuthenticationResponseJSON | null; directoryOnly?: boolean },
): Promise<SignedIn> {
  const passkey = answer && (await passkeyOf(context, answer.id))
  if (!passkey) throw new Invalid(notSignedIn)
  const allowed = !directoryOnly || (await isFirstAdministrator(context, { accountId: passkey.account_id }))
  if (!allowed) throw new Invalid(useDirectory)
  refuseLocked(passkey, context.now)
  const proof = await proofIn(context, passkey, answer)
  if (!proof) return fail(context, passkey)
  if (!countFits(passkey.counter, proof.counter)) return doubt(context, passkey)
  return (await record(context, passkey, proof)) ?? fail(context, passkey)
}

type Passkey = NonNullable<Awaited<ReturnType<typeof passkeyOf>>>
type Proof = { answered: Answered; counter: number; synced: boolean }

function passkeyOf({ db }: Context, credentialId: string) {
  return db
    .selectFrom('passkey as p')
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .where('p.credential_id', '=', credentialId)
    .where('a.disabled_at', 'is', null)
    .select(['p.id', 'p.account_id', 'p.public_key', 'p.counter', 'a.locked_until'])
    .executeTakeFirst()
}

/** What an answer proves; null when challenge, origin, owner or signature do not fit. */
async function proofIn(
  context: Context,
  { account_id, public_key }: Passkey,
  answer: AuthenticationResponseJSON,
): Promise<Proof | null> {
  const answered = answeredChallenge(context.secret, 'sign-in', answer.response.clientDataJSON, context.now)
  const owner = answer.response.userHandle
  if (!answered || (owner && owner !== Buffer.from(userHandle(account_id)).toString('base64url'))) return null
  const { id, origin } = relyingParty(context)
  // The count is judged afterwards, beside a signature that holds: the library would take any forged count for a copy.
  const credential = { id: answer.id, publicKey: new Uint8Array(public_key), counter: 0 }
  const result = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: answered.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential,
    requireUserVerification: true,
  }).catch(() => null)
  if (!result?.verified) return null
  const { newCounter, credentialBackedUp } = result.authenticationInfo
  return { answered, counter: newCounter, synced: credentialBackedUp }
}

/** A device that counts must count up (WebAuthn, 6.1.1); one that does not says 0 for ever. */
const countFits = (before: number, now: number): boolean => now > before || (now === 0 && before === 0)

/** Null when the challenge was answered before. The count is compared once more as it is written: two answers at once cannot both pass. */
function record(context: Context, passkey: Passkey, { answered, counter, synced }: Proof): Promise<SignedIn | null> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    if (!(await answerOnce(tx, answered, now))) return null
    const counted = await tx
      .updateTable('passkey')
      .set({ counter, synced, used_at: now })
      .where('id', '=', passkey.id)
      .where('counter', '=', passkey.counter)
      .returning('id')
      .executeTakeFirst()
    if (!counted) throw new Conflict({ zh: '这把通行密钥正在使用，请重试。', en: 'This passkey is in use. Try again.' })
    return openSession(tx, context, { accountId: passkey.account_id, way: 'passkey' })
  })
}

async function fail(context: Context, { account_id }: Passkey): Promise<never> {
  await noteFailure(context, { accountId: account_id, way: 'passkey' })
  throw new Invalid(notSignedIn)
}

/** A count that went back says that two devices sign with one key: refused, marked for its owner, and written into the record. */
async function doubt(context: Context, { id, account_id }: Passkey): Promise<never> {
  await context.db.transaction().execute(async (tx) => {
    await tx.updateTable('passkey').set({ doubted_at: context.now }).where('id', '=', id).execute()
    const detail = { passkey: id }
    await recordAudit(tx, context, { act: 'passkey_doubted', subject: `account:${account_id}`, detail })
  })
  throw new Invalid(notSignedIn)
}

const notSignedIn = {
  zh: '没有登录：这把通行密钥没有登记、已被移除，或没有通过核验。请重试，或用密码登录；仍不行请找系统管理员。',
  en: 'Not signed in: this passkey is not known here, was removed, or could not be verified. Try again or use the password; else ask the administrator.',
}
