import type { Bilingual } from '../reference/city.ts'
import type { Reject } from './notice.ts'

export type SourceRecord = Record<string, unknown>
export type RecordsRead = { rows: { row: number | string; record: SourceRecord }[]; rejects: Reject[]; drift: string[] }

const rawLength = 2_000
const mebibyte = 1024 * 1024

/**
 * UTF-8, UTF-16 with its mark or told by its zero bytes; for what is not valid UTF-8 the encoding that the document declares, else Windows-1252
 * or GB 18030 (which holds GBK) by its bytes. Older Chinese sites still serve GBK, American and Canadian exports Latin letters.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const halves = zeroHalf(bytes)
  if (halves) return new TextDecoder(halves).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(declaredEncoding(bytes) ?? (westernBytes(bytes) ? 'windows-1252' : 'gb18030')).decode(bytes)
  }
}

/** What the head of an XML file or a web page says of itself; null when it says UTF-8, which it is not, or nothing that is known. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000))
  const name = /<\?xml[^>]*encoding=["']([\w-]+)|<meta[^>]*charset=["']?([\w-]+)/i.exec(head)?.slice(1).find(Boolean)
  if (!name || /^utf-?(?:8|16)/i.test(name)) return null
  try {
    return new TextDecoder(/^gb/i.test(name) ? 'gb18030' : name).encoding
  } catch {
    return null
  }
}

/** A letter with an accent stands alone among plain ones (`Poupée`); bytes of Chinese come in pairs. */
function westernBytes(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 1_000_000)
  let alone = 0
  let high = 0
  sample.forEach((byte, at) => {
    if (byte < 0x80) return
    high += 1
    if ((sample[at - 1] ?? 0) < 0x80 && (sample[at + 1] ?? 0) < 0x80) alone += 1
  })
  return alone * 2 > high
}

/** Markup and digits in UTF-16 are zero in every other byte; no other text holds many zeros. */
function zeroHalf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 400)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const many = Math.max(8, head.length / 8)
  if (odd >= many && even === 0) return 'utf-16le'
  return even >= many && odd === 0 ? 'utf-16be' : null
}

export type TextFormat = 'json' | 'xml' | 'html' | 'text' | 'empty'

