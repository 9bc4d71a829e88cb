import type { Bilingual } from '../../reference/city.ts'
import { plainText } from '../bulletins/plain-text.ts'
import type { Measure, ParseResult, RecallNotice, Units } from '../notice.ts'
import {
  asList,
  asRecord,
  asText,
  decodeText,
  foldSpaces,
  readJsonRecords,
  type SourceRecord,
  stated,
  textFormat,
} from '../source-text.ts'
import { isFdaPress, readFdaPress } from './fda-press.ts'
import { usFirm } from './firms.ts'
import { readFoodAndDrugHazards } from './food-drug-hazards.ts'
import { gtin14, readGtins, readGtinsInText } from './gtin.ts'
import { readBatches, readModels } from './identifiers.ts'
import { readRecords } from './read-records.ts'
import { readDay } from './recall-dates.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'
import { levelOfClass } from './risk-class.ts'
import { readUnits } from './units.ts'

/**
 * Recalls of the US Food and Drug Administration: openFDA enforcement reports (food, drug, device), a page of iRES, or the list of
 * press releases (CSV). The format is read from the bytes. "No matches found" and an empty page are no news, not an error;
 * the HTML page with which FDA throttles is one. Fields: open.fda.gov/apis/food/enforcement, FDA iRES definitions.
 */
export function parseFda(bytes: Uint8Array): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  if (textFormat(text) === 'text' && isFdaPress(text)) return readFdaPress(text)
  if (saysNothingFound(text)) return { notices: [], rejects: [], drift: [] }
  const read = readJsonRecords(text, ['results', 'RESULT'], ['recall_number', 'RECALLNUM', 'PRODUCTID'])
  return readRecords(read, {
    known: (record) =>
      isIres(record) ? { fields: iresFields, source: 'iRES' } : { fields: openFields, source: 'openFDA' },
    noticeOf: (record) => {
      const fields = isIres(record) ? fromIres(record) : fromOpenFda(record)
      const empty = fields.number === '' || (fields.product === '' && fields.reason === '')
      return empty ? null : toNotice(fields)
    },
    missing: noNumber,
  })
}

const isIres = (record: SourceRecord): boolean => 'PRODUCTID' in record || 'RECALLNUM' in record

/** openFDA answers "nothing" with status 404 and an error body; iRES with an empty RESULT under its success code 400. */
function saysNothingFound(text: string): boolean {
  if (text.length > 4_000) return false
  return (
    /"code"\s*:\s*"NOT_FOUND"/.test(text) ||
    (/"STATUSCODE"\s*:\s*"?400"?/.test(text) && /"RESULTCOUNT"\s*:\s*"?0"?[,}\s]/.test(text))
  )
}

const noNumber: Bilingual = {
  zh: '缺少召回编号（recall_number / RECALLNUM）或产品与原因',
  en: 'The recall number (recall_number, RECALLNUM), or both product and reason, are missing',
}

const openFields = new Set(
  `recall_number event_id classification status product_type product_description product_code code_info more_code_info product_quantity
  reason_for_recall recalling_firm address_1 address_2 city state postal_code country distribution_pattern initial_firm_notification
  voluntary_mandated recall_initiation_date center_classification_date report_date termination_date openfda`.split(
    /\s+/,
  ),
)
const iresFields = new Set(
  `PRODUCTID RECALLEVENTID PRODUCTTYPESHORT PHASETXT RECALLINITIATIONDT FIRMLEGALNAM VOLUNTARYTYPETXT DISTRIBUTIONAREASUMMARYTXT CENTERCD
  CENTERCLASSIFICATIONDT TERMINATIONDT INITIALFIRMNOTIFICATIONTXT CENTERCLASSIFICATIONTYPETXT ENFORCEMENTREPORTDT FIRMFEINUM EVENTLMD
  PRODUCTDESCRIPTIONTXT PRODUCTSHORTREASONTXT RECALLNUM PRODUCTDISTRIBUTEDQUANTITY DETERMINATIONDT RID FIRMCITYNAM FIRMSTATECD
  FIRMCOUNTRYNAM FIRMLINE1ADR FIRMLINE2ADR FIRMPOSTALCD CODEINFORMATION CODEINFORMATIONTXT FIRMSURVIVINGNAM FIRMSURVIVINGFEI
  POSTEDINTERNETDT FIRMSTATEPRVNCNAM RECALLNUMBER CNT`.split(/\s+/),
)

/** What both services say, each its own way; empty when missing. */
type Fields = {
  route: string
  number: string
  product: string
  codes: string
  reason: string
  firm: string
  city: string
  state: string
  country: string
  quantity: string
  class: string
  type: string
  phase: string
  voluntary: string
  published: string | null
  started: string | null
  upcs: unknown[]
}

function fromOpenFda(record: SourceRecord): Fields {
  const field = (name: string) => foldSpaces(plainText(asText(record[name])))
  const lines = (name: string) => (typeof record[name] === 'string' ? plainText(record[name]) : '')
  const day = (name: string) => readDay(field(name), 'mdy')
  return {
    route: 'openfda',
    number: field('recall_number'),
    product: field('product_description'),
    codes: `${lines('code_info')}\n${lines('more_code_info')}`.trim(),
    reason: field('reason_for_recall'),
    firm: field('recalling_firm'),
    city: field('city'),
    state: field('state'),
    country: field('country'),
    quantity: field('product_quantity'),
    class: field('classification'),
    type: field('product_type'),
    phase: field('status'),
    voluntary: field('voluntary_mandated'),
    published: day('report_date'),
    started: day('recall_initiation_date'),
    upcs: asList(asRecord(record.openfda)?.upc),
  }
}

