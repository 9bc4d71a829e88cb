import { generateSecret, generateURI, verifySync } from 'otplib'

/** How far a clock may be off, either way (RFC 6238, 5.2: one step of 30 s). */
const tolerance_s = 30

/** A new shared secret, base 32, 160 bits as RFC 4226 advises. */
export const newSecret = (): string => generateSecret({ length: 20 })

/** The time step of a right code at `now`; null for a wrong one. */
export function codeStep(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const answer = verifySync({ secret, token, epoch: Math.floor(now.getTime() / 1000), epochTolerance: tolerance_s })
  return answer.valid && 'timeStep' in answer ? answer.timeStep : null
}

/** What an authenticator app reads from the square (otpauth key URI). */
export const secretUri = (secret: string, username: string): string =>
  generateURI({ issuer: 'Quality Sentinel', label: username, secret })
