import type { Bilingual } from '../../reference/city.ts'
import { plainText } from '../bulletins/plain-text.ts'
import { csvRecords } from '../csv-records.ts'
import type { ParseResult, RecallNotice } from '../notice.ts'
import { asText, decodeText, readJsonRecords, type SourceRecord, stated, textFormat } from '../source-text.ts'
import { readFoodAndDrugHazards } from './food-drug-hazards.ts'
import { readGtinsInText } from './gtin.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { readRecords } from './read-records.ts'
import { readDay } from './recall-dates.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'
import { levelOfClass } from './risk-class.ts'

const site = 'https://recalls-rappels.canada.ca'

/**
 * Recalls of Health Canada, the food inspection agency and Transport Canada: the daily dump HCRSAMOpenData as JSON or CSV. The dump
 * is whole each time; a notice that is no longer in it has not been withdrawn. Source: Government of Canada, OGL – Canada 2.0.
 */
export function parseHealthCanada(bytes: Uint8Array): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  const format = textFormat(text)
  const read =
    format === 'text' && /\bNID\b/.test(text.slice(0, 500))
      ? csvRecords(text)
      : readJsonRecords(text, ['results', 'data', 'items'], ['NID'])
  return readRecords(read, {
    known: (record) => ({ fields: 'recallId' in record ? knownBefore : known, source: 'health-canada' }),
    noticeOf: toNotice,
    missing: noNumber,
  })
}

/** The columns of the French dump, and those of the interface that it replaced in 2022, in the words of today's. */
const otherNames: Record<string, string> = {
  Titre: 'Title',
  Organisation: 'Organization',
  Produit: 'Product',
  Problème: 'Issue',
  'Ce que vous devez faire': 'What you should do',
  Catégorie: 'Category',
  'Classe de rappel': 'Recall class',
  'Dernière mise à jour': 'Last updated',
  Archivé: 'Archived',
  recallId: 'NID',
  title: 'Title',
  url: 'URL',
}

const known = new Set([
  'NID',
  'Title',
  'URL',
  'Organization',
  'Product',
  'Issue',
  'What you should do',
  'Category',
  'Recall class',
  'Last updated',
  'Archived',
  ...Object.keys(otherNames),
])

const knownBefore = new Set(['recallId', 'title', 'category', 'date_published', 'url', 'department'])

const noNumber: Bilingual = { zh: '缺少编号 NID 或标题 Title', en: 'NID or Title is missing' }

function inTodaysWords(record: SourceRecord): SourceRecord {
  const named = Object.entries(record).map(([name, value]) => [otherNames[name.normalize('NFC')] ?? name, value])
  const words: SourceRecord = Object.fromEntries(named)
  const seconds = Number(asText(record.date_published))
  if (seconds > 0) words['Last updated'] = new Date(seconds * 1_000).toISOString().slice(0, 10)
  if ('recallId' in record) words.Category = null
  return words
}

function toNotice(told: SourceRecord): RecallNotice | null {
  const record = inTodaysWords(told)
  const field = (name: string) => plainText(asText(record[name]))
  const number = field('NID').replace(/^RA-/, '')
  const title = field('Title')
  if (!/^\d+$/.test(number) || title === '') return null
  const issue = field('Issue')
  const product = field('Product') || productOfTitle(title)
  return recallNotice({
    source: 'health-canada',
    sourceId: number,
    route: 'open-data',
    title,
    url: addressOf(field('URL')),
    publishedOn: readDay(field('Last updated'), null),
    jurisdiction: 'CAN',
    products: [
      recalledProduct({
        name: product,
        brand: /^(?:updated?\s*[-–:]\s*)?(.{2,40}?) brand\b/i.exec(title)?.[1] ?? null,
        category: stated(field('Category')),
        gtins: readGtinsInText(product),
      }),
    ],
    hazards: hazardsOf(issue, title),
    hazardText: issue,
    defects: issue === '' ? [] : [issue],
    measures: measuresOf(title, field('What you should do')),
    riskLevelStated: levelOfClass(field('Recall class')),
    description: field('What you should do'),
    status: /\b(?:rescind|withdrawn|revoked|cancel(?:led|ed))\b/i.test(title)
      ? 'withdrawn'
      : /^updated?\b|\bupdate:/i.test(title)
        ? 'corrected'
        : 'original',
  })
}

/** `Food - Microbial contamination - Listeria`, `Product safety - Chemical hazard`, or the bare allergen: `Milk`. */
function hazardsOf(issue: string, title: string): RecallNotice['hazards'] {
  const words = `${issue} ${title}`
  return [
    ...new Set([
      ...readFoodAndDrugHazards(issue),
      ...readEnglishHazards(issue, title),
      ...readFoodAndDrugHazards(/undeclared|contaminat/i.test(words) ? title : ''),
    ]),
  ]
}

function measuresOf(title: string, advice: string): RecallNotice['measures'] {
  const recalled = /recall|withdraw/i.test(title) || !/\b(?:warn|advisory|alert|caution)/i.test(title)
  return [{ code: recalled ? 'RECALL_END_USER' : 'WARN', text: advice || title, ordered: null, from: null }]
}

const productOfTitle = (title: string) => title.split(/ recalled\b| recalls\b/i)[0] ?? title

function addressOf(url: string): string | null {
  if (url === '') return null
  return /^https?:/.test(url) ? url : `${site}${url.startsWith('/') ? '' : '/'}${url}`
}
