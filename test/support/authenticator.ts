import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** What a dishonest or broken device may say otherwise. */
type Otherwise = { origin?: string; challenge?: string; verified?: boolean; counter?: number; userHandle?: string }

/** A device with one passkey (ES256), in software: authenticator data and signatures as WebAuthn, 6.1 and 6.3 describe them. */
export function anAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  let owner = ''

  const clientData = (type: string, challenge: string, otherwise: Otherwise) =>
    Buffer.from(
      JSON.stringify({ type, challenge: otherwise.challenge ?? challenge, origin: otherwise.origin ?? origin }),
    )
  const authenticatorData = (rpId: string, flags: number, count: number, more: Buffer = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(flags)
    head.writeUInt32BE(count, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, more])
  }
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' } as const

  return {
    id: named.id,
    /** Makes the passkey; a device that does not verify its owner says so. */
    add(options: PublicKeyCredentialCreationOptionsJSON, otherwise: Otherwise = {}): RegistrationResponseJSON {
      owner = options.user.id
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const flags = 0x41 | (otherwise.verified === false ? 0 : 0x04)
      const data = authenticatorData(options.rp.id ?? '', flags, counter, credential)
      const attestationObject = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ])
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, otherwise).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    /** Signs a challenge and counts it. */
    sign(options: PublicKeyCredentialRequestOptionsJSON, otherwise: Otherwise = {}): AuthenticationResponseJSON {
      counter = otherwise.counter ?? counter + 1
      const client = clientData('webauthn.get', options.challenge, otherwise)
      const data = authenticatorData(options.rpId ?? '', otherwise.verified === false ? 0x01 : 0x05, counter)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle: otherwise.userHandle ?? owner,
        },
      }
    },
  }
}
