import type { NewLetter } from '../../jobs/owe-letters.ts'
import { shanghaiMinute } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { levelNames } from '../announced.ts'
import { adviceFor } from './warning-columns.ts'
import {
  type Audience,
  areaWords,
  changeNames,
  endsWarning,
  type VersionChange,
  type WarningContent,
} from './warning-content.ts'

/** One version as letters tell it. */
export type VersionTold = {
  warningId: number
  number: number
  change: VersionChange
  content: WarningContent
  at: Date
  drill: boolean
}

/** Subject, and what the letter is about: one letter per version, recipient and reason for ever. */
function headOf({ warningId, number, change, content, drill }: VersionTold): Pick<NewLetter, 'what' | 'subject'> {
  const marks = [
    drill ? '【演练 DRILL】' : '',
    `【${levelNames[content.level].zh}${change === 'issue' ? '' : `·${changeNames[change].zh}`}】`,
  ]
  return { what: `warning:${warningId}:${number}`, subject: `${marks.join('')}${content.title.zh}`.slice(0, 200) }
}

/** What a reader of this circle is told: the particulars of the warning, then what they are to do. Chinese whole, then English whole. */
function bodyOf(city: City, { change, content, at, drill }: VersionTold, reader: Audience): string[] {
  return [
    ...chinese(city, { change, content, at, drill }, reader),
    '',
    ...english(city, { change, content, at, drill }, reader),
  ]
}

type Told = Pick<VersionTold, 'change' | 'content' | 'at' | 'drill'>

function chinese(city: City, { change, content, at, drill }: Told, reader: Audience): string[] {
  const { level, title, matter, note, endsAt, contact } = content
  return [
    ...(drill ? ['这是演练，不是真实预警，请勿转发。'] : []),
    `${levelNames[level].zh}（${changeNames[change].zh}）：${title.zh}`,
    ...(note.zh ? [`变更说明：${note.zh}`] : []),
    `事项：${matter.zh}`,
    `范围：${areaWords(city, content).zh}`,
    `发布：${city.bureaus.get(content.publisher)?.zh ?? city.name.zh}，${shanghaiMinute(at)}`,
    ...(endsAt && !endsWarning(change) ? [`有效至：${shanghaiMinute(new Date(endsAt))}`] : []),
    ...(endsWarning(change) ? [] : adviceFor(reader, content).map(({ zh }) => `措施：${zh}`)),
    `咨询：${contact}`,
  ]
}

function english(city: City, { change, content, at, drill }: Told, reader: Audience): string[] {
  const { level, title, matter, note, endsAt, contact } = content
  return [
    ...(drill ? ['This is a drill and no real warning. Do not pass it on.'] : []),
    `${levelNames[level].en} (${changeNames[change].en}): ${title.en}`,
    ...(note.en ? [`What changes: ${note.en}`] : []),
    `Matter: ${matter.en}`,
    `Area: ${areaWords(city, content).en}`,
    `Published by ${city.bureaus.get(content.publisher)?.en ?? city.name.en}, ${shanghaiMinute(at)}`,
    ...(endsAt && !endsWarning(change) ? [`Until ${shanghaiMinute(new Date(endsAt))}`] : []),
    ...(endsWarning(change) ? [] : adviceFor(reader, content).map(({ en }) => `What to do: ${en}`)),
    `Ask: ${contact}`,
  ]
}

type Addressed = { to: string; name: string; answerBy: Date; url: string }

/** To the duty desk of a bureau, which acknowledges it at its desk. */
export function bureauWarningLetter(city: City, told: VersionTold, { to, name, answerBy, url }: Addressed): NewLetter {
  return {
    ...headOf(told),
    recipient: to,
    reason: `bureau:${name}`,
    body: [
      `${city.bureaus.get(name)?.zh ?? name}：请在 ${shanghaiMinute(answerBy)} 前打开并确认收到：${url}`,
      `${city.bureaus.get(name)?.en ?? name}: open it and acknowledge receipt by ${shanghaiMinute(answerBy)}: ${url}`,
      '',
      ...bodyOf(city, told, 'authorities'),
    ].join('\n'),
  }
}

/** To a firm that it names, which acknowledges it by the link. */
export function firmWarningLetter(city: City, told: VersionTold, { to, name, answerBy, url }: Addressed): NewLetter {
  return {
    ...headOf(told),
    recipient: to,
    reason: `firm:${name}`,
    body: [
      `${name}：以下预警涉及贵单位，请在 ${shanghaiMinute(answerBy)} 前打开链接确认收到：${url}`,
      `${name}: this warning names you. Open the link and acknowledge receipt by ${shanghaiMinute(answerBy)}: ${url}`,
      '',
      ...bodyOf(city, told, 'trade'),
    ].join('\n'),
  }
}

/** To a subscriber: a member of the public, or of the trade where it is not for everybody. */
export function subscriberWarningLetter(
  city: City,
  told: VersionTold,
  { to, url, unsubscribeUrl }: { to: string; url: string | null; unsubscribeUrl: string },
): NewLetter {
  const reader = told.content.audience === 'public' ? 'public' : 'trade'
  const more = url === null ? [] : ['', `全文、范围图和各版本 Full text, map and versions: ${url}`]
  return {
    ...headOf(told),
    recipient: to,
    reason: 'subscribed',
    body: [...bodyOf(city, told, reader), ...more].join('\n'),
    unsubscribeUrl,
  }
}

/** To the joint-meeting office: a recipient has not acknowledged a warning in the time that its colour leaves. */
export function escalationLetter(city: City, told: VersionTold, { to, name, answerBy, url }: Addressed): NewLetter {
  const who = city.bureaus.get(name) ?? { zh: name, en: name }
  const { subject, what } = headOf(told)
  return {
    what,
    recipient: to,
    reason: `unacknowledged:${name}`,
    subject: `【未确认】${subject}`.slice(0, 200),
    body: [
      ...(told.drill ? ['这是演练。 This is a drill.', ''] : []),
      `${who.zh} 未在 ${shanghaiMinute(answerBy)} 前确认收到“${told.content.title.zh}”，请联系。`,
      `${who.en} has not acknowledged “${told.content.title.en}” by ${shanghaiMinute(answerBy)}; please call them.`,
      url,
    ].join('\n'),
  }
}

/** To the bureau that wrote it and the office: it ends soon, or is past its end and only people lift it. */
export function endingLetter(
  told: VersionTold,
  { to, url, alone }: { to: string; url: string; alone: boolean },
): NewLetter {
  const { subject, what } = headOf(told)
  const until = shanghaiMinute(new Date(told.content.endsAt))
  return {
    what,
    recipient: to,
    reason: `ending:${told.content.endsAt}`,
    subject: `【将到期】${subject}`.slice(0, 200),
    body: [
      ...(told.drill ? ['这是演练。 This is a drill.', ''] : []),
      `“${told.content.title.zh}”有效至 ${until}。${alone ? '到期自动失效；仍有危险请更新。' : '红、橙色预警不会自动失效，请更新或解除。'}`,
      `“${told.content.title.en}” holds until ${until}. ${alone ? 'It then expires by itself; renew it if the danger lasts.' : 'Red and orange do not expire by themselves: renew or lift it.'}`,
      url,
    ].join('\n'),
  }
}
