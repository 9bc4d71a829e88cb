import type { MeasureCode, RecallNotice } from '../../intake/notice.ts'
import type { Bilingual, City, HazardId, LeafCode } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'

/** What a warning says: a title, and what to do, in plain words. */
export type WarningWords = { title: Bilingual; advice: Bilingual }

/** What a recall means for the people and the firms of this city. `leaves` most important first. */
export function recallWords(city: City, notice: RecallNotice, leaves: LeafCode[], relief: boolean): WarningWords {
  return { title: recallTitle(city, notice, leaves), advice: relief ? withdrawnAdvice : adviceOf(city, notice) }
}

const chinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** The source's own title in the language it has; the other is put together from what the notice says. */
export function recallTitle(city: City, notice: RecallNotice, leaves: LeafCode[]): Bilingual {
  const product = shortened(notice.products[0]?.name || notice.title, 60)
  const kind = city.leaves.get(leaves[0] ?? '')
  // Alerts of the European network hold in the whole Union, whichever state raised them.
  const who = countryName(notice.jurisdiction ?? (notice.source === 'safety-gate' ? 'EU' : ''))
  const danger = joined(hazardNames(city, notice.hazards))
  const ownZh = notice.titleZh ?? (chinese(notice.title) ? notice.title : null)
  const ownEn = chinese(notice.title) ? null : notice.title
  const named = chinese(product) || !kind ? product : `${kind.zh} ${product}`
  return {
    zh: ownZh ?? `${who.zh}召回：${named}${danger.zh && `（${danger.zh}危险）`}`,
    en: ownEn ?? `${who.en} recall: ${kind?.en ?? ''} ${product}${danger.en && ` (${danger.en})`}`.replace(/\s+/g, ' '),
  }
}

/** Stop, why, what you get, whom to call; then what firms must do. */
function adviceOf(city: City, notice: RecallNotice): Bilingual {
  const hazards = hazardNames(city, notice.hazards)
  const danger = joined(hazards)
  const models = [...new Set(notice.products.flatMap((product) => product.models))].slice(0, 8)
  const remedy = joined(remedies.filter(([code]) => notice.measures.some((one) => one.code === code)).map(([, w]) => w))
  const care = notice.hazards.flatMap((id) => cares[id] ?? []).slice(0, 2)
  const maker = notice.firms.find(({ role }) => role === 'manufacturer' || role === 'brand_owner')?.name
  const call = consumerLine(city)
  const zh = [
    '立即停止使用这款产品。',
    danger.zh && `它可能造成：${danger.zh}。`,
    models.length > 0 && `核对型号：${models.join('、')}。`,
    ...care.map((one) => one.zh),
    remedy.zh
      ? `可以要求：${remedy.zh}；凭产品或照片向卖家、生产者提出。`
      : '退换或处理办法请向卖家或生产者询问，也可看召回通报原文。',
    maker && `生产者：${maker}。`,
    notice.contact && `召回联系方式：${notice.contact}。`,
    `卖家不处理，或已经受伤、起火，请拨打 ${call.zh}。`,
    '本市生产、销售或网售这款产品的企业：停止销售，核对批次，并配合市场监管部门核查。',
  ]
  const en = [
    'Stop using this product at once.',
    danger.en && `It can cause: ${danger.en}.`,
    models.length > 0 && `Check the model: ${models.join(', ')}.`,
    ...care.map((one) => one.en),
    remedy.en
      ? `You may ask the seller or maker for: ${remedy.en}.`
      : 'Ask the seller or maker what to do with it, or read the original notice.',
    maker && `Maker: ${maker.replace(/\.$/, '')}.`,
    notice.contact && `Whom to call about the recall: ${notice.contact}.`,
    `If the seller does nothing, or somebody is hurt or it has burned, call ${call.en}.`,
    'Firms here that make or sell it: stop selling, check your batches and help the market regulator check.',
  ]
  return { zh: lines(zh), en: lines(en) }
}

/** Whoever answers for recalls here: the line of the market regulator where it has one. */
function consumerLine({ bureaus, tradeBureau, hotline }: City): Bilingual {
  const regulator = bureaus.get(tradeBureau)?.hotline ?? hotline
  if (regulator === hotline) return { zh: hotline, en: hotline }
  return { zh: `${regulator} 或 ${hotline}`, en: `${regulator} or ${hotline}` }
}

const remedies: [MeasureCode, Bilingual][] = [
  ['REFUND', { zh: '退款', en: 'a refund' }],
  ['REPLACE', { zh: '换货', en: 'a replacement' }],
  ['REPAIR', { zh: '免费维修', en: 'a free repair' }],
]

/** What to do about a danger until the product is gone; hazards as in the city's hazards.yaml. */
const cares: Partial<Record<HazardId, Bilingual>> = {
  fire: {
    zh: '不要再充电或通电，放到室外或远离可燃物的地方；旧电池不要扔进普通垃圾。',
    en: 'Do not charge it or plug it in; keep it outdoors or away from anything that burns; never bin old batteries.',
  },
  electric: { zh: '拔下插头，不要用湿手触碰。', en: 'Unplug it; do not touch it with wet hands.' },
  choking: { zh: '不要让孩子接触它和它的小零件。', en: 'Keep it and its small parts away from children.' },
  ingestion: {
    zh: '怀疑孩子吞下磁铁或纽扣电池时，不要等，马上就医。',
    en: 'If a child may have swallowed a magnet or button cell, do not wait: see a doctor at once.',
  },
  suffocation: { zh: '不要让婴幼儿单独使用。', en: 'Never leave a baby alone with it.' },
  strangulation: { zh: '不要让孩子接触绳带。', en: 'Keep its cords away from children.' },
  poisoning: {
    zh: '已误食或接触后不适的，马上就医并带上包装。',
    en: 'If you feel ill after it, see a doctor and take the packaging along.',
  },
  food_poisoning: {
    zh: '不要食用；已食用后不适的马上就医。',
    en: 'Do not eat it; if you feel ill after it, see a doctor.',
  },
}

const withdrawnAdvice: Bilingual = {
  zh: '发布机关已撤回这份召回通报，不需要再停用。以发布机关原文为准。',
  en: 'The authority has withdrawn this recall; you need not stop using the product. The original text decides.',
}

export function hazardNames(city: City, ids: HazardId[]): Bilingual[] {
  return ids.flatMap((id) => city.hazards.find((hazard) => hazard.id === id) ?? []).slice(0, 3)
}

export function joined(words: Bilingual[]): Bilingual {
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en.toLowerCase()).join(', ') }
}

export function lines(parts: (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n')
}

export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`
}
