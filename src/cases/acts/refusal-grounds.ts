import type { Bilingual, FilingKind } from '../../reference/city.ts'

/** One ground on which a matter may be refused, in force from `since` until before `until`. */
export type RefusalGround = Bilingual & {
  id: string
  track: FilingKind
  since: string
  until: string | null
  article: string
  /** The other ways that the refusal must point to (《消费者权益保护法》第三十九条). */
  remedy: Bilingual
}

const order20 = { since: '2020-01-01', until: '2026-04-15' }
const order121 = { since: '2026-04-15', until: null }

const otherWays: Bilingual = {
  zh: '与经营者的消费争议，您还可以协商和解，请求消费者协会调解，根据仲裁协议申请仲裁，或者向人民法院起诉（《消费者权益保护法》第三十九条）。',
  en: 'A dispute with a trader you may still settle between you, bring to the consumer association, to arbitration where it was agreed, or to court (Consumer Rights Protection Law, art. 39).',
}
const rightBody: Bilingual = {
  zh: '请向有权处理的机关提出；不清楚是哪一个，可拨打 12345。',
  en: 'Please turn to the body in charge; 12345 says which one it is.',
}
const mendAndFileAgain: Bilingual = {
  zh: '补齐或更正材料后可以重新提出。',
  en: 'You may file again with complete and true material.',
}
/** A dispute keeps its other ways, whatever was amiss with the complaint. */
const andOtherWays = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `${zh}${otherWays.zh}`,
  en: `${en} ${otherWays.en}`,
})

/**
 * 总局令第121号第十六条, seven cases, and 令第20号第十五条, six, for matters received while it was in force; for reports of violations only the
 * two that Order 20 art. 29 and 32 leave: no power here, and no concrete clue.
 */
export const refusalGrounds: RefusalGround[] = [
  ground(
    '121-1',
    'complaint',
    order121,
    '总局令第121号第十六条第一项',
    andOtherWays(rightBody),
    '不属于本部门职责，或者本机关没有处理权限',
    'Not this department’s duty, or this body has no power',
  ),
  ground(
    '121-2',
    'complaint',
    order121,
    '总局令第121号第十六条第二项',
    otherWays,
    '法院、仲裁机构、其他部门或者消费者组织已经受理或者处理过同一争议',
    'A court, arbitrator, other department or consumer association has taken up or settled the same dispute',
  ),
  ground(
    '121-3',
    'complaint',
    order121,
    '总局令第121号第十六条第三项',
    otherWays,
    '不是为生活消费需要，或者不能证明与被投诉人之间存在消费者权益争议',
    'Not for daily-life need, or no consumer dispute with the respondent can be shown',
  ),
  ground(
    '121-4',
    'complaint',
    order121,
    '总局令第121号第十六条第四项',
    otherWays,
    '自知道或者应当知道权益受损之日起超过三年',
    'More than three years since the harm was or should have been known',
  ),
  ground(
    '121-5',
    'complaint',
    order121,
    '总局令第121号第十六条第五项',
    andOtherWays(mendAndFileAgain),
    '未提供第十条第一款、第十一条规定的材料，或者材料虚假',
    'The material of art. 10(1) or 11 is missing or false',
  ),
  ground(
    '121-6',
    'complaint',
    order121,
    '总局令第121号第十六条第六项',
    andOtherWays(mendAndFileAgain),
    '冒用他人名义，或者不配合核实身份',
    'Filed in another’s name, or identity check refused',
  ),
  ground(
    '121-7',
    'complaint',
    order121,
    '总局令第121号第十六条第七项',
    otherWays,
    '法律、法规、规章规定不予受理的其他情形',
    'Another case named by law',
  ),
  ground(
    '20-1',
    'complaint',
    order20,
    '总局令第20号第十五条第一项',
    andOtherWays(rightBody),
    '投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限',
    'Not the department’s duty, or this body has no power',
  ),
  ground(
    '20-2',
    'complaint',
    order20,
    '总局令第20号第十五条第二项',
    otherWays,
    '法院、仲裁机构、其他行政机关或者消费者协会等已经受理或者处理过同一消费者权益争议',
    'A court, arbitrator, other body or consumer association has taken up or settled the same dispute',
  ),
  ground(
    '20-3',
    'complaint',
    order20,
    '总局令第20号第十五条第三项',
    otherWays,
    '不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议',
    'Not for daily-life need, or no consumer dispute can be shown',
  ),
  ground(
    '20-4',
    'complaint',
    order20,
    '总局令第20号第十五条第四项',
    otherWays,
    '除法律另有规定外，自知道或者应当知道权益受到侵害之日起超过三年',
    'More than three years since the harm was or should have been known',
  ),
  ground(
    '20-5',
    'complaint',
    order20,
    '总局令第20号第十五条第五项',
    andOtherWays(mendAndFileAgain),
    '未提供第九条第一款和第十条规定的材料',
    'The material of art. 9(1) or 10 is missing',
  ),
  ground(
    '20-6',
    'complaint',
    order20,
    '总局令第20号第十五条第六项',
    otherWays,
    '法律、法规、规章规定不予受理的其他情形',
    'Another case named by law',
  ),
  ground(
    '20-29',
    'report',
    order20,
    '总局令第20号第二十九条',
    rightBody,
    '举报事项本机关没有处理权限',
    'This body has no power over the matter reported',
  ),
  ground(
    '20-24',
    'report',
    order20,
    '总局令第20号第二十四条',
    mendAndFileAgain,
    '没有具体的涉嫌违法线索',
    'No concrete clue of a violation',
  ),
  ground(
    '121-r1',
    'report',
    order121,
    '总局令第121号第二条',
    rightBody,
    '法律、行政法规规定由其他部门处理的举报',
    'By law the matter belongs to another department',
  ),
  ground(
    '121-r2',
    'report',
    order121,
    '总局令第121号（举报登记表所列要件）',
    mendAndFileAgain,
    '没有具体的涉嫌违法线索和事实',
    'No concrete clue or fact of a violation',
  ),
]

function ground(
  id: string,
  track: FilingKind,
  force: { since: string; until: string | null },
  article: string,
  remedy: Bilingual,
  zh: string,
  en: string,
): RefusalGround {
  return { id, track, ...force, article, remedy, zh, en }
}

/** The grounds for a matter received on this civil day; the Order in force then governs it to the end. */
export function groundsFor(track: FilingKind, receivedOn: string): RefusalGround[] {
  return refusalGrounds.filter(
    (one) => one.track === track && one.since <= receivedOn && (one.until === null || receivedOn < one.until),
  )
}

/** A refusal as it was given: on which track, of a matter received on which civil day, by which article, in which words. */
type Refusal = { track: FilingKind; receivedOn: string; article: string | null; reason: string | null }

/**
 * The way that a refusal must point to (《消费者权益保护法》第三十九条), in a line for the reporter: of the ground that the article names,
 * else the ways that every such matter has. Null when the words of the refusal point to it already.
 */
export function wayStillOpen({ track, receivedOn, article, reason }: Refusal): string | null {
  const named = groundsFor(track, receivedOn).find((one) => numberOf(article ?? '').includes(numberOf(one.article)))
  const remedy = named?.remedy ?? (track === 'complaint' ? andOtherWays(rightBody) : rightBody)
  return reason?.includes(remedy.zh) ? null : `其他途径 Other ways：${remedy.zh} ${remedy.en}`
}

/** An article by its number alone: many cite its only paragraph, and the Order by its long name. */
function numberOf(article: string): string {
  return article.replace('第一款', '').match(/第[一二三四五六七八九十百]+条.*/u)?.[0] ?? article
}
