import type { Bilingual } from '../../reference/city.ts'

/** How a mediation ends; `settled` ends it by agreement, the others are 终止调解. */
export type MediationEnding = Bilingual & {
  id: string
  settled: boolean
  since: string
  until: string | null
  article: string
}

const order121 = { since: '2026-04-15', until: null }
const order20 = { since: '2020-01-01', until: '2026-04-15' }

/** 总局令第121号第二十三条第一款, eight cases; 令第20号第二十一条, six; and the agreement itself, which both know. */
export const mediationEndings: MediationEnding[] = [
  {
    id: '121-agreed',
    settled: true,
    ...order121,
    article: '总局令第121号（调解书）',
    zh: '双方达成调解协议',
    en: 'Both sides agreed',
  },
  {
    id: '121-1',
    settled: true,
    ...order121,
    article: '总局令第121号第二十三条第一款第一项',
    zh: '投诉人撤回投诉或者双方自行和解',
    en: 'Withdrawn, or settled between the two',
  },
  {
    id: '121-2',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第二项',
    zh: '一方无正当理由不参加调解或者明确拒绝调解',
    en: 'A side stayed away without good reason or refused',
  },
  {
    id: '121-3',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第三项',
    zh: '一方明确表示无法达成调解协议',
    en: 'A side says that no agreement is possible',
  },
  {
    id: '121-4',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第四项',
    zh: '就检验检测、鉴定等费用承担不能达成一致',
    en: 'No agreement on who pays for tests',
  },
  {
    id: '121-5',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第五项',
    zh: '自受理之日起六十日内未能达成调解协议',
    en: 'No agreement within 60 days of acceptance',
  },
  {
    id: '121-6',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第六项',
    zh: '受理后发现有第十六条或者第四十二条规定情形',
    en: 'A case of art. 16 or 42 came to light',
  },
  {
    id: '121-7',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第七项',
    zh: '一方死亡，或者法人、其他组织终止',
    en: 'A party died or ceased to exist',
  },
  {
    id: '121-8',
    settled: false,
    ...order121,
    article: '总局令第121号第二十三条第一款第八项',
    zh: '法律、法规、规章规定的其他情形',
    en: 'Another case named by law',
  },
  {
    id: '20-agreed',
    settled: true,
    ...order20,
    article: '总局令第20号第二十一条',
    zh: '双方达成调解协议或者自行和解',
    en: 'Both sides agreed or settled',
  },
  {
    id: '20-1',
    settled: true,
    ...order20,
    article: '总局令第20号第二十一条第一项',
    zh: '投诉人撤回投诉',
    en: 'Withdrawn',
  },
  {
    id: '20-2',
    settled: false,
    ...order20,
    article: '总局令第20号第二十一条第二项',
    zh: '一方无正当理由不参加调解或者拒绝调解',
    en: 'A side stayed away without good reason or refused',
  },
  {
    id: '20-3',
    settled: false,
    ...order20,
    article: '总局令第20号第二十一条',
    zh: '四十五个工作日内未能达成调解协议',
    en: 'No agreement within 45 working days',
  },
  {
    id: '20-6',
    settled: false,
    ...order20,
    article: '总局令第20号第二十一条',
    zh: '法律、法规、规章规定的其他情形',
    en: 'Another case named by law',
  },
]

/** The endings open to a complaint received on this civil day. */
export function endingsFor(receivedOn: string): MediationEnding[] {
  return mediationEndings.filter(({ since, until }) => since <= receivedOn && (until === null || receivedOn < until))
}
