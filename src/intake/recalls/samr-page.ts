import { toSimplified } from '../../triage/normalise.ts'
import { pageTables } from '../page-tables.ts'
import { canonicalAddress, readPage, tidyLines } from '../page-text.ts'
import { asText, halfWidth, type SourceRecord } from '../source-text.ts'
import { readDay } from './recall-dates.ts'

/** One page of the market regulators, whatever held it: a web page, a text, or a record with the text inside. */
export type RecallPage = {
  id: string
  url: string | null
  title: string
  publishedOn: string | null
  text: string
  tables: string[][][]
}

/** A web page. The number in `t20240815_111781.html` is its id. */
export function pageOfHtml(html: string, url: string | null): RecallPage {
  const page = readPage(html)
  const text = simplified(page.text)
  const published = dateIn(text)
  return {
    ...identify('', url ?? canonicalAddress(html)),
    title: headline(text) ?? page.title,
    publishedOn: published,
    text,
    tables: pageTables(html).map((rows) => rows.map((cells) => cells.map(simplified))),
  }
}

/** A text saved from a page. */
export function pageOfText(text: string, url: string | null): RecallPage {
  const tidy = simplified(tidyLines(text))
  return {
    ...identify('', url),
    title: headline(tidy) ?? tidy.split('\n')[0] ?? '',
    publishedOn: dateIn(tidy),
    text: tidy,
    tables: [],
  }
}

/** A record that holds the text or the page, with what the collector noted beside it. */
export function pageOfRecord(record: SourceRecord): RecallPage {
  const html = asText(record.html)
  const raw = typeof record.text === 'string' ? record.text : typeof record.content === 'string' ? record.content : ''
  const url = asText(record.url) || null
  const inner = html !== '' ? pageOfHtml(String(record.html), url) : pageOfText(raw, url)
  const published = readDay(asText(record.published) || asText(record.publishedOn) || asText(record.date), 'dmy')
  return {
    ...identify(asText(record.id), url),
    title: asText(record.title) || inner.title,
    publishedOn: published ?? inner.publishedOn,
    text: inner.text,
    tables: inner.tables,
  }
}

function identify(id: string, url: string | null): { id: string; url: string | null } {
  const number = /\/t\d{8}_(\d+)\.s?html?/.exec(url ?? '')?.[1]
  return { id: number ?? id, url }
}

/** The line before 发布时间 is the headline on these sites. */
function headline(text: string): string | null {
  const lines = text.split('\n').filter((line) => line !== '')
  const at = lines.findIndex((line) => /^发布(时间|日期)\s*[:：]/.test(line))
  return at > 0 ? (lines[at - 1] ?? null) : null
}

function dateIn(text: string): string | null {
  const written = /发布(?:时间|日期)\s*[:：]\s*(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)/.exec(text)?.[1]
  return written ? readDay(written, 'dmy') : null
}

/** Labels and hazards are read in simplified script; mirrors print the traditional one. Line by line, since pages are long. */
function simplified(text: string): string {
  return text
    .split('\n')
    .map((line) => toSimplified(halfWidth(line)))
    .join('\n')
}
