import type { Context } from '../../context.ts'
import { firmOfHit, type NewLetter } from '../../jobs/owe-letters.ts'
import type { MeasureNamed } from './find-measure-named.ts'
import { hitPaths } from './hit-paths.ts'
import { hitToken } from './hit-token.ts'
import { confirmHitWithin_days } from './purge-unconfirmed-hits.ts'
import type { ReadFirm } from './typed-hit.ts'

/** Asks the owner of an address whether the firm said so. */
export function hitLetter(
  { publicUrl, secret }: Pick<Context, 'publicUrl' | 'secret'>,
  hitId: number,
  firm: ReadFirm,
  { family, title, titleZh }: MeasureNamed,
): NewLetter {
  const link = `${publicUrl}${hitPaths.confirmation(hitToken(secret, hitId))}`
  return {
    what: `measure-hit:${hitId}`,
    recipient: firmOfHit(hitId),
    reason: 'confirm',
    subject: '请确认：这项国外措施对贵企业有影响 Please confirm that this measure hits your firm',
    body: [
      `有人用这个邮箱说，下面这项措施对 ${firm.name} 有影响：`,
      `${family} ${titleZh ?? ''}`.trim(),
      title,
      '如果是您，请打开链接并按“确认”：',
      link,
      `以后要撤回，也用这个链接。如果不是您，不用理会，${confirmHitWithin_days} 天后自动作废。`,
      '',
      `Somebody said from this address that the measure above hits ${firm.name}.`,
      'If it was you, open the link and press Confirm; the same link takes it back later.',
      `If not, do nothing: it lapses after ${confirmHitWithin_days} days.`,
    ].join('\n'),
  }
}
