import type { Measure } from '../notice.ts'
import { asList, asRecord, asText, type SourceRecord, unknownFields } from '../source-text.ts'
import { measureCode, oneMeasure } from './measures.ts'
import { readDay } from './recall-dates.ts'
import type { SafetyGateAlert } from './safety-gate.ts'

const known = new Set(
  `id notificationType reference corrigendum country creationDate publicationDate modificationDate isImmediatePublication singlePublication forInfo
  product risk measureTaken traceability reactingCountries webReport versions onlineTraderProductIdentifierReference level`.split(
    /\s+/,
  ),
)
const site = 'https://ec.europa.eu/safety-gate-alerts/screen/webReport/alertDetail/'

/** One notification as the public site's own service gives it: keyed vocabulary, texts in `versions` by language. */
export function readNotification(record: SourceRecord): { alert: SafetyGateAlert; drift: string[] } {
  const product = asRecord(record.product) ?? {}
  const risk = asRecord(record.risk) ?? {}
  const words = english(product)
  const riskWords = english(risk)
  const id = asText(record.id)
  const alert: SafetyGateAlert = {
    route: 'notification-json',
    number: asText(record.reference),
    level: keyWords(record.level, ''),
    product: asText(words.name),
    name: asText(product.nameSpecific),
    category: capital(keyWords(product.productCategory, 'product.category.')),
    brand: valuesOf(product.brands, 'brand').join(', '),
    models: valuesOf(product.modelTypes, 'modelType'),
    batches: valuesOf(product.batchNumbers, 'batchNumber'),
    barcodes: valuesOf(product.barcodes, 'barcode'),
    recallCode: '',
    productionDates: asText(product.productionDates),
    riskTypes: asList(risk.riskType).map((type) => asText(asRecord(type)?.key)),
    danger: asText(riskWords.riskDescription),
    legalProvision: asText(riskWords.legalProvision),
    measures: asList(asRecord(record.measureTaken)?.measures)
      .map(asRecord)
      .filter((one) => one !== null)
      .map(toMeasure),
    description: asText(words.description),
    notifyingCountry: asText(asRecord(record.country)?.key),
    countryOfOrigin: asText(asRecord(asRecord(record.traceability)?.countryOrigin)?.key),
    url: id === '' ? '' : `${site}${id}`,
    publishedOn: readDay(asText(record.publicationDate), 'dmy'),
    corrected: asText(english(record).corrigendum) !== '' || asText(record.corrigendum) !== '',
  }
  return { alert, drift: unknownFields(record, known, 'safety-gate notification') }
}

function toMeasure(measure: SourceRecord): Measure {
  const key = asText(asRecord(measure.measureCategory)?.key)
  const type = asText(asRecord(measure.measureType)?.key)
  const words = asText(english(measure).measureCategoryOther) || keyWords(measure.measureCategory, 'measure.category.')
  const ordered = /compulsory/.test(type) ? 'compulsory' : /voluntary/.test(type) ? 'voluntary' : null
  return oneMeasure(words, ordered, readDay(asText(measure.entryIntoForceDate), 'dmy'), measureCode(key))
}

/** The English version of a part, else the first, else the part itself. */
function english(part: SourceRecord): SourceRecord {
  const versions = asList(part.versions)
    .map(asRecord)
    .filter((version) => version !== null)
  const inEnglish = versions.find((version) => asText(asRecord(version.language)?.key).toUpperCase() === 'EN')
  return inEnglish ?? versions[0] ?? part
}

function valuesOf(list: unknown, field: string): string[] {
  return asList(list)
    .map((entry) => asText(asRecord(entry)?.[field] ?? asRecord(entry)?.name ?? entry))
    .filter((text) => text !== '')
}

function keyWords(value: unknown, prefix: string): string {
  return asText(asRecord(value)?.key ?? value)
    .replace(prefix, '')
    .replace(/\./g, ' ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
