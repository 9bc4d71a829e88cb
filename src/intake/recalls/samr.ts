import { createHash } from 'node:crypto'
import { Invalid } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'
import type { Firm, ParseResult, RecalledProduct, RecallNotice } from '../notice.ts'
import { orRefusal } from '../page-nesting.ts'
import { decodeText, nothingStated, readJsonRecords, reject, textFormat } from '../source-text.ts'
import { readCasualties } from './casualties.ts'
import { readClauses } from './clauses.ts'
import { cityInName } from './firms.ts'
import { readGtinsInText } from './gtin.ts'
import { readChineseHazards } from './hazard-reading.ts'
import { splitField } from './identifiers.ts'
import { readChineseMeasures } from './measures.ts'
import { readPeriod } from './recall-dates.ts'
import { type Form, isForm, readForms, splitNumbered } from './samr-form.ts'
import { pageOfHtml, pageOfRecord, pageOfText, type RecallPage } from './samr-page.ts'
import { type PressRecall, readPressRecalls } from './samr-press.ts'
import { readRecallTable, type TableRow } from './samr-table.ts'
import { readUnits } from './units.ts'

export type SamrOptions = { url?: string }

/**
 * Recalls of the Chinese market regulators: the label/value notice (HTML or text), tables of ordered recalls, and press texts,
 * alone or as records with the text inside. One page may tell several recalls: they share its id with `#1`, `#2` …
 */
export function parseSamr(bytes: Uint8Array, options: SamrOptions = {}): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  const format = textFormat(text)
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [], drift: [] }
  if (format === 'json') {
    const read = readJsonRecords(text, ['items', 'notices', 'results', 'data'], ['text', 'html', 'content'])
    result.rejects.push(...read.rejects)
    for (const { row, record } of read.rows) {
      const page = orRefusal(() => pageOfRecord(record))
      if (page instanceof Invalid) result.rejects.push(reject(row, page.said, record))
      else readInto(result, row, page)
    }
  } else if (format === 'empty') {
    result.rejects.push(reject('file', { zh: '文件是空的，请重新下载', en: 'The file is empty: fetch it again' }, text))
  } else {
    const url = options.url ?? null
    readInto(result, 1, format === 'html' || format === 'xml' ? pageOfHtml(text, url) : pageOfText(text, url))
  }
  return { ...result, drift: [...new Set(result.drift)] }
}

const noRecall: Bilingual = {
  zh: '没有读出召回内容（既无“生产者名称/产品名称”等栏目，也无“企业召回产品”的句子），请核对页面',
  en: 'No recall could be read: neither the labels of the form nor a sentence in which a firm recalls a product. Check the page',
}

function readInto(result: ParseResult<RecallNotice>, row: number | string, page: RecallPage): void {
  const forms = readForms(page.text).filter(isForm)
  const table = forms.length === 1 && !page.tables.some(isRecallTable) ? null : tableOf(page)
  if (forms.length > 0 && !table) {
    const several = forms.length > 1
    result.notices.push(...forms.map((form, index) => noticeOfForm(page, form, several ? index + 1 : null)))
    return
  }
  if (table) {
    result.notices.push(...table.rows.map((line, index) => noticeOfRow(page, line, index + 1)))
    result.rejects.push(...table.rejects.map((one) => reject(`${row}:${one.row}`, one.reason, one.raw)))
    result.drift.push(...table.unknown.map((title) => `samr column: ${title}`))
    return
  }
  const told = readPressRecalls(page.text)
  if (told.length === 0) result.rejects.push(reject(row, noRecall, page.text))
  result.notices.push(...told.map((recall, index) => noticeOfPress(page, recall, told.length === 1 ? null : index + 1)))
}

/** The table of many recalls, merged cells spread out; else the same in the lines of a text. */
function tableOf(page: RecallPage): ReturnType<typeof readRecallTable> {
  const matrix = page.tables.find(isRecallTable)
  return readRecallTable(matrix ? linesOf(matrix) : page.text)
}

const linesOf = (matrix: string[][]) =>
  matrix.map((row) => row.map((cell) => cell.replace(/[|\s]+/g, ' ').trim()).join(' | ')).join('\n')
const isRecallTable = (matrix: string[][]) => readRecallTable(linesOf(matrix)) !== null

function noticeOfForm(page: RecallPage, form: Form, number: number | null): RecallNotice {
  const ownTitle = `${form.producer ?? form.importer ?? ''}召回${form.product ?? ''}`
  const defects = splitNumbered(form.defect ?? '')
  const harm = `${form.defect ?? ''} ${form.consequence ?? ''}`
  const produced = readPeriod(form.produced ?? '', 'dmy')
  const firms = [firmOf(form.producer, 'manufacturer'), firmOf(form.importer, 'importer')].filter(
    (firm) => firm !== null,
  )
  return {
    ...head(page, 'label-table', number, number === null && page.title ? page.title : ownTitle),
    products: [
      {
        ...emptyProduct,
        name: form.product ?? '',
        brand: form.brand?.replace(/牌$/, '') ?? null,
        models: modelsOf(form.model ?? ''),
        batches: splitField(form.batch ?? ''),
        gtins: readGtinsInText(page.text),
        producedFrom: produced.from,
        producedTo: produced.to,
      },
    ],
    firms,
    hazards: readChineseHazards(harm),
    hazardText: form.consequence ?? '',
    injuriesText: reported(form.report),
    ...readCasualties(reported(form.report)),
    defects,
    clauses: readClauses(harm),
    measures: readChineseMeasures(`${form.measures ?? ''} ${form.emergency ?? ''}`),
    unitsAffected: readUnits(form.units ?? ''),
    countryOfOrigin: form.importer ? null : 'CHN',
    description: form.description ?? '',
    ...(form.contact ? { contact: form.contact.slice(0, 300) } : {}),
  }
}

