import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type ReportState = Tables['quality_report']['state']
export type ReportAct = 'release' | 'withdraw' | 'drop'

export const reportStates: Record<ReportState, Bilingual> = {
  draft: { zh: '草稿', en: 'Draft' },
  released: { zh: '已发布', en: 'Released' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  dropped: { zh: '已作废', en: 'Dropped' },
}

/** The one table of the report: what a person does to it, from which state to which. */
export const reportActs: Record<ReportAct, { label: Bilingual; says: Bilingual; from: ReportState; to: ReportState }> =
  {
    release: {
      label: { zh: '发布', en: 'Release' },
      says: { zh: '公开这份报告及其 PDF 和数据。', en: 'Makes the report, its PDF and its data public.' },
      from: 'draft',
      to: 'released',
    },
    drop: {
      label: { zh: '作废', en: 'Drop' },
      says: { zh: '不公开，保留在记录里。', en: 'Keeps it from the public; it stays on record.' },
      from: 'draft',
      to: 'dropped',
    },
    withdraw: {
      label: { zh: '撤回', en: 'Withdraw' },
      says: {
        zh: '发现差错时撤回；公开页写明已撤回和原因。',
        en: 'When it is found to be wrong; the public page says so, and why.',
      },
      from: 'released',
      to: 'withdrawn',
    },
  }

/** The acts that a report in this state is open to. */
export function actsOn(state: ReportState): ReportAct[] {
  return (Object.keys(reportActs) as ReportAct[]).filter((act) => reportActs[act].from === state)
}
