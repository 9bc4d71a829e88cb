import type { Tables } from '../../db/tables.ts'
import type { BureauId, City } from '../../reference/city.ts'
import type { WarningContent } from './warning-content.ts'

type NoticeRow = Pick<
  Tables['warning'],
  'kind' | 'level' | 'leaves' | 'title_zh' | 'title_en' | 'advice_zh' | 'advice_en'
>

/**
 * A warning on a recall or a bulletin in the words of a version, so that feeds, messages and programs tell of every warning alike. It holds
 * for the whole city and for everybody until it is lifted.
 */
export function noticeContent(
  city: City,
  row: NoticeRow,
  { publisher, at, note }: { publisher: BureauId; at: Date; note: string },
): WarningContent {
  const title = { zh: row.title_zh, en: row.title_en }
  const advice = { zh: row.advice_zh, en: row.advice_en }
  const unsaid = { zh: '', en: '' }
  return {
    level: row.level,
    levelReason: '',
    basis: { toll: null, risk: null, spread: 'single', signal: 'none' },
    title,
    matter: title,
    advice: { authorities: unsaid, trade: unsaid, public: advice },
    note: { zh: note, en: note },
    leaves: row.leaves,
    districts: [],
    streets: [],
    beyondCity: false,
    audience: 'public',
    bureaus: [],
    firms: [],
    certainty: row.kind === 'recall' ? 'Observed' : 'Likely',
    urgency: row.kind === 'recall' ? 'Expected' : 'Future',
    startsAt: at.toISOString(),
    endsAt: '',
    publisher,
    contact: city.hotline,
  }
}
