import type { TradeCodes } from '../../reference/trade-codes.ts'
import type { TradeCode } from '../notice.ts'

const dotted = String.raw`\d{4}\.\d{2}(?:\.?\d{2}){0,2}(?:\.\d{1,2}){0,2}(?=\d{4}\.\d|\D|$)`
const spaced = String.raw`\d{4}(?: \d{2}){1,3}(?![\d.])`
const plain = String.raw`\d{10}|\d{8}|\d{6}|\d{4}|\d{2}(?:\.\d{2})?(?![\d.])`
const hsToken = new RegExp(
  `(\\d{4}\\.\\d{2})\\s*[-–—~～至]\\s*(\\d{4}\\.\\d{2})(?![\\d.])|(${dotted}(?:-\\d{2,6}(?![.\\d]))?)|(\\d{4})\\s*[-–—~～至]\\s*(\\d{4})(?![\\d.])|(${spaced})|(${plain})`,
  'g',
)
const rangeMax = 100

/**
 * Customs codes in a code field: `8531.10`, `9001-9033` (every heading of the range), `8518.30108518.3020` (run together),
 * `Ex 9403.20`, `6307.90-4010`, `8517 62 00`, `4402 - name of it`, `[{"uid":"95"}]`. Digits alone are kept;
 * `valid` says whether HS 2022 knows the first 6, 4 or 2 of them. A wrong code stays, marked.
 */
export function readHsCodes(field: string, codes: TradeCodes): TradeCode[] {
  return unique(field.split(/[;；,，、\n|&]+|"/).flatMap((part) => hsOfPart(part.trim(), codes)))
}

/** Customs codes in running text: only those that follow the words HS, CCCN, 税号 or 海关编码 in the same bracket or clause. */
export function readHsInText(text: string, codes: TradeCodes): TradeCode[] {
  const mentions = text.matchAll(
    /(?:\bHS|\bCCCN|税则号|税号|海关编码|税目)\s*(?:codes?|编码|代码|号)?\s*(?:\(s\)|（s）)?\s*[:：]?\s*((?:\d[\d.\s]*\d|\d{2})(?:\s*[;；,，、&-]\s*(?:\d[\d.\s]*\d))*)/gi,
  )
  return unique([...mentions].flatMap((match) => readHsCodes(match[1] ?? '', codes)))
}

const icsToken = /(?<![\d.])\d{2}(?:\.\d{3}(?:\.\d{2})?)?(?![\d]|\.\d)/g

/** ICS codes in a code field: `97.200.50`, `33`, with or without their names. `valid` says whether the list has it. */
export function readIcsCodes(field: string, codes: TradeCodes): TradeCode[] {
  const parts = field.split(/[;；,，、\n|&]+|"/)
  return unique(
    parts.flatMap((part) => {
      const found = [...part.matchAll(icsToken)].map((match) => match[0])
      const atStart = /^\s*(?:ICS)?\s*(?:codes?|编码|代码|号)?\s*(?:\(s\))?[:：]?\s*\d{2}/i.test(part)
        ? found
        : found.filter((code) => code.includes('.'))
      return atStart
        .slice(0, part.includes(' - ') ? 1 : undefined)
        .map((code) => ({ raw: code, norm: code, valid: codes.ics.has(code) }))
    }),
  )
}

/** ICS codes in running text: only those that follow the letters ICS. */
export function readIcsInText(text: string, codes: TradeCodes): TradeCode[] {
  const mentions = text.matchAll(
    /\bICS\s*(?:codes?|编码|代码|号)?\s*(?:\(s\)|（s）)?\s*[:：]?\s*(\d{2}(?:\.\d{3}(?:\.\d{2})?)?(?:\s*[;；,，、]\s*\d{2}(?:\.\d{3}(?:\.\d{2})?)?)*)/gi,
  )
  return unique([...mentions].flatMap((match) => readIcsCodes(match[1] ?? '', codes)))
}

function hsOfPart(part: string, codes: TradeCodes): TradeCode[] {
  const named = /^(?:Ex\.?\s*)?(\d{4}(?:\.?\d{2}){0,3}|\d{2})\s+-\s+\D/i.exec(part)
  if (named?.[1]) return [hsCode(part, named[1], codes)]
  const bare =
    /^[^\p{L}\d]{0,40}(?:(?:Ex|(?:HS|CCCN|SH|SA)(?:[^\p{L}\d]{0,3}codes?)?|(?:HS )?(?:Chapters?|Headings?)|第)[^\p{L}\d]{0,40})?\d/iu.test(
      part,
    )
  const tokens = [...part.matchAll(hsToken)].filter((match) => bare || match[0].replace(/\D/g, '').length >= 4)
  return tokens.flatMap((match) => rangeOf(match, codes))
}

/** `8517.62-8517.69` and `9001-9033` are every code of their length between; anything else is one. */
function rangeOf(match: RegExpExecArray, codes: TradeCodes): TradeCode[] {
  const [whole, fromDotted, toDotted, , from, to] = match
  const ends = [fromDotted ?? from, toDotted ?? to].map((end) => end?.replace('.', ''))
  return ends[0] && ends[1] ? hsRange(whole, ends[0], ends[1], codes) : [hsCode(whole, whole, codes)]
}

function hsRange(raw: string, from: string, to: string, codes: TradeCodes): TradeCode[] {
  const headings = [...codes.hs.keys()]
    .filter((code) => code.length === from.length && code >= from && code <= to)
    .sort()
  if (headings.length === 0 || headings.length > rangeMax) return [hsCode(raw, from, codes), hsCode(raw, to, codes)]
  return headings.map((heading) => ({ raw, norm: heading, valid: true }))
}

function hsCode(raw: string, written: string, codes: TradeCodes): TradeCode {
  const norm = written.replace(/\D/g, '')
  const known = codes.hs.has(norm.slice(0, norm.length >= 6 ? 6 : norm.length >= 4 ? 4 : 2))
  return { raw: raw.trim(), norm, valid: known && norm.length !== 3 && norm.length !== 5 }
}

function unique(list: TradeCode[]): TradeCode[] {
  return list.filter((one, index) => list.findIndex((other) => other.norm === one.norm) === index)
}