/** What the text is, from its first characters; a file's name and declared type are not asked. */
export function textFormat(text: string): TextFormat {
  const start = text.slice(0, 4_000).trimStart()
  if (start === '') return 'empty'
  if (/^[[{]/.test(start) && looksLikeJson(start)) return 'json'
  if (
    /^(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(!doctype html|html|head|body|div|table|p|h\d|article|section|meta|ul|dl|span)\b/i.test(
      start,
    )
  )
    return 'html'
  if (/^<(\?xml|!doctype|[a-z_][\w:.-]*[\s>/])/i.test(start)) return 'xml'
  return 'text'
}

/** A Chinese form may begin with `[X]`: JSON goes on with a brace, a bracket, a quote or its end. */
function looksLikeJson(start: string): boolean {
  return /^(\[\s*([[{"\]]|$)|\{\s*(["}]|$))/.test(start)
}

/**
 * Records of a JSON source: an array, an object that holds one under a known name, a single object, or one object a line.
 * HTML in place of JSON and an error body under status 200 become one reject for the whole file.
 */
export function readJsonRecords(text: string, listNames: string[], singleWith: string[]): RecordsRead {
  if (text.length > 200 * mebibyte) return refuse(fileTooLarge(200), text)
  const format = textFormat(text)
  if (format !== 'json') return refuse(format === 'empty' ? emptyFile : notJson, text)
  const whole = parseJson(text)
  if (whole.ok) return recordsOf(whole.value, listNames, singleWith, text)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2 || !parseJson(lines[0] ?? '').ok) return refuse(brokenJson(whole.message), text)
  return readLines(lines)
}

/** An object that may be read safely, or null. Arrays and plain values are not records. */
export function asRecord(value: unknown): SourceRecord | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as SourceRecord) : null
}

/** Sources write one value as a scalar and several as a list; absent is the empty list. */
export function asList(value: unknown): unknown[] {
  if (value === null || value === undefined || value === '') return []
  return Array.isArray(value) ? value : [value]
}

/** The text of a value with spaces folded; empty for anything that is not text or a number. */
export function asText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? foldSpaces(value) : ''
}

/** Text or null, where `——`, `/`, `无`, `N/A` and their kin mean that nothing is stated. */
export function stated(value: unknown): string | null {
  const text = asText(value)
  return nothingStated(text) ? null : text
}

/** True for the marks with which forms say "none". */
export function nothingStated(text: string): boolean {
  return /^([-—–―/\\\s.。*]*|无|空|暂无|不详|未知|没有|n\/?a\.?|none|null|unknown|not (available|applicable|known)|xsi:nil)$/i.test(
    text.trim(),
  )
}

/** Non-breaking and zero-width spaces, tabs and line ends become one space. */
export function foldSpaces(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Digits and letters as wide as a Chinese character, and the marks between them, in their usual width; the marks of prose stay. */
export function halfWidth(text: string): string {
  if (!/[０-９Ａ-Ｚａ-ｚ]/.test(text)) return text
  const narrow = (wide: string) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, narrow)
    .replace(/(?<=[\dA-Za-z])[．－／](?=[\dA-Za-z])|(?<=\d)，(?=\d{3}(?!\d))/g, narrow)
    .replace(/(?<=[A-Za-z])　(?=\d)/g, ' ')
}

/** A space inside Chinese text is a soft line break of the page, not a word boundary: `召回 工作` is one phrase. */
export function joinChinese(text: string): string {
  const han = '[\\p{Script=Han}，。；：、！？（）《》“”‘’]'
  return foldSpaces(text).replace(new RegExp(`(?<=${han}) (?=${han})`, 'gu'), '')
}

/** Fields outside the known ones, so that a change of the source is seen. */
export function unknownFields(record: SourceRecord, known: ReadonlySet<string>, where: string): string[] {
  return Object.keys(record)
    .filter((key) => !known.has(key) && !key.startsWith('_'))
    .map((key) => `${where}: ${key}`)
}

export function reject(row: number | string, reason: Bilingual, raw: unknown): Reject {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')
  return { row, reason, raw: text.slice(0, rawLength) }
}

export const fileTooLarge = (limit: number): Bilingual => ({
  zh: `文件超过 ${limit} MB，请分批导入`,
  en: `The file is over ${limit} MB: import it in parts`,
})
const emptyFile: Bilingual = { zh: '文件是空的，请重新下载', en: 'The file is empty: fetch it again' }
const notJson: Bilingual = {
  zh: '收到的不是 JSON（可能是网页或拦截页），请核对来源地址后重新下载',
  en: 'This is not JSON (perhaps a web page or a block page): check the address and fetch it again',
}
const brokenJson = (message: string): Bilingual => ({
  zh: `JSON 不完整或有错（${message}），请重新下载`,
  en: `The JSON is cut off or broken (${message}): fetch it again`,
})
const notAnObject: Bilingual = { zh: '这一条不是一个对象', en: 'This entry is not an object' }

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text, dropPrototype) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message.slice(0, 120) : String(error) }
  }
}

function dropPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

function recordsOf(value: unknown, listNames: string[], singleWith: string[], text: string): RecordsRead {
  if (Array.isArray(value)) return splitRecords(value)
  const whole = asRecord(value) ?? {}
  const listName = listNames.find((name) => Array.isArray(whole[name]))
  if (listName) return splitRecords(asList(whole[listName]))
  if (singleWith.some((name) => name in whole)) return { rows: [{ row: 1, record: whole }], rejects: [], drift: [] }
  return refuse(errorBody(whole), text)
}

function errorBody(whole: SourceRecord): Bilingual {
  const said = ['error', 'Error', 'message', 'Message', 'fault', 'detail', 'Detail']
    .map((name) => asText(asRecord(whole[name])?.message ?? whole[name]))
    .find((text) => text !== '')
  return {
    zh: `来源返回的不是通报列表${said ? `，而是错误信息：${said}` : ''}，请稍后重新下载`,
    en: `The source did not answer with a list of notices${said ? ` but with an error: ${said}` : ''}. Fetch it again later`,
  }
}

function splitRecords(list: unknown[]): RecordsRead {
  const read: RecordsRead = { rows: [], rejects: [], drift: [] }
  list.forEach((entry, index) => {
    const record = asRecord(entry)
    if (record) read.rows.push({ row: index + 1, record })
    else read.rejects.push(reject(index + 1, notAnObject, entry))
  })
  return read
}

function readLines(lines: string[]): RecordsRead {
  const read: RecordsRead = { rows: [], rejects: [], drift: [] }
  lines.forEach((line, index) => {
    const parsed = parseJson(line)
    const record = parsed.ok ? asRecord(parsed.value) : null
    if (record) read.rows.push({ row: index + 1, record })
    else read.rejects.push(reject(index + 1, parsed.ok ? notAnObject : brokenJson(parsed.message), line))
  })
  return read
}

function refuse(reason: Bilingual, text: string): RecordsRead {
  return { rows: [], rejects: [reject('file', reason, text)], drift: [] }
}
