import type { Context } from '../../context.ts'
import type { Announced } from '../announced.ts'
import { hitPaths } from './hit-paths.ts'
import { letterLinkWithin_days, letterToken } from './letter-token.ts'

/** Where a subscriber says that the measure of a letter hits their firm; null for what is no measure, or makes things easier. */
export function hitLink(
  { publicUrl, secret, now }: Pick<Context, 'publicUrl' | 'secret' | 'now'>,
  subscriptionId: number,
  { family, relief }: Pick<Announced, 'family' | 'relief'>,
): string | null {
  if (family === undefined || relief) return null
  const until = new Date(now.getTime() + letterLinkWithin_days * 86_400_000)
  return `${publicUrl}${hitPaths.byLetter(letterToken(secret, { subscriptionId, family, until }))}`
}
