import { createHash } from 'node:crypto'
import { countryCode } from '../../reference/countries.ts'
import type { TradeCodes } from '../../reference/trade-codes.ts'
import type {
  AddendumTick,
  BulletinNotice,
  NoticeSource,
  NotificationType,
  SpsItems,
  TradeCode,
  TradeDate,
} from '../notice.ts'
import type { DayOrder } from '../recalls/recall-dates.ts'
import { readAddendum, readBoxes } from './addendum.ts'
import { isUrgent } from './articles.ts'
import { readHsCodes, readHsInText, readIcsCodes, readIcsInText } from './codes.ts'
import { isRelief, readMeasureTypes } from './measure-types.ts'
import { readSymbols, typeOfSymbol } from './symbols.ts'
import { type Anchors, readTradeDate, unknownDate } from './tbt-dates.ts'

/** A notification as its fields stand in some source: text, nothing interpreted yet. Empty when absent. */
export type RawBulletin = {
  source: NoticeSource
  route: string
  url: string | null
  symbols: string
  area: 'TBT' | 'SPS' | null
  documentNumber: string
  member: string
  agency: string
  type: string
  articles: string[]
  products: string
  hs: string
  ics: string
  title: string
  titleZh: string | null
  description: string
  objectives: string[]
  /** ISO date or null. */
  circulatedOn: string | null
  /** How days by numbers are written: day first on the forms of the WTO; null where the other days of the source do not tell it. */
  dayOrder: DayOrder | null
  comments: string
  adoption: string
  publication: string
  entryIntoForce: string
  related: string
  documents: string[]
  sps: SpsItems | null
}

/** A notification of which nothing is known but the way it came. */
export function emptyBulletin(source: NoticeSource, route: string, url: string | null): RawBulletin {
  return {
    source,
    route,
    url,
    symbols: '',
    area: null,
    documentNumber: '',
    member: '',
    agency: '',
    type: '',
    articles: [],
    products: '',
    hs: '',
    ics: '',
    title: '',
    titleZh: null,
    description: '',
    objectives: [],
    circulatedOn: null,
    dayOrder: 'dmy',
    comments: '',
    adoption: '',
    publication: '',
    entryIntoForce: '',
    related: '',
    documents: [],
    sps: null,
  }
}

/** The notice that the fields make: symbols, codes, the two clocks, the ticks of an addendum and the kinds of measure read from them. */
export function toBulletin(raw: RawBulletin, codes: TradeCodes): BulletinNotice {
  const ticks = readAddendum(raw.description, { circulated: raw.circulatedOn })
  const prose = withoutForm(raw.description)
  const withdrawn = ticks.some((tick) => tick.kind === 'withdrawn')
  const words = `${raw.title} ${prose}`
  return {
    ...identity(raw, ticks.length > 0),
    ...readClocks(raw, ticks, prose),
    articles: raw.articles,
    urgent: isUrgent(raw.articles),
    products: raw.products,
    hs: mergeCodes(readHsCodes(raw.hs, codes), readHsInText(`${raw.products} ${raw.title}`, codes)),
    ics: mergeCodes(readIcsCodes(raw.ics, codes), readIcsInText(`${raw.products} ${raw.title}`, codes)),
    description: raw.description,
    objectives: raw.objectives,
    addendum: ticks,
    documents: [...new Set(raw.documents)],
    sps: raw.sps,
    relief: isRelief(words, withdrawn),
    measureTypes: readMeasureTypes(words, withdrawn),
  }
}

/** Which document it is, of whom, and to which it belongs. */
function identity(raw: RawBulletin, ticked: boolean) {
  const symbols = readSymbols(raw.symbols)
  const [first] = symbols
  const said = ticked ? 'addendum' : `${raw.type} ${followUp.exec(raw.description)?.[0] ?? ''}`
  return {
    kind: 'bulletin' as const,
    source: raw.source,
    sourceId: first ? first.symbol : fallbackId(raw),
    route: raw.route,
    title: raw.title,
    titleZh: raw.titleZh,
    url: raw.url,
    publishedOn: raw.circulatedOn,
    circulatedOn: raw.circulatedOn,
    jurisdiction: countryCode(raw.member) ?? countryCode(first?.member),
    area: first?.area ?? raw.area ?? ('TBT' as const),
    symbols,
    documentNumber: /\b\d{2}-\d{4,5}\b/.exec(raw.documentNumber)?.[0] ?? null,
    member: raw.member || (first?.member ?? ''),
    agency: raw.agency,
    notificationType: notificationType(said, typeOfSymbol(first)),
    related: readSymbols(`${raw.related} ${raw.description}`)
      .map((symbol) => symbol.symbol)
      .filter((symbol) => !symbols.some((own) => own.symbol === symbol)),
  }
}

