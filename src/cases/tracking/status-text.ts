import { toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual } from '../../reference/city.ts'
import { type CaseState, caseStates } from '../acts/case-states.ts'

/** How a case stands, as far as one short message can say. `next.zh` is what must happen by then, where that is known. */
export type Standing = {
  state: CaseState
  bureau: Pick<Bilingual, 'zh'> | null
  next: { zh: string | null; dueAt: Date; provisional: boolean } | null
}

/** One short message of the Chinese mobile networks: 70 UTF-16 code units (3GPP TS 23.038, UCS-2). */
export const statusMax_characters = 70

/**
 * How a case stands in one short message, never longer than `statusMax_characters`: state, bureau, and by when what must happen.
 * What matters less comes last and is cut first. It names no person, and nothing of what was written.
 */
export function statusText({ state, bureau, next }: Standing, now: Date): string {
  const { zh, final } = caseStates[state]
  const parts = [
    `【质量哨兵】${zh}`,
    bureau ? `：${bureau.zh}` : '',
    final || next === null ? '' : dueText(next, now),
    what[state] ?? '',
  ]
  return parts.reduce(joined, '')
}

/** What the reporter may do or expect, where the state alone does not say it. */
const what: Partial<Record<CaseState, string>> = {
  to_dispatch: '。正在确定承办单位',
  to_rule: '。正在裁决承办单位',
  referred: '。由该单位依职责办理并答复',
  answered: '。凭回执码查看答复',
  closed: '。凭回执码查看经过',
  refused: '。凭回执码查看理由和依据',
}

function dueText({ zh, dueAt, provisional }: NonNullable<Standing['next']>, now: Date): string {
  const what = zh === null ? '' : zh
  if (dueAt < now) return `，${what}已过期限`
  return `，${shortTime(dueAt)}前${what}${provisional ? '（暂定）' : ''}`
}

/** `12月2日` for the midnight that ends a day, else `12月2日18:30`; Shanghai time. */
function shortTime(at: Date): string {
  const time = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  const [, month, day] = toShanghaiDate(time === '00:00' ? new Date(at.getTime() - 1) : at)
    .split('-')
    .map(Number)
  return time === '00:00' ? `${month}月${day}日24时` : `${month}月${day}日${time}`
}

/** Adds a part whole, or cut where at least this much of it still says something, or not at all. */
const worthCutting_characters = 10

function joined(text: string, part: string): string {
  const room = statusMax_characters - text.length
  if (part.length <= room) return text + part
  if (room < worthCutting_characters) return text
  return `${text}${cut(part, room - 1)}…`
}

/** The longest beginning of whole characters that fits. */
function cut(text: string, length: number): string {
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept
}
