import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import { countryName } from '../../reference/countries.ts'
import { dutyMailOf } from '../warnings/bureaus-told.ts'
import { invitationToken } from './invitation-token.ts'
import { reviewPaths } from './review-paths.ts'
import type { ReviewFound } from './review-row.ts'

type Invited = { id: number; name: string; email: string }
type Place = Pick<Context, 'publicUrl' | 'secret' | 'city'>

/** Asks somebody for comments until a day, with the link that is theirs. */
export function invitationLetter(place: Place, review: ReviewFound, invited: Invited, commentsBy: string): NewLetter {
  return {
    ...headOf(review, invited, `invited:${commentsBy}`),
    subject: `请评议：${titleOf(review).zh}`.slice(0, 200),
    body: [
      `${invited.name}：${place.city.name.zh}正在征集对下面这项国外措施的评议意见。`,
      ...aboutMeasure(review),
      `请在 ${commentsBy}（含）前打开链接，确认收到并提出意见；没有意见也请说明：`,
      linkOf(place, review, invited),
      '链接只属于您，请勿转发。',
      '',
      `${invited.name}: your comments on the foreign measure above are asked for, by ${commentsBy} at the latest.`,
      'Open the link, acknowledge it and comment, article by article; say so too if you have none. The link is yours alone.',
    ].join('\n'),
  }
}

/** The last day comes near, or has changed. */
export function reminderLetter(
  place: Place,
  review: ReviewFound,
  invited: Invited,
  { commentsBy, why }: { commentsBy: string; why: 'near' | 'changed' },
): NewLetter {
  const changed = why === 'changed'
  return {
    ...headOf(review, invited, `${why}:${commentsBy}`),
    subject: `${changed ? '评议截止日已改' : '评议即将截止'}：${titleOf(review).zh}`.slice(0, 200),
    body: [
      changed ? `征集意见的截止日改为 ${commentsBy}。` : `您还没有答复，征集意见到 ${commentsBy} 为止。`,
      ...aboutMeasure(review),
      linkOf(place, review, invited),
      '',
      changed
        ? `The last day for your comments is now ${commentsBy}. The link above stays the same.`
        : `You have not answered yet; comments are taken until ${commentsBy}. Use the link above.`,
    ].join('\n'),
  }
}

/** To the trade bureau: somebody has not acknowledged, or the last day is over. None where the city has no duty mail. */
export function officialLetter(
  { city, publicUrl }: Place,
  review: ReviewFound,
  { reason, zh, en }: { reason: string; zh: string; en: string },
): NewLetter[] {
  const recipient = dutyMailOf(city, city.tradeBureau)
  if (recipient === null) return []
  const subject = `【通报评议】${titleOf(review).zh}：${zh}`.slice(0, 200)
  const body = [zh, en, '', ...aboutMeasure(review), `${publicUrl}${reviewPaths.one(review.id)}`].join('\n')
  return [{ what: `measure-review:${review.id}`, recipient, reason, subject, body }]
}

const headOf = ({ id }: ReviewFound, { email }: Invited, reason: string) => ({
  what: `measure-review:${id}`,
  recipient: email,
  reason,
})

const linkOf = ({ publicUrl, secret }: Place, { id }: ReviewFound, { email }: Invited): string =>
  `${publicUrl}${reviewPaths.invitation(invitationToken(secret, id, email))}`

/** What the measure is called, in Chinese where its source has it. */
export const titleOf = ({ title, titleZh }: Pick<ReviewFound, 'title' | 'titleZh'>) => ({
  zh: titleZh ?? title,
  en: title,
})

const aboutMeasure = ({ family, market, title, titleZh }: ReviewFound): string[] => [
  `${market === null ? '' : `${countryName(market).zh} · `}${family}`,
  ...(titleZh === null ? [] : [titleZh]),
  title,
]
