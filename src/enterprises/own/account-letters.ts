import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import { firmPaths } from '../firm-paths.ts'
import { invitedByMail_days, linkGood_minutes } from './firm-tokens.ts'

type To = { id: number; email: string; key: string }

/** Letters that hold a key of a firm's account. Each is good once and for a while. */
export const accountLetters = {
  invited: ({ publicUrl, city }: Context, firm: { name: string }, { id, email, key }: To): NewLetter => ({
    what: `firm-account:${id}`,
    recipient: email,
    reason: 'invited',
    subject: '查看贵单位的质量档案 Your quality record',
    body: [
      `${firm.name}：`,
      `${city.name.zh}邀请贵单位查看自己的质量档案，可以说明情况、提出异议、申请信用修复。请打开下面的链接并按“开通”：`,
      `${publicUrl}${firmPaths.invitation}?key=${key}`,
      `链接 ${invitedByMail_days} 天内有效，只能用一次。如果不是贵单位，不用理会。`,
      '',
      `${city.name.en} invites you to see your own quality record, to answer, object and ask for repair. Open the link above and press Open.`,
      `It is good for ${invitedByMail_days} days and once. If this is not your firm, do nothing.`,
    ].join('\n'),
  }),

  /** One letter for each link: `token` tells them apart. */
  link: ({ publicUrl }: Context, { id, email, key }: To): NewLetter => ({
    what: `firm-link:${id}:${key.slice(0, 8)}`,
    recipient: email,
    reason: 'sign_in',
    subject: '登录企业质量档案 Sign in to your quality record',
    body: [
      '请打开下面的链接并按“登录”：',
      `${publicUrl}${firmPaths.link(key)}`,
      `链接 ${linkGood_minutes} 分钟内有效，只能用一次。如果不是您本人要登录，不用理会。`,
      '',
      `Open the link above and press Sign in. It is good for ${linkGood_minutes} minutes and once. If you did not ask for it, do nothing.`,
    ].join('\n'),
  }),
}
