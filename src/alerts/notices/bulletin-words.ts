import type { BulletinNotice, MeasureType, NotificationType, TradeDate } from '../../intake/notice.ts'
import type { Bilingual, City, LeafCode } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import type { FamilyState } from './notice-family.ts'
import { joined, lines, shortened, type WarningWords } from './recall-words.ts'
import { tradeDateWords } from './trade-date-words.ts'

/** What a foreign measure means for the city's exporters: what changes, who is hit, both clocks with how sure they are, what to do. */
export function bulletinWords(
  city: City,
  told: {
    notice: BulletinNotice
    family: FamilyState
    /** How it stood when last told; a date that moved is said beside what it was. */
    stood?: Pick<FamilyState, 'comment' | 'inForce'> | null
    leaves: LeafCode[]
    relief: boolean
  },
): WarningWords {
  return { title: titleOf(city, told), advice: adviceOf(city, told) }
}

type Told = Parameters<typeof bulletinWords>[1]

export const measureWords: Record<MeasureType, Bilingual> = {
  ban: { zh: '禁止或限制', en: 'Ban or restriction' },
  certification: { zh: '认证、注册或许可', en: 'Certification, registration or licence' },
  limit: { zh: '安全或技术要求', en: 'Safety or technical requirements' },
  testing: { zh: '检测检验', en: 'Testing or inspection' },
  labelling: { zh: '标签标识', en: 'Labelling or marking' },
  efficiency: { zh: '能效或生态设计', en: 'Energy efficiency or ecodesign' },
  packaging: { zh: '包装与回收责任', en: 'Packaging and take-back' },
  cybersecurity: { zh: '网络与数据安全', en: 'Cyber and data security' },
  quality: { zh: '质量标准', en: 'Quality standard' },
  procedural: { zh: '程序性规定', en: 'Procedure' },
  relief: { zh: '放宽或豁免', en: 'Relief or exemption' },
}

export const notificationWords: Record<NotificationType, Bilingual> = {
  new: { zh: '新通报', en: 'New notification' },
  addendum: { zh: '补遗', en: 'Addendum' },
  corrigendum: { zh: '勘误', en: 'Corrigendum' },
  revision: { zh: '修订', en: 'Revision' },
  supplement: { zh: '补充', en: 'Supplement' },
}

function titleOf(city: City, { notice, family, leaves, relief }: Told): Bilingual {
  const market = countryName(notice.jurisdiction ?? notice.member)
  const sector = joined(leaves.slice(0, 2).flatMap((code) => city.leaves.get(code) ?? []))
  const about = measuresOf(notice)
  const own = notice.titleZh ?? (/\p{Script=Han}/u.test(notice.title) ? notice.title : null)
  const tag = tagOf(notice, family, relief)
  return {
    zh: `${tag.zh}${market.zh}：${own ? shortened(own, 80) : `${about.zh}（${sector.zh}）`}`,
    en: `${tag.en}${market.en}: ${own === notice.title ? `${about.en} (${sector.en})` : shortened(plainTitle(notice.title), 160)}`,
  }
}

/** A title without the count of pages that the form adds to it: `(38 pages, in English)`. */
export function plainTitle(title: string): string {
  return title.replace(/\s*\(\d+ ?pages?,? in [^()]*\)\s*$/i, '')
}

function tagOf(notice: BulletinNotice, { withdrawn }: FamilyState, relief: boolean): Bilingual {
  if (withdrawn) return { zh: '【已撤回】', en: '[Withdrawn] ' }
  if (relief) return { zh: '【利好】', en: '[Relief] ' }
  if (notice.notificationType === 'new') return { zh: '', en: '' }
  const { zh, en } = notificationWords[notice.notificationType]
  return { zh: `【${zh}】`, en: `[${en}] ` }
}

function measuresOf(notice: BulletinNotice): Bilingual {
  const types = notice.measureTypes.filter((type) => type !== 'relief').slice(0, 2)
  const named = joined(types.map((type) => measureWords[type]))
  return named.zh === '' ? { zh: '技术性措施', en: 'technical measure' } : named
}

function adviceOf(city: City, { notice, family, stood, leaves, relief }: Told): Bilingual {
  const market = countryName(notice.jurisdiction ?? notice.member)
  const hit = joined(leaves.flatMap((code) => city.leaves.get(code) ?? []).slice(0, 4))
  const about = measuresOf(notice)
  const comment = dateAndBefore(family.comment, stood?.comment)
  const inForce = dateAndBefore(family.inForce, stood?.inForce)
  const act = whatToDo(city, family, relief)
  return {
    zh: lines([
      `变化：${market.zh}${family.withdrawn ? '撤回了一项' : relief ? '放宽' : '拟定'}${about.zh}措施。产品：${shortened(notice.products || '见原文', 120)}。`,
      `涉及：本市向${market.zh}出口的${hit.zh}企业。`,
      `评议截止：${comment.zh}。`,
      `生效：${inForce.zh}。`,
      act.zh,
    ]),
    en: lines([
      `What changes: ${market.en} ${family.withdrawn ? 'withdrew' : relief ? 'relaxes' : 'proposes'} ${about.en}. Products: ${shortened(notice.products || 'see the original', 120)}.`,
      `Who is hit: firms here that export to ${market.en} (${hit.en}).`,
      `Comments close: ${comment.en}.`,
      `In force: ${inForce.en}.`,
      act.en,
    ]),
  }
}

function dateAndBefore(date: TradeDate, before: TradeDate | undefined): Bilingual {
  const now = tradeDateWords(date)
  if (!before || before.kind === 'unknown') return now
  const was = tradeDateWords(before)
  return was.zh === now.zh ? now : { zh: `${now.zh}（原为 ${was.zh}）`, en: `${now.en} (was ${was.en})` }
}

function whatToDo(city: City, family: FamilyState, relief: boolean): Bilingual {
  const desk = city.bureaus.get(city.tradeBureau)
  if (relief || family.withdrawn) {
    return {
      zh: '这是利好：要求减轻或取消，不必因此停止出口；是否适用于您的产品请看原文。',
      en: 'This is relief: less is asked than before, so no export need stop. See the original for whether it covers you.',
    }
  }
  return {
    zh: `怎么做：对照原文核查产品；有意见的尽早报${desk?.zh ?? city.hotline}，由国家通报咨询中心转交。`,
    en: `What to do: check your products against the text; send comments early to the ${desk?.en ?? city.hotline}, which passes them to the national enquiry point.`,
  }
}
