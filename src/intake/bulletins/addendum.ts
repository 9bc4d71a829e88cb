import type { AddendumKind, AddendumTick } from '../notice.ts'
import { foldSpaces } from '../source-text.ts'
import { type Anchors, readTradeDate } from './tbt-dates.ts'

/** The lines of the addendum form in the wording of its Chinese renderings and of the English original. First match wins. */
const lines: [AddendumKind, RegExp][] = [
  ['commentPeriod', /评议期(?:变更|更改|延长)|comment period (?:has been )?(?:changed|extended)/i],
  ['inForce', /生效|enter(?:s|ed)? into force/i],
  ['withdrawn', /撤回|撤销|withdrawn|revoked/i],
  ['scope', /内容或范围|content or scope/i],
  ['guidance', /解释性指南|interpretive guidance/i],
  ['finalText', /最终措施|final measure/i],
  ['published', /公布|published/i],
  ['adopted', /通过|批准|采取的措施|采纳|adopted/i],
  ['other', /其他|其它|other/i],
]

const box = /[[［]\s*([xXхХ×√✓*Ｘｘ]?)\s*[\]］]|[(（]\s*([xXхХ×√✓])\s*[)）]|([☒☑■✔])|([☐□])/g

export type Ticked = { ticked: boolean; text: string; start: number }

/**
 * Boxes and the words they belong to. On one form the box comes before its words (`[X] 2.9.2`), on another after (`2.9.2 [X]`):
 * when words precede the first box and none follow the last, they come after; `wordsFirst` where the caller knows.
 */
export function readBoxes(text: string, wordsFirst?: boolean): Ticked[] {
  const marks = [...text.matchAll(box)].map((match) => ({
    ticked: (match[1] ?? '') !== '' || match[2] !== undefined || match[3] !== undefined,
    start: match.index,
    end: match.index + match[0].length,
  }))
  const [first] = marks
  const last = marks.at(-1)
  if (!first || !last) return []
  const after = wordsFirst ?? (wordy(text.slice(0, first.start)) && !wordy(text.slice(last.end)))
  return marks.map((mark, index) => {
    const piece = after
      ? text.slice(index === 0 ? 0 : (marks[index - 1]?.end ?? 0), mark.start)
      : text.slice(mark.end, marks[index + 1]?.start ?? text.length)
    return { ticked: mark.ticked, text: foldSpaces(piece), start: mark.start }
  })
}

/** The ticked lines of an addendum with their dates; the prose around the form is not asked. */
export function readAddendum(text: string, anchors: Anchors): AddendumTick[] {
  const form = /补遗(?:的)?(?:理由|原因)|Reason for (?:the )?Addendum/i.exec(text)
  const boxes = readBoxes(form ? text.slice(form.index + form[0].length) : text)
  const recognised = boxes.flatMap(({ ticked, text: line }): (AddendumTick & { ticked: boolean })[] => {
    const kind = lines.find(([, pattern]) => pattern.test(line.slice(0, 60)))?.[0]
    return kind ? [{ kind, text: line.slice(0, 400), date: dateOf(line, anchors), ticked }] : []
  })
  if (!form && recognised.length < 3) return []
  return recognised.filter((line) => line.ticked).map(({ kind, text: line, date }) => ({ kind, text: line, date }))
}

/** What follows `日期:` on the line; null when the line has no place for a date or the place is empty. */
function dateOf(line: string, anchors: Anchors): AddendumTick['date'] {
  const written =
    /(?:日期|date)(?:（如适用）|\(如适用\)|\(if applicable\))?\s*[:：]\s*(.+)$/i.exec(line)?.[1]?.trim() ?? ''
  const leading =
    /^((?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})/.exec(
      written,
    )?.[1]
  if (written === '' || written === '…') return null
  return readTradeDate(leading ?? written, anchors)
}

function wordy(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