function noticeOfPress(page: RecallPage, recall: PressRecall, number: number | null): RecallNotice {
  const produced = readPeriod(recall.produced, 'dmy')
  const title = number === null ? page.title : `${recall.firms.join('、')}召回${recall.product}`
  return {
    ...head(page, 'press-text', number, title),
    products: [
      {
        ...emptyProduct,
        name: recall.product,
        brand: recall.brand,
        models: modelsOf(recall.models),
        gtins: readGtinsInText(recall.text),
        producedFrom: produced.from,
        producedTo: produced.to,
      },
    ],
    firms: recall.firms
      .map((firm) => firmOf(firm, recall.imported ? 'importer' : 'manufacturer'))
      .filter((firm) => firm !== null),
    hazards: readChineseHazards(recall.defect),
    hazardText: recall.defect,
    injuriesText: '',
    ...readCasualties(recall.text),
    defects: recall.defect === '' ? [] : [recall.defect],
    clauses: readClauses(recall.text),
    measures: readChineseMeasures(recall.text),
    unitsAffected: readUnits(recall.units),
    countryOfOrigin: recall.origin ? countryCode(recall.origin) : recall.imported ? null : 'CHN',
    description: recall.text.slice(0, 2_000),
  }
}

function noticeOfRow(page: RecallPage, row: TableRow, number: number): RecallNotice {
  const defect = row.defect ?? ''
  return {
    ...head(page, 'recall-table', number, `${row.firm ?? ''}召回${row.product ?? ''}`),
    products: [
      {
        ...emptyProduct,
        name: row.product ?? '',
        brand: row.brand ?? null,
        models: modelsOf(row.model ?? ''),
        batches: splitField(row.batch ?? ''),
      },
    ],
    firms: [firmOf(row.firm, 'manufacturer', row.place)].filter((firm) => firm !== null),
    hazards: readChineseHazards(defect),
    hazardText: defect,
    injuriesText: '',
    deaths: null,
    injuries: null,
    defects: defect.split(/[、;；]/).filter((part) => part !== ''),
    clauses: readClauses(defect),
    measures: [{ code: 'RECALL_END_USER', text: '责令召回', ordered: 'compulsory', from: null }],
    unitsAffected: readUnits(row.units ?? ''),
    countryOfOrigin: 'CHN',
    description: '',
  }
}

/** `型号：X-1；规格：10cm`, `X-1等3个型号`; "see the annex" names none. */
function modelsOf(field: string): string[] {
  return splitField(field)
    .map((model) =>
      model
        .replace(/^(?:产品)?(?:型号|规格)(?:规格|型号)?\s*[:：]\s*/, '')
        .replace(/等(?:\d+个?|多个|[一二三四五六七八九十]+个?)?(?:型号|规格|款)?$/, ''),
    )
    .filter((model) => model !== '' && !/^详?见|附件|附表/.test(model))
}

const emptyProduct: RecalledProduct = {
  name: '',
  brand: null,
  models: [],
  batches: [],
  gtins: [],
  category: null,
  producedFrom: null,
  producedTo: null,
}

function head(page: RecallPage, route: string, number: number | null, title: string) {
  const id =
    page.id ||
    `H${createHash('sha256')
      .update(`${page.title}|${page.publishedOn ?? ''}`)
      .digest('hex')
      .slice(0, 16)}`
  return {
    kind: 'recall' as const,
    source: 'samr' as const,
    sourceId: number === null ? id : `${id}#${number}`,
    route,
    title,
    titleZh: title,
    url: page.url,
    publishedOn: page.publishedOn,
    jurisdiction: 'CHN',
    riskLevelStated: null,
    status: pageStatus(page.title),
  }
}

function pageStatus(title: string): RecallNotice['status'] {
  if (/撤销|撤回|终止召回|取消召回/.test(title)) return 'withdrawn'
  return /更正|更新|变更|扩大召回/.test(title) ? 'corrected' : 'original'
}

function firmOf(name: string | undefined, role: Firm['role'], place?: string): Firm | null {
  if (!name || nothingStated(name)) return null
  return { name, role, country: 'CHN', city: cityInName(name) ?? (place?.includes('市') ? place : null) }
}

/** The form's own hint in brackets is not a report. */
function reported(text: string | undefined): string {
  return !text || /^[(（]/.test(text) ? '' : text
}
