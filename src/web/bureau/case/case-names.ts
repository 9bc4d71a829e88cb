import type { Channel } from '../../../cases/dispatch/list-decided.ts'
import type { Said } from '../../../errors.ts'
import type { SaidKind } from '../../../triage/filing-kind.ts'

/** What a writer wants of the city, in words. */
export const kindNames: Record<SaidKind, Said> = {
  complaint: { zh: '投诉', en: 'Complaint' },
  report: { zh: '举报', en: 'Report' },
  consultation: { zh: '咨询', en: 'Consultation' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  praise: { zh: '表扬', en: 'Praise' },
}

/** By which way a report came in. */
export const channelNames: Record<Channel, Said> = {
  web: { zh: '网页', en: 'Web' },
  api: { zh: '接口', en: 'API' },
  hotline: { zh: '热线', en: 'Hotline' },
  open311: { zh: 'Open311 应用', en: 'Open311 app' },
}
