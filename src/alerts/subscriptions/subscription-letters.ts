import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { Bilingual, Bureau } from '../../reference/city.ts'
import { type Announced, type AnnouncedTo, levelNames } from '../announced.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { subscriberHtml } from './subscriber-html.ts'
import { confirmWithin_days } from './subscription-choice.ts'

/** Asks the owner of an address whether the subscription is theirs. */
export function confirmationLetter(
  to: string,
  { id, choice, levelMin, confirmUrl }: { id: number; choice: Bilingual; levelMin: WarningLevel; confirmUrl: string },
): NewLetter {
  const level = levelNames[levelMin]
  return {
    what: `subscription:${id}`,
    recipient: to,
    reason: 'confirm',
    subject: '请确认订阅质量预警 Please confirm your subscription',
    body: [
      '有人用这个邮箱订阅质量预警：',
      `${choice.zh}；${level.zh}及以上。`,
      `如果是您，请打开下面的链接并按“确认订阅”：`,
      confirmUrl,
      `如果不是您，不用理会，${confirmWithin_days} 天后自动作废，不会再收到信。`,
      '',
      'Somebody asked for quality warnings at this address:',
      `${choice.en}; ${level.en} and above.`,
      'If it was you, open the link above and press Confirm.',
      `If not, do nothing: the request lapses after ${confirmWithin_days} days and no more letters come.`,
    ].join('\n'),
  }
}

/** What is told to a subscriber, one thing or a digest of several, as text and HTML, each with why they get it. */
export function subscriberLetter(to: string, what: string, items: AnnouncedTo[], unsubscribeUrl: string): NewLetter {
  const [first] = items
  const digest = { zh: `预警摘要：${items.length} 条`, en: `Digest: ${items.length} items` }
  return {
    what,
    subject: items.length === 1 && first ? headOf(first).subject : `${digest.zh} ${digest.en}`,
    recipient: to,
    reason: 'subscribed',
    body: items
      .map((item) => [...bodyOf(item), ...hitLines(item), '', ...becauseLines(item)].join('\n'))
      .join('\n\n———\n\n'),
    html: subscriberHtml(items, unsubscribeUrl),
    unsubscribeUrl,
  }
}

const hitLines = ({ hitUrl }: AnnouncedTo): string[] =>
  hitUrl === null
    ? []
    : [
        '',
        `对贵企业有影响？打开链接按一下就行：${hitUrl}`,
        `Does it hit your firm? Open the link and press one button: ${hitUrl}`,
      ]

const becauseLines = ({ because }: AnnouncedTo): string[] => [
  `为什么收到：您订阅了${because.zh}。`,
  `Why you get this: you asked for ${because.en}.`,
]

/** A released warning, to the duty desk of the bureau in charge. */
export function dutyLetter(to: string, warning: Announced, bureau: Bureau): NewLetter {
  return {
    ...headOf(warning),
    recipient: to,
    reason: 'lead_bureau',
    body: [
      `${bureau.zh}：以下预警已发布，由贵单位牵头跟进。`,
      `${bureau.en}: the warning below is released; your bureau leads the follow-up.`,
      '',
      ...bodyOf(warning),
    ].join('\n'),
  }
}

function headOf({ id, level, relief, title }: Announced) {
  const { zh } = levelNames[level]
  return { what: `warning:${id}`, subject: `【${relief ? `${zh}·利好` : zh}】${title.zh}`.slice(0, 200) }
}

function bodyOf({ level, title, advice, url }: Announced): string[] {
  return [
    `${levelNames[level].zh}：${title.zh}`,
    '',
    advice.zh,
    '',
    `全文和理由：${url}`,
    '',
    `${levelNames[level].en}: ${title.en}`,
    '',
    advice.en,
    '',
    `Full text and reasons: ${url}`,
  ]
}