type Clocks = Pick<BulletinNotice, 'commentDeadline' | 'adoption' | 'publication' | 'entryIntoForce'>

/** Each clock from its field, else from the tick of the addendum, else — for follow-ups, which have no fields — from one plain sentence. */
function readClocks(raw: RawBulletin, ticks: AddendumTick[], prose: string): Clocks {
  const ticked = (kind: AddendumTick['kind']) => ticks.find((tick) => tick.kind === kind && tick.date)?.date ?? null
  const start: Anchors = { circulated: raw.circulatedOn, dayOrder: raw.dayOrder }
  const adoption = ticked('adopted') ?? readTradeDate(raw.adoption, start)
  const publication = ticked('published') ?? readTradeDate(raw.publication, start)
  const anchors: Anchors = { ...start, adopted: dayOf(adoption), published: dayOf(publication) }
  const entryIntoForce = ticked('inForce') ?? fieldOr(raw.entryIntoForce, anchors, inForceSentence, prose)
  const commentDeadline =
    ticked('commentPeriod') ?? newDeadline(ticks, anchors) ?? fieldOr(raw.comments, anchors, commentSentence, prose)
  return { commentDeadline, adoption, publication, entryIntoForce }
}

const day = String.raw`(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2} [A-Z][a-z]{2,8} \d{4}|\b[A-Z][a-z]{2,8} \d{1,2}, \d{4})`
const inForceSentence = new RegExp(
  `(?:自|于|将于|在)?\\s*${day}\\s*(?:起)?(?:正式|开始)?(?:生效|实施|施行)|(?:\\beffective(?: date)?(?: is)?|enters? into force|takes? effect)[: ]*(?:on |from |as of )?${day}`,
  'gi',
)
const commentSentence = new RegExp(
  `(?:意见|评论|评议|反馈)[^。\\n]{0,16}?(?:在|于)\\s*${day}\\s*(?:之前|以前|前|截止)|\\bcomments?\\b[^.\\n]{0,80}?(?:by|until|before|due(?: on| by)?|later than)\\s+${day}`,
  'gi',
)

function fieldOr(field: string, anchors: Anchors, sentence: RegExp, prose: string): TradeDate {
  if (field.trim() !== '') return readTradeDate(field, anchors)
  const days = new Set(
    [...prose.matchAll(sentence)].map((match) => match.slice(1).find((group) => group !== undefined) ?? ''),
  )
  const [only] = [...days]
  return only && days.size === 1 ? readTradeDate(only, anchors) : unknownDate
}

function newDeadline(ticks: AddendumTick[], anchors: Anchors): TradeDate | null {
  const scope = ticks.find((tick) => tick.kind === 'scope')
  const written = scope && /截止日期[^:：]{0,8}[:：]\s*([^;；。]+)/.exec(scope.text)?.[1]
  return written ? readTradeDate(written, anchors) : null
}

/** The prose of a text that holds the addendum form: the form's own words, such as "withdrawn", are nobody's statement. */
function withoutForm(text: string): string {
  const boxes = readBoxes(text)
  const last = boxes.at(-1)
  if (!last || boxes.length < 3) return text
  const before = text.slice(0, boxes[0]?.start ?? 0)
  return `${before} ${last.text.replace(/^(?:其他|其它|other)\s*[:：]?/i, '')}`
}

/** Only a stated day carries others: what hangs on an expected adoption stays unknown until the adoption is known. */
function dayOf(date: TradeDate): string | null {
  return date.kind === 'exact' ? date.earliest : null
}

/** With these words a follow-up opens where the page shows no symbol. */
const followUp = /补遗(?:的)?(?:理由|原因)|勘误/

function notificationType(said: string, bySymbol: NotificationType): NotificationType {
  if (bySymbol !== 'new') return bySymbol
  const words: [RegExp, NotificationType][] = [
    [/addendum|补遗/i, 'addendum'],
    [/corrigendum|勘误/i, 'corrigendum'],
    [/revision|修订通报/i, 'revision'],
    [/supplement|补充(?:件|通报)/i, 'supplement'],
  ]
  return words.find(([pattern]) => pattern.test(said))?.[1] ?? 'new'
}

/** A page without a symbol is known by its address, else by what it says. */
function fallbackId(raw: RawBulletin): string {
  if (raw.url) return raw.url.replace(/^https?:\/\/(www\.)?/, '')
  return `H${createHash('sha256')
    .update(`${raw.member}|${raw.title}|${raw.circulatedOn ?? ''}`)
    .digest('hex')
    .slice(0, 16)}`
}

function mergeCodes(field: TradeCode[], text: TradeCode[]): TradeCode[] {
  const covered = (code: TradeCode) =>
    field.some((other) => other.norm.startsWith(code.norm) || code.norm === other.norm)
  return [...field, ...text.filter((code) => !covered(code))]
}
