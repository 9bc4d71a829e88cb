import type { Bilingual } from '../../reference/city.ts'
import type { TradeCodes } from '../../reference/trade-codes.ts'
import { isoDay } from '../calendar-days.ts'
import { docxText, isDocx } from '../docx-text.ts'
import { isLegacyOffice } from '../legacy-sheet.ts'
import type { BulletinNotice, ParseResult, SpsItems } from '../notice.ts'
import { readPage, tidyLines } from '../page-text.ts'
import { decodeText, foldSpaces, reject, textFormat } from '../source-text.ts'
import { isZip } from '../zip.ts'
import { readBoxes } from './addendum.ts'
import { readArticles } from './articles.ts'
import { emptyBulletin, type RawBulletin, toBulletin } from './bulletin.ts'
import { linksIn } from './plain-text.ts'
import { readSymbols } from './symbols.ts'
import { inEnglishDates } from './wto-dates.ts'
import { readWtoForm, type WtoForm } from './wto-form.ts'

export type WtoOptions = { codes: TradeCodes; url?: string }

/**
 * One notification document of the WTO, TBT or SPS, regular, emergency or a follow-up, in English, French or Spanish: a Word file
 * (.docx), a web page or saved text. The items are found by their printed labels, since numbering and layout vary.
 * Source of the forms: G/TBT/1 (annex on notification formats), G/SPS/7.
 */
export async function parseWtoDocument(bytes: Uint8Array, options: WtoOptions): Promise<ParseResult<BulletinNotice>> {
  const read = await textOf(bytes)
  if ('reason' in read) return refused(read.reason, '')
  const raw = rawOfText(read.text, read.links, options.url ?? null, read.route)
  return raw
    ? { notices: [toBulletin(raw, options.codes)], rejects: [], drift: [] }
    : refused(noNotification, read.text)
}

type Read = { text: string; links: string[]; route: string } | { reason: Bilingual }

async function textOf(bytes: Uint8Array): Promise<Read> {
  if (isLegacyOffice(bytes)) return { reason: oldWord }
  if (isZip(bytes)) {
    if (!isDocx(bytes)) return { reason: notWord }
    const { lines } = await docxText(bytes)
    const text = tidyLines(lines.join('\n'))
    return { text, links: linksIn(text), route: 'docx' }
  }
  const text = decodeText(bytes)
  if (textFormat(text) !== 'html' && textFormat(text) !== 'xml')
    return { text: tidyLines(text), links: linksIn(text), route: 'text' }
  const page = readPage(text)
  return { text: page.text, links: page.links, route: 'html' }
}

const oldWord: Bilingual = {
  zh: '这是旧版 Word 文件（.doc），请另存为 .docx 后重试',
  en: 'This is an old Word file (.doc): save it as .docx and try again',
}
const notWord: Bilingual = { zh: '压缩包中没有 Word 文档', en: 'The archive holds no Word document' }
const noNotification: Bilingual = {
  zh: '没有读出通报：缺少文件号（G/TBT/N/… 或 G/SPS/N/…）或通报表格的栏目',
  en: 'No notification could be read: the symbol (G/TBT/N/…, G/SPS/N/…) or the items of the form are missing',
}

