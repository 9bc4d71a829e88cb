import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)

const answer = { id: base64url(1400), rawId: base64url(1400), type: z.literal('public-key') }
const clientExtensionResults = z.object({}).default({})

/** Ways to reach a device; what a browser may add later is left out. */
const transports = z
  .array(z.string())
  .max(20)
  .default([])
  .transform((given) => given.filter((one) => /^[a-z-]{1,20}$/.test(one)))

const Added = z.object({
  ...answer,
  clientExtensionResults,
  response: z.object({ clientDataJSON: base64url(4000), attestationObject: base64url(20_000), transports }),
})

const Signed = z.object({
  ...answer,
  clientExtensionResults,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(8000),
    userHandle: base64url(200).nullish(),
  }),
})

/** Reads what a browser answers after making a passkey (RegistrationResponseJSON); null for anything else. */
export function readAddedPasskey(text: string): RegistrationResponseJSON | null {
  return Added.safeParse(jsonOf(text)).data ?? null
}

/** Reads what a browser answers after signing with one (AuthenticationResponseJSON); null for anything else. */
export function readSignedChallenge(text: string): AuthenticationResponseJSON | null {
  const read = Signed.safeParse(jsonOf(text)).data
  if (!read) return null
  const { userHandle, ...response } = read.response
  return { ...read, response: { ...response, ...(userHandle ? { userHandle } : {}) } }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
