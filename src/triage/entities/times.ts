import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import { mention } from './mention.ts'

const DATE = /(?<![\d.])(?:((?:19|20)\d{2})(?:年|[-/.]))?(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?![\d.%])/g
const YEAR_OR_MONTH = /(?<!\d)(?:(?:19|20)\d{2}年(?:\d{1,2}月)?份?|\d{1,2}月份)(?!\d)/g
/** Words that date an event by the day on which they are written. */
const RELATIVE = phraseIndex(
  '今天 今日 今晚 今早 今晨 昨天 昨日 昨晚 昨夜 前天 前晚 大前天 上周 上周末 上星期 上个星期 上礼拜 这周 本周 这个星期 上月 上个月 这个月 本月 去年 去年底 今年 今年初 前年 近日 近期 日前 刚刚 刚才 当天 当晚 明天'
    .split(' ')
    .map((word): [string, null] => [word, null]),
)
const SOME_TIME_AGO = /[\d一二两三四五六七八九十几半]{1,3}个?(?:多|半)?(?:天|周|月|年|小时|分钟|星期)(?:之|以)?前/g

/**
 * When it happened. A date with its year has its ISO form; others are marked without a value, since the text alone does not say the year
 * or on which day it was written.
 */
export function timesIn(text: string, dated: boolean): Mention[] {
  const found: Mention[] = []
  if (dated) {
    for (const hit of text.matchAll(DATE)) {
      const [whole, year, month, day] = hit
      if (!whole.includes('月') && year === undefined) continue
      const iso = isoOf(year, Number(month), Number(day))
      if (iso !== undefined) found.push(mention('time', text, spanOf(hit), iso))
    }
    for (const hit of text.matchAll(YEAR_OR_MONTH)) found.push(mention('time', text, spanOf(hit)))
  }
  for (const { phrase, start } of findPhrases(text, RELATIVE))
    found.push(mention('time', text, { start, end: start + phrase.length }))
  if (text.includes('前'))
    for (const hit of text.matchAll(SOME_TIME_AGO)) found.push(mention('time', text, spanOf(hit)))
  return found
}

const spanOf = (hit: RegExpExecArray) => ({ start: hit.index, end: hit.index + hit[0].length })

/** Undefined for a date that does not exist, null for one without a year. */
function isoOf(year: string | undefined, month: number, day: number): string | null | undefined {
  const date = new Date(Date.UTC(Number(year ?? 2000), month - 1, day))
  if (month < 1 || month > 12 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || day < 1)
    return undefined
  return year === undefined ? null : date.toISOString().slice(0, 10)
}
