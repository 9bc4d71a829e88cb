import { createHash, createHmac } from 'node:crypto'

/**
 * The key in the letter to somebody invited. It is derived from the service's secret, so that a reminder can carry the same link while the
 * database holds only its hash.
 */
export function invitationToken(secret: string, reviewId: number, email: string): string {
  return createHmac('sha256', secret).update(`review-invitation:${reviewId}:${email}`).digest('base64url')
}

export const invitationHash = (token: string): string => createHash('sha256').update(token).digest('hex')
