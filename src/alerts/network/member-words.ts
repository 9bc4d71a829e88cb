import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type MemberKind = Tables['network_member']['kind']
export type ObservationKind = Tables['observation']['kind']

/** Who belongs to the monitoring network, and what each kind of member reports. */
export const memberKinds: Record<MemberKind, Bilingual & { reports: ObservationKind[] }> = {
  hospital: { zh: '医院（伤害监测）', en: 'Hospital, injuries', reports: ['injury'] },
  lab: { zh: '检验机构', en: 'Laboratory', reports: ['failed_sample'] },
  market: { zh: '农贸或商品市场', en: 'Market hall', reports: ['complaint', 'failed_sample', 'injury'] },
  platform: { zh: '电商平台', en: 'E-commerce platform', reports: ['complaint', 'failed_sample', 'injury', 'recall'] },
  alliance: {
    zh: '质量联盟成员',
    en: 'Member of the quality alliance',
    reports: ['complaint', 'failed_sample', 'injury'],
  },
}

export const observationKinds: Record<ObservationKind, Bilingual> = {
  injury: { zh: '伤害', en: 'Injury' },
  failed_sample: { zh: '检验不合格', en: 'Failed sample' },
  complaint: { zh: '投诉', en: 'Complaint' },
  recall: { zh: '召回', en: 'Recall' },
}

/** Age bands of those hurt: the groups of Regulation (EU) 2024/3173 Annex II, never an age or a name. */
export const ageBands = ['0-2', '3-7', '8-13', '14-64', '65+'] as const
export type AgeBand = (typeof ageBands)[number]

/** What an observation’s `source` is called for a member. */
export const sourceOf = (memberId: number): string => `member:${memberId}`
