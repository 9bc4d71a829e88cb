import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { Context } from '../../context.ts'
import { challengeLength_ms, newChallenge } from './challenge.ts'
import { relyingParty } from './relying-party.ts'

/** What a browser needs to ask its devices for a passkey of this service, whoever's it is. Names nobody and writes nothing. */
export function askForPasskey(context: Context): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: relyingParty(context).id,
    challenge: newChallenge(context.secret, 'sign-in', context.now),
    timeout: challengeLength_ms,
    userVerification: 'required',
  })
}