function rawOfText(text: string, links: string[], url: string | null, route: string): RawBulletin | null {
  const head = text.slice(0, 1_500)
  const symbols = headSymbols(text)
  const form = readWtoForm(text)
  if (
    symbols === '' ||
    (!form.member && !form.description && !form.reason && !/circulated|distribu|diffus/i.test(head))
  )
    return null
  const followUp = form.reason !== undefined || !form.member
  const sps = /\bG\/SPS\//.test(symbols)
  const described = followUp ? followUpText(text, form) : (form.description ?? '')
  return {
    ...emptyBulletin('wto', route, url),
    symbols,
    documentNumber: /\(?\b(\d{2}-\d{4,5})\b/.exec(head)?.[1] ?? '',
    member: firstLine(form.member ?? '') || (/delegation of (?:the )?([A-Z][A-Za-z ,]+?)[.:\n]/.exec(text)?.[1] ?? ''),
    agency: foldSpaces(form.agency ?? ''),
    articles: sps ? [] : readArticles(form.articles ?? ''),
    products: foldSpaces(form.products ?? ''),
    hs: hsField(form.products ?? ''),
    title: titleOf(form, text, symbols),
    description: described,
    objectives: objectivesOf(form.objective ?? '', sps),
    circulatedOn: circulationDay(head),
    comments: clockText(form.comments ?? ''),
    adoption: clockText(form.adoption ?? ''),
    publication: clockText(form.publication ?? ''),
    entryIntoForce: clockText(form.inForce ?? ''),
    related: form.documents ?? '',
    documents: [...linksIn(form.texts ?? ''), ...links].filter((link) =>
      /crnattachments|members\.wto\.org|docs\.wto\.org/.test(link),
    ),
    sps: sps ? spsOf(form) : null,
  }
}

/** The symbols in the head of the paper: several where members notify one draft together. */
function headSymbols(text: string): string {
  const head = text.slice(0, 1_200)
  const cut = head.search(/Notifying Member|Membre|Miembro|The following|La notification suivante|La siguiente/)
  return readSymbols(cut > 0 ? head.slice(0, cut) : head)
    .map(({ symbol }) => symbol)
    .join(', ')
}

function followUpText(text: string, form: WtoForm): string {
  const from = text.search(
    /The following (?:communication|notification)|La (?:communication|notification) (?:ci-après|suivante)|La siguiente/i,
  )
  const told = from < 0 ? text : text.slice(from)
  return inEnglishDates(
    form.description
      ? `${form.reason ? `Reason for Addendum: ${form.reason}\n` : ''}${form.description}`
      : told.slice(0, 8_000),
  )
}

/** The page count and the language behind the title belong to the paper, not to the measure. */
function titleOf(form: WtoForm, text: string, symbols: string): string {
  const written = form.title ?? form.plainTitle ?? quotedTitle(text) ?? ''
  const title = foldSpaces(written)
    .replace(/\s*[;,.]?\s*[(（]?\d+\s*(?:page\(?s?\)?|pages?|páginas?|p\.)[^()]*[)）]?\s*\.?$/i, '')
    .replace(/^[“"«]\s*(.*?)\s*[”"»]$/, '$1')
  return title || foldSpaces(form.products ?? '').slice(0, 200) || symbols
}

/** A follow-up sets the title of the measure on a line of its own below the opening sentence. */
function quotedTitle(text: string): string | null {
  const after =
    /(?:at the request of the (?:delegation|Delegation) of[^\n]+|a la demande de la délégation[^\n]+|a petición de la delegación[^\n]+)\n+(?:_+\n+)?([^\n]{8,400})/.exec(
      text,
    )?.[1]
  return after ?? null
}

const days = String.raw`(?:sixty|ninety|thirty|forty-five|\d{1,3})`
/** An empty box before "sixty days" says that they do not apply; what the form prints besides is nobody's statement. */
function clockText(written: string): string {
  return foldSpaces(
    inEnglishDates(written)
      .split('\n')
      .filter((line) => !/^(?:agency or authority|if so|\[\s*\]\s*(?:national|other))/i.test(line.trim()))
      .join(' ')
      .replace(new RegExp(`\\[\\s*\\]\\s*${days}\\s+days[^[\\n]*?(?=\\(|and\\/or|$)`, 'gi'), ' ')
      .replace(
        /\[\s*\]\s*(?:six months from (?:the )?(?:date of )?publication|trade facilitating measure)[^[]*?(?=,? and\/or|$)/gi,
        ' ',
      )
      .replace(/\[\s*[xXхХ]?\s*\]\s*trade facilitating measure/gi, ' ')
      .replace(/,?\s*and\/or|\((?:dd\/mm\/yy(?:yy)?|jj\/mm\/aa(?:aa)?|día\/mes\/año)\)\s*:?/gi, ' ')
      .replace(/\[\s*[xXхХ]\s*\]/g, ' '),
  ).replace(/^[:;,.\s]+|[;,\s]+$/g, '')
}

const spsObjectives = [
  'food safety',
  'animal health',
  'plant protection',
  'protect humans from animal/plant pest or disease',
  'protect territory from other damage from pests',
]

function objectivesOf(field: string, sps: boolean): string[] {
  const boxes = readBoxes(field)
  if (boxes.length > 0) {
    const ticked = boxes.filter((box) => box.ticked).map((box) => box.text.replace(/[,.;].*$/, '').trim())
    const known = ticked.map((text) =>
      sps ? (spsObjectives.find((name) => text.toLowerCase().startsWith(name.slice(0, 12))) ?? text) : text,
    )
    return known.map((text) => text.charAt(0).toUpperCase() + text.slice(1)).filter((text) => text !== '')
  }
  return foldSpaces(field)
    .split(/;\s*/)
    .map((one) => one.replace(/\.$/, '').trim())
    .filter((one) => one !== '' && one.length < 200)
}

/** Customs codes stand in the products field with or without the letters HS; numbers in other words do not count. */
function hsField(products: string): string {
  return [...products.matchAll(/(?:\bHS|\bSH|\bSA|tariff|CCCN)\b[^:\d]{0,60}:?\s*([\d.,;\s&-]*\d)/gi)]
    .map((match) => match[1] ?? '')
    .join('; ')
}

const standards: [SpsItems['standard'], RegExp][] = [
  ['codex', /codex/i],
  ['woah', /world organi[sz]ation for animal health|WOAH|\bOIE\b/i],
  ['ippc', /plant protection convention|IPPC/i],
  ['none', /^none|no international standard/i],
]

function spsOf(form: WtoForm): SpsItems {
  const ticked = readBoxes(form.standard ?? '').filter((box) => box.ticked)
  const said = (pattern: RegExp) => ticked.some((box) => pattern.test(box.text))
  const regions = readBoxes(form.regions ?? '')
  return {
    regions: foldSpaces(
      regions
        .filter((box) => box.ticked && !/all trading partners/i.test(box.text))
        .map((box) => box.text.replace(/^specific regions or countries:?\s*/i, ''))
        .join('; ') || (regions.length === 0 ? (form.regions ?? '') : ''),
    ),
    allTradingPartners:
      regions.length > 0
        ? regions.some((box) => box.ticked && /all trading partners/i.test(box.text))
        : /all trading partners/i.test(form.regions ?? ''),
    standard: standards.find(([, pattern]) => said(pattern))?.[0] ?? null,
    conforms: said(/^yes\b/i) ? true : said(/^no\b(?!ne)/i) ? false : null,
    tradeFacilitating: /\[\s*[xXхХ]\s*\]\s*trade facilitating/i.test(form.inForce ?? '') ? true : null,
  }
}

/** The first full date in the head is the day of circulation; that of the communication comes later, in a sentence. */
function circulationDay(head: string): string | null {
  const date = /(?<!dated )\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b/.exec(inEnglishDates(head))
  const months = 'january february march april may june july august september october november december'.split(' ')
  const month = months.indexOf((date?.[2] ?? '').toLowerCase()) + 1
  return date && month > 0 ? isoDay(date[3], String(month), date[1]) : null
}

const firstLine = (text: string) =>
  foldSpaces(text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/[.;]$/, '')

function refused(reason: Bilingual, text: string): ParseResult<BulletinNotice> {
  return { notices: [], rejects: [reject('file', reason, text)], drift: [] }
}
