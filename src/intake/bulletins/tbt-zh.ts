import { Invalid } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'
import type { TradeCodes } from '../../reference/trade-codes.ts'
import { toSimplified } from '../../triage/normalise.ts'
import { isoDay } from '../calendar-days.ts'
import type { BulletinNotice, ParseResult } from '../notice.ts'
import { orRefusal } from '../page-nesting.ts'
import { readPage, tidyLines } from '../page-text.ts'
import {
  asList,
  asText,
  decodeText,
  foldSpaces,
  halfWidth,
  readJsonRecords,
  reject,
  type SourceRecord,
  textFormat,
} from '../source-text.ts'
import { readArticles } from './articles.ts'
import { emptyBulletin, type RawBulletin, toBulletin } from './bulletin.ts'
import { type BulletinForm, readBulletinForm } from './bulletin-form.ts'
import { linksIn } from './plain-text.ts'
import { readSymbols } from './symbols.ts'

export type TbtZhOptions = { codes: TradeCodes; url?: string }

/**
 * Bulletins as Chinese sites republish them: a web page or saved text in any of the thirteen layouts, records with the text inside
 * (`{text}` or `{html}`), or records with the form's fields already apart (`hsRaw`, `commentsRaw` …). Traditional script is read as simplified.
 */
export function parseTbtZh(bytes: Uint8Array, options: TbtZhOptions): ParseResult<BulletinNotice> {
  const text = decodeText(bytes)
  const result: ParseResult<BulletinNotice> = { notices: [], rejects: [], drift: [] }
  const add = (row: number | string, raw: RawBulletin | null, source: unknown) => {
    if (raw) result.notices.push(toBulletin(raw, options.codes))
    else result.rejects.push(reject(row, noBulletin, source))
  }
  const format = textFormat(text)
  if (format === 'json') {
    const read = readJsonRecords(
      text,
      ['items', 'notices', 'results', 'data'],
      ['text', 'html', 'symbol', 'hsRaw', 'commentsRaw'],
    )
    result.rejects.push(...read.rejects)
    for (const { row, record } of read.rows) {
      const raw = orRefusal(() => rawOfRecord(record))
      if (raw instanceof Invalid) result.rejects.push(reject(row, raw.said, record))
      else add(row, raw, record)
    }
  } else if (format === 'empty') {
    result.rejects.push(reject('file', { zh: '文件是空的，请重新下载', en: 'The file is empty: fetch it again' }, ''))
  } else {
    const page = format === 'text' ? { title: '', text: tidyLines(text), links: [] } : readPage(text)
    add(1, rawOfText(page.text, page.title, options.url ?? null, format === 'text' ? 'text' : 'html', page.links), text)
  }
  return result
}

const noBulletin: Bilingual = {
  zh: '没有读出通报：既无文件号（G/TBT/N/…）又缺少“通报成员、内容简述”等栏目，请核对页面（每日通报汇总不是通报正文）',
  en: 'No bulletin could be read: no document symbol and no labels of the form. Check the page (a daily digest is not a bulletin)',
}

function rawOfRecord(record: SourceRecord): RawBulletin | null {
  const url = asText(record.url) || null
  if (typeof record.html === 'string') {
    const page = readPage(record.html)
    return rawOfText(page.text, page.title, url, 'html', page.links)
  }
  if (typeof record.text === 'string')
    return rawOfText(tidyLines(record.text), asText(record.title), url, 'jsonl-text', [])
  return rawOfFields(record, url)
}

/** A record whose fields were taken apart by a collector; the raw wording of dates and codes is still inside. */
function rawOfFields(record: SourceRecord, url: string | null): RawBulletin | null {
  const text = (name: string) => asText(record[name])
  const title = text('title')
  const description = typeof record.summary === 'string' ? record.summary.trim() : text('description')
  const symbols = text('symbol') || (Array.isArray(record.symbols) ? asList(record.symbols).map(asText).join(', ') : '')
  if (symbols === '' && title === '' && description === '') return null
  return {
    ...emptyBulletin('tbt-zh', 'jsonl-fields', url),
    symbols,
    documentNumber: text('docNo'),
    member: text('member'),
    agency: text('agency'),
    articles: asList(record.articles).flatMap((article) => readArticles(asText(article))),
    products: text('products'),
    hs: text('hsRaw'),
    ics: text('icsRaw'),
    ...titled(title, text('products'), description),
    description,
    objectives: splitObjectives(text('objective')),
    circulatedOn: dayIn(text('notifiedDate')),
    comments: text('commentsRaw'),
    adoption: text('adoptionRaw'),
    publication: text('publicationRaw'),
    entryIntoForce: text('entryIntoForceRaw'),
    related: text('related'),
    documents: [...asList(record.docs).map(asText), ...linksIn(description)],
  }
}

