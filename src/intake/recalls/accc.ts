import type { Bilingual } from '../../reference/city.ts'
import { plainText } from '../bulletins/plain-text.ts'
import { isoDay } from '../calendar-days.ts'
import type { ParseResult, RecalledProduct, RecallNotice } from '../notice.ts'
import { asRecord, decodeText, reject, type SourceRecord, stated, unknownFields } from '../source-text.ts'
import { elementText, readXml } from '../source-xml.ts'
import { readGtins, readGtinsInText } from './gtin.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { readBatches, readModels } from './identifiers.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'

/**
 * Recalls of the Australian Competition and Consumer Commission, from the RSS feed of productsafety.gov.au: the newest hundred,
 * each with its notice as HTML inside. A notice is known by its PRA number, else by its address.
 */
export function parseAccc(bytes: Uint8Array): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  const read = readXml(text)
  if ('reason' in read) return refused(read.reason, text)
  const channel =
    asRecord(asRecord(read.root.rss)?.channel) ?? asRecord(read.root.feed) ?? asRecord(read.root['rdf:RDF'])
  if (!channel) return refused(noFeed, text)
  const items = [channel.item ?? channel.entry ?? []]
    .flat()
    .map(asRecord)
    .filter((item) => item !== null)
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [], drift: [] }
  const drift = new Set<string>()
  for (const [index, item] of items.entries()) {
    for (const field of unknownFields(item, known, 'accc')) drift.add(field)
    const notice = toNotice(item)
    if (notice) result.notices.push(notice)
    else result.rejects.push(reject(index + 1, noLink, item))
  }
  return { ...result, drift: [...drift] }
}

const known = new Set(
  'title link description pubDate guid dc:creator dc:date category content:encoded id summary updated published content author source enclosure media:content @xml:base'.split(
    ' ',
  ),
)
const noFeed: Bilingual = {
  zh: '这不是 RSS（缺少 channel），请核对订阅地址',
  en: 'This is no RSS feed (no channel): check the address',
}
const noLink: Bilingual = { zh: '条目缺少标题或链接', en: 'The item has no title or no link' }

function toNotice(item: SourceRecord): RecallNotice | null {
  const title = plainText(elementText(item.title))
  const url = elementText(item.link) || asRecord(item.link)?.['@href']?.toString() || elementText(item.guid)
  if (title === '' || !/^https?:/.test(url)) return null
  const body = plainText(firstOf(item, ['content:encoded', 'description', 'summary', 'content']))
  const part = partsOf(body)
  const words = part('what are the (?:hazards|risks)') ?? ''
  const defect = part('what are the defects', 'reason') ?? ''
  return recallNotice({
    source: 'accc',
    sourceId: numberOf(`${title} ${body}`, url),
    route: 'rss',
    title,
    url,
    publishedOn: rssDay(firstOf(item, ['pubDate', 'dc:date', 'published', 'updated'])),
    jurisdiction: 'AUS',
    products: [productOf(title, body, part)],
    firms: supplierOf(part('supplier', 'traders? who sold') ?? ''),
    hazards: readEnglishHazards(words || defect || body, title),
    hazardText: words || defect,
    defects: defect === '' ? [] : [defect],
    measures: [
      { code: 'RECALL_END_USER', text: part('what should', 'what to do') ?? 'Recall', ordered: null, from: null },
    ],
    description: body.slice(0, 4_000),
    status: /\b(?:updated|variation)\b/i.test(title) ? 'corrected' : 'original',
  })
}

/** The first of these elements that holds anything. */
const firstOf = (item: SourceRecord, names: string[]): string =>
  names.map((name) => elementText(item[name])).find((text) => text !== '') ?? ''

/** Its PRA number, else the end of its address. */
function numberOf(words: string, url: string): string {
  const number = /\bPRA\s*(?:No\.?|number)?\s*:?\s*(\d{4}\/\d{3,6})/i.exec(words)?.[1]
  return number ?? /([^/]+?)\/?$/.exec(url)?.[1] ?? url
}

function productOf(title: string, body: string, part: Parts): RecalledProduct {
  const told = part('product (?:description|details|information)') ?? ''
  return recalledProduct({
    name: title.split(/ [—–-] /).at(-1) ?? title,
    brand: title.includes(' — ') || title.includes(' – ') ? stated(title.split(/ [—–] /)[0]) : null,
    models: readModels(`${title}. ${told || body}`),
    batches: readBatches(body),
    gtins: [...new Set([...readGtinsInText(body), ...readGtins(part('gtin', 'barcode') ?? '')])],
  })
}

type Parts = (...names: string[]) => string | null

const headings =
  /(?<=^|[\s.?!])((?:PRA (?:No\.?|number)|Date published|Product (?:description|details|information)|Identifying (?:features|numbers)|What are the (?:defects|hazards|risks)|Reason(?:s)? (?:the product is recalled|for recall)|What should (?:consumers|you) do|What to do|Suppliers?(?: details)?|Where the product was sold|Traders? who sold(?: this product)?|Dates? available for sale|Responsible regulator|GTIN|Barcode)\b[?:]?)/g

/** The parts of the notice by their headings, which may stand on lines of their own or run on in the text. */
function partsOf(body: string): Parts {
  const pieces = body.split(headings)
  return (...names) => {
    const wanted = new RegExp(`^(?:${names.join('|')})`, 'i')
    const at = pieces.findIndex((piece, index) => index % 2 === 1 && wanted.test(piece))
    return at < 0 ? null : stated((pieces[at + 1] ?? '').replace(/^[\s:?]+/, '').slice(0, 2_000))
  }
}

function supplierOf(name: string): RecallNotice['firms'] {
  return name === '' || name.length > 160 ? [] : [{ name, role: 'recaller', country: 'AUS', city: null }]
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The day of an RFC 822 or ISO date. Without a known month it is none. */
function rssDay(written: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(written)
  if (iso) return isoDay(iso[1], iso[2], iso[3])
  const rfc = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})/.exec(written)
  const month = months.indexOf((rfc?.[2] ?? '').toLowerCase()) + 1
  return rfc && month > 0 ? isoDay(rfc[3], String(month), rfc[1]) : null
}

function refused(reason: Bilingual, text: string): ParseResult<RecallNotice> {
  return { notices: [], rejects: [reject('file', reason, text)], drift: [] }
}
