import type { Measure, MeasureCode } from '../notice.ts'
import { readDay } from './recall-dates.ts'

/** The ten measures of Safety Gate, which other authorities share word for word, and the words of Chinese notices. First match wins. */
const vocabulary: [MeasureCode, RegExp][] = [
  ['ONLINE_DELIST', /online marketplace|listing|网络平台下架|下架链接/i],
  ['RECALL_END_USER', /recall|召回/i],
  ['WITHDRAW_MARKET', /withdrawal|下架|退出市场/i],
  ['BAN_MARKETING', /\bban\b|禁止销售/i],
  ['STOP_SALE', /stop of sale|stop sale|停止销售/i],
  ['WARN', /warning consumers|警示|告知消费者/i],
  ['MARK', /marking|补充.{0,6}标识|修改.{0,4}标识|更换标识/i],
  ['CONDITIONS', /prior conditions|整改/i],
  ['DESTROY', /destruction|销毁/i],
  ['BORDER_REJECT', /import rejected|rejected at (?:the )?border|退运/i],
]

/** One measure by the words that name it, e.g. `measure.category.warning.consumers.of.risks`; `OTHER` when the words are new. */
export function measureCode(words: string): MeasureCode {
  const text = words.replace(/^measure\.category\./, '').replace(/[._]/g, ' ')
  return vocabulary.find(([, pattern]) => pattern.test(text))?.[0] ?? 'OTHER'
}

/**
 * The text block of Safety Gate: who, `Category of measure(s): …`, `Date of entry into force: dd/mm/yyyy`, one block a measure.
 * "to whom the measure(s) were ordered" is compulsory, "taking notified measure(s)" is voluntary.
 */
export function readMeasureBlock(block: string): Measure[] {
  const parts = block.split(/(?=Type of economic operator)/i).filter((part) => part.trim() !== '')
  return parts.flatMap((part) => {
    const text = /Category of measure(?:\(s\))?:\s*([^\n]+?)(?:\s*Date of entry|\s*$|\n)/i.exec(part)?.[1]?.trim()
    if (!text) return part.split('\n').flatMap(readMeasureLine)
    const from = readDay(/Date of entry into force:\s*([\d/.-]+)/i.exec(part)?.[1] ?? '', 'dmy')
    const ordered = /to whom the measure/i.test(part)
      ? 'compulsory'
      : /taking notified measure/i.test(part)
        ? 'voluntary'
        : null
    return eachMeasure(text).map((one) => oneMeasure(one, ordered, from))
  })
}

/** The older wording: `Measures ordered by public authorities (to: Importer): Withdrawal …, Import rejected …`, or the bare measure on a line. */
function readMeasureLine(line: string): Measure[] {
  const headed = /^([^:：]*measures?[^:：(]*(?:\([^)]*\))?)\s*[:：]\s*(.+)$/i.exec(line.trim())
  const said = headed?.[2] ?? line.trim()
  if (said === '' || (!headed && said.includes(':'))) return []
  const by = headed?.[1] ?? ''
  const ordered = /voluntary|taken by/i.test(by)
    ? 'voluntary'
    : /ordered|compulsory|mandatory/i.test(by)
      ? 'compulsory'
      : null
  return eachMeasure(said).map((one) => oneMeasure(one, ordered, null))
}

/** Several measures in one line, parted where the next begins. */
function eachMeasure(text: string): string[] {
  return text
    .split(
      /[;；]\s*|,\s*(?=(?:Recall|Withdrawal|Ban|Warning|Import|Destruction|Marking|Making|Removal|Stop|Temporary|Other)\b)/,
    )
    .map((one) => one.replace(/\s*\(By:[^)]*\)\s*$/i, '').trim())
    .filter((one) => one !== '')
}

/** Remedies that a Chinese notice promises, each code once with the sentence that says it. */
export function readChineseMeasures(text: string): Measure[] {
  const remedies: [MeasureCode, RegExp][] = [
    ...vocabulary,
    ['REFUND', /退货|退款/],
    ['REPAIR', /维修|修理|修正/],
    ['REPLACE', /更换|换货|退换/],
  ]
  const sentences = text.split(/(?<=[。;；!！])/)
  return remedies.flatMap(([code, pattern]) => {
    const sentence = sentences.find((one) => pattern.test(one))
    return sentence ? [oneMeasure(sentence.trim(), null, null, code)] : []
  })
}

export function oneMeasure(
  text: string,
  ordered: Measure['ordered'],
  from: string | null,
  code: MeasureCode = measureCode(text),
): Measure {
  return { code, text, ordered, from }
}