function rawOfText(
  written: string,
  pageTitle: string,
  url: string | null,
  route: string,
  links: string[],
): RawBulletin | null {
  const text = written
    .split('\n')
    .map((line) => toSimplified(halfWidth(line)))
    .join('\n')
  const form = readBulletinForm(text)
  const symbols = form.symbol ?? headSymbols(text)
  if (symbols === '' && !(form.member && (form.description || form.title || form.products))) return null
  const description = form.description ?? (form.title ? '' : text.slice(0, 8_000))
  const toldProduct = /通报了\d+项(.{2,40}?)相关措施/.exec(text)?.[1]
  const products = form.products || toldProduct || ''
  const title = realTitle(form, description, toSimplified(pageTitle))
  return {
    ...emptyBulletin('tbt-zh', route, url),
    symbols,
    documentNumber: /(?<![\d_])\d{2}-\d{4,5}(?![\d-])/.exec(text.slice(0, 600))?.[0] ?? '',
    member: memberOf(form, text),
    agency: form.agency ?? '',
    type: /补遗|勘误|补充通报|修订通报/.exec(text.slice(0, 1_500))?.[0] ?? '',
    articles: readArticles(form.articles ?? ''),
    products,
    hs: form.hs ?? '',
    ics: form.ics ?? '',
    ...titled(title, toldProduct ? `${toldProduct}相关措施` : products, description),
    description,
    objectives: splitObjectives(form.objective ?? ''),
    circulatedOn: circulationDay(form, text),
    comments: form.comments ?? '',
    adoption: form.adoption ?? '',
    publication: form.publication ?? '',
    entryIntoForce: form.inForce ?? '',
    related: form.related ?? '',
    documents: documentLinks(text, links),
  }
}

/** Symbols in the head of the page, before anything is cited; several only when they stand side by side. */
function headSymbols(text: string): string {
  const [first] = readSymbols(text.slice(0, 3_000))
  if (!first) return ''
  const line = text.split('\n').find((one) => readSymbols(one).some((symbol) => symbol.symbol === first.symbol)) ?? ''
  return readSymbols(line)
    .map((symbol) => symbol.symbol)
    .join(', ')
}

/** "通 报" and "G/TBT/N/…(补遗)" are headings of the form, not titles; an addendum says its title in prose. */
function realTitle(form: BulletinForm, description: string, pageTitle: string): string {
  const inProse =
    /(?:^|[\s。;；)）\p{Script=Han}])标题\s*[:：]\s*([^\n]+?)(?=\s*(?:措施|机构|摘要|行动)\s*[:：]|\n|$)/u.exec(
      description,
    )?.[1]
  const candidates = [form.title, inProse, pageTitle].map((title) => foldSpaces(title ?? '').replace(/[;；]$/, ''))
  return (
    candidates.find(
      (title) =>
        title !== '' &&
        !/^通\s*报$|^TBT\s*通报|^WTO|^G\/(?:TBT|SPS)\/[^\s]*(?:[(（]?(?:补遗|勘误|修订)[)）]?)?$|信息平台|^世界贸易组织/.test(
          title,
        ),
    ) ?? ''
  )
}

/** Without a title of its own a notice goes by its products, else by the first sentence that says something. */
function titled(title: string, products: string, description: string): { title: string; titleZh: string | null } {
  const sentences = (/描述\s*[:：]\s*([\s\S]+)/.exec(description)?.[1] ?? description).split(/[。\n]/)
  const telling = sentences.find((sentence) => sentence.trim().length > 4 && !/[:：]\s*$|^\s*\[/.test(sentence)) ?? ''
  const said = title || products || telling.trim().slice(0, 120)
  return { title: said, titleZh: /\p{Script=Han}/u.test(said) ? said : null }
}

function memberOf(form: BulletinForm, text: string): string {
  if (form.member) return form.member.split(/\s|如可能/)[0] ?? ''
  const told =
    /信息(?:是|根据)(?:应)?\s*(\p{Script=Han}{2,12}?)\s*(?:代表团)?的要求|[,，]\s*(\p{Script=Han}{2,12}?)通报了\d+项/u.exec(
      text,
    )
  const name = told?.[1] ?? told?.[2] ?? ''
  return countryCode(name) ? name : ''
}

/** The label's date, else the one beside the symbol in the head, else that of the sentence with which an addendum opens. */
function circulationDay(form: BulletinForm, text: string): string | null {
  const beside =
    /G\s*\/\s*(?:TBT|SPS)\/[^\s|]+[\s|]*(\d{4}-\d{1,2}-\d{1,2}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)/.exec(
      text.slice(0, 1_500),
    )?.[1]
  const told = /以下\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2})\s*的信息/.exec(text)?.[1]
  const digest = /^(\d{4}年\d{1,2}月\d{1,2}日)[,，]\p{Script=Han}{2,12}通报了/mu.exec(text)?.[1]
  return dayIn(form.circulated ?? '') ?? dayIn(beside ?? '') ?? dayIn(told ?? '') ?? dayIn(digest ?? '')
}

function dayIn(text: string): string | null {
  const match = /(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(text)
  return match ? isoDay(match[1], match[2], match[3]) : null
}

function splitObjectives(field: string): string[] {
  return field
    .replace(/\[\s*[xXхХ]?\s*\]/g, ';')
    .split(/[;；]|(?<=\))\s*;\s*/)
    .map((one) =>
      foldSpaces(one)
        .replace(/\s*\((?:TBT|SPS)\)$/, '')
        .replace(/^[、,，]+|[。.]$/g, ''),
    )
    .filter((one) => one !== '' && one !== '…')
}

function documentLinks(text: string, links: string[]): string[] {
  return [...new Set([...linksIn(text), ...links])].filter((link) =>
    /crnattachments|members\.wto\.org|docs\.wto\.org/.test(link),
  )
}
