import { createHmac, hash } from 'node:crypto'

/** The id of the key that one sent form makes, and of no other: the same form about the same thing makes the same key. */
export function keyIdOf(submissionKey: string, about: unknown): string {
  return hash('sha256', JSON.stringify([submissionKey, about]))
}

/**
 * The key under which one endpoint's deliveries are signed: 32 bytes that follow from the key's id and the service's secret, so that
 * the database holds nothing to sign with.
 */
export function webhookKey(secret: string, keyId: string): Buffer {
  return createHmac('sha256', secret).update(`webhook\0${keyId}`).digest()
}

/** The key as the receiver is given it (Standard Webhooks): `whsec_` and base64. */
export function keyText(key: Buffer): string {
  return `whsec_${key.toString('base64')}`
}

/** For how long after a change of keys both sign, so that a receiver can change over without losing a message. */
export const bothKeys_hours = 24

/** What signs now: the key, and its predecessor while both hold. */
export function signingKeys(
  secret: string,
  endpoint: { key_id: string; previous_key_id: string | null; previous_until: Date | null },
  now: Date,
): Buffer[] {
  const { key_id, previous_key_id, previous_until } = endpoint
  const previous = previous_key_id !== null && previous_until !== null && previous_until > now ? [previous_key_id] : []
  return [key_id, ...previous].map((id) => webhookKey(secret, id))
}

/** The three headers of Standard Webhooks: id, seconds since 1970, and one HMAC-SHA256 a key over `id.timestamp.body`. */
export function webhookHeaders(messageId: string, at: Date, body: string, keys: Buffer[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const sign = (key: Buffer) => createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => `v1,${sign(key)}`).join(' '),
  }
}
