import type { DateBasis, TradeDate } from '../../intake/notice.ts'
import type { Bilingual } from '../../reference/city.ts'

const bases: Record<Exclude<DateBasis, 'stated'>, Bilingual> = {
  circulation: { zh: '按通报日推算', en: 'counted from the notification' },
  adoption: { zh: '按通过日推算', en: 'counted from the adoption' },
  publication: { zh: '按公布日推算', en: 'counted from the publication' },
  entryIntoForce: { zh: '按生效日推算', en: 'counted from the entry into force' },
}

/** A date of a bulletin in words, never surer than its text: the day, the span it lies in, or that it is open. */
export function tradeDateWords(date: TradeDate): Bilingual {
  if (date.kind === 'unknown' || date.earliest === null) {
    if (date.raw === '') return { zh: '未说明', en: 'not stated' }
    return { zh: `未定（原文“${date.raw}”）`, en: `open (the text says “${date.raw}”)` }
  }
  const span = spanWords(date.earliest, date.latest ?? date.earliest, date.precision)
  if (date.basis === null || date.basis === 'stated') return span
  const basis = bases[date.basis]
  return { zh: `${span.zh}（${basis.zh}）`, en: `${span.en} (${basis.en})` }
}

/** How sure a date is, in a word for a badge. */
export function sureness(date: TradeDate): Bilingual {
  if (date.kind === 'unknown') return { zh: '未定', en: 'open' }
  if (date.kind === 'estimated') return { zh: '推算', en: 'estimated' }
  return { zh: '原文明确', en: 'stated' }
}

function spanWords(earliest: string, latest: string, precision: TradeDate['precision']): Bilingual {
  const [year, month] = [earliest.slice(0, 4), Number(earliest.slice(5, 7))]
  if (earliest === latest || precision === 'day') return { zh: earliest, en: earliest }
  if (precision === 'month') return { zh: `${year}年${month}月内`, en: `within ${earliest.slice(0, 7)}` }
  if (precision === 'quarter') {
    const quarter = Math.ceil(month / 3)
    return { zh: `${year}年第${quarter}季度`, en: `quarter ${quarter} of ${year}` }
  }
  return { zh: `${earliest} 至 ${latest} 之间`, en: `between ${earliest} and ${latest}` }
}
