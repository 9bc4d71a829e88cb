import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { challengeLength_ms, newChallenge } from './challenge.ts'
import { relyingParty, userHandle } from './relying-party.ts'

/** EdDSA, ES256, RS256 (COSE): what every device in use knows, and every process here can check. */
export const algorithms = [-8, -7, -257]

/**
 * What a browser needs to make a passkey for one's own account: one that is found without a name and opens only to finger, face or
 * PIN, so that it stands for both factors. Devices that hold one already are named, so that none holds two. Writes nothing.
 */
export async function offerPasskey(context: Context): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { db, actor, secret, now } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const { username } = await db
    .selectFrom('account')
    .where('id', '=', actor.accountId)
    .select('username')
    .executeTakeFirstOrThrow()
  const held = await db
    .selectFrom('passkey')
    .where('account_id', '=', actor.accountId)
    .select(['credential_id as id', 'transports'])
    .execute()
  const party = relyingParty(context)
  return generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: userHandle(actor.accountId),
    userName: username,
    userDisplayName: actor.name,
    challenge: newChallenge(secret, `add:${actor.accountId}`, now),
    timeout: challengeLength_ms,
    attestationType: 'none',
    excludeCredentials: held,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })
}