function fromIres(record: SourceRecord): Fields {
  const field = (name: string) => plainText(asText(record[name]))
  const day = (name: string) => readDay(field(name), 'mdy')
  const type: Record<string, string> = { Devices: 'Devices', Drugs: 'Drugs', Food: 'Food' }
  return {
    route: 'ires',
    number: field('RECALLNUM') || (field('PRODUCTID') && `E${field('RECALLEVENTID')}-${field('PRODUCTID')}`),
    product: field('PRODUCTDESCRIPTIONTXT'),
    codes: field('CODEINFORMATION') || field('CODEINFORMATIONTXT'),
    reason: field('PRODUCTSHORTREASONTXT'),
    firm: field('FIRMLEGALNAM'),
    city: field('FIRMCITYNAM'),
    state: field('FIRMSTATECD'),
    country: field('FIRMCOUNTRYNAM'),
    quantity: field('PRODUCTDISTRIBUTEDQUANTITY'),
    class: field('CENTERCLASSIFICATIONTYPETXT'),
    type: type[field('PRODUCTTYPESHORT')] ?? field('PRODUCTTYPESHORT'),
    phase: field('PHASETXT'),
    voluntary: field('VOLUNTARYTYPETXT'),
    published: day('ENFORCEMENTREPORTDT'),
    started: day('RECALLINITIATIONDT'),
    upcs: [],
  }
}

function toNotice(fields: Fields): RecallNotice {
  const { product, reason, codes } = fields
  const gtins = [...fields.upcs.flatMap((upc) => readGtins(asText(upc))), ...readGtinsInText(`${product} ${codes}`)]
  return recallNotice({
    source: 'fda',
    sourceId: fields.number,
    route: fields.route,
    title: titleOf(fields),
    publishedOn: fields.published ?? fields.started,
    jurisdiction: 'USA',
    products: [
      recalledProduct({
        name: product,
        models: readModels(product),
        batches: batchesIn(codes, product),
        gtins: [...new Map(gtins.map((gtin) => [gtin14(gtin), gtin])).values()],
        category: stated(fields.type),
      }),
    ],
    firms: [usFirm(fields)].filter((firm) => firm !== null),
    hazards: readFoodAndDrugHazards(reason),
    hazardText: reason,
    defects: reason === '' ? [] : [reason],
    measures: measuresOf(fields),
    unitsAffected: unitsIn(fields.quantity),
    riskLevelStated: levelOfClass(fields.class),
    description: product,
  })
}

/** Neither service titles its reports: the firm and the beginning of what it calls back. */
function titleOf({ firm, product, reason }: Fields): string {
  const short = (product || reason).split(/[;\n]|\. |: /)[0]?.slice(0, 120) ?? ''
  return firm === '' ? short : `${firm}: ${short}`
}

/** Weights, lots and pallets are no count of what was sold. */
function unitsIn(quantity: string): Units {
  const noCount =
    /^\D*[\d,.]+\s*(?:lbs?|pounds?|kgs?|kilograms?|tons?|tonnes|gal(?:lons?)?|liters?|ounces|oz|grams?|lots?|batches|pallets?|truckloads?|totes?)\b/i
  return noCount.test(quantity) ? { value: null, status: 'unknown', raw: quantity } : readUnits(quantity)
}

const lots =
  /\b(?:lots?|batch(?:es)?|serial)\s*(?:codes?|numbers?|nos?\.?|#s?)?\s*(?:are|is)?\s*[:#]*\s*((?:[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*|\d[A-Z0-9./-]+)(?:(?:\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+)(?:[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*|\d[A-Z0-9./-]+))*)/gi
const isDate = (code: string) => /^\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?$|^(?:19|20)\d{2}$/.test(code)

/** Codes stand one after the other, most behind the word Lot; a word without a digit is none, and neither is a date. */
function batchesIn(codes: string, product: string): string[] {
  const named = [
    ...readBatches(`${codes} ${product}`),
    ...[...codes.matchAll(lots)].flatMap((match) => (match[1] ?? '').split(/[\s,;&]+|\band\b/)),
  ]
  const listed = codes
    .split(/[;,\n]|\s{2,}/)
    .map((code) => code.replace(/^\s*(?:lots?|batch(?:es)?)\s*(?:codes?|numbers?|nos?\.?|#)?\s*:?\s*/i, '').trim())
    .filter((code) => /^[A-Z0-9][A-Z0-9./-]{3,24}$/i.test(code) && /\d/.test(code))
  const clean = [...named, ...listed].map((code) => code.replace(/[.;,]+$/, ''))
  return [...new Set(clean)].filter((code) => code.length > 2 && /\d/.test(code) && !isDate(code)).slice(0, 200)
}

function measuresOf({ voluntary, started }: Fields): Measure[] {
  const ordered = /mandat/i.test(voluntary) ? 'compulsory' : /voluntary|firm/i.test(voluntary) ? 'voluntary' : null
  return [{ code: 'RECALL_END_USER', text: voluntary || 'Recall', ordered, from: started }]
}
