import type { BulletinNotice, TradeDate } from '../../intake/notice.ts'
import { countryName } from '../../reference/countries.ts'
import type { TbtLevelRule } from '../../reference/notice-rules.ts'
import { publicFirms_min } from '../hits/hit-words.ts'
import type { NoticeBackground, WarningReason } from './notice-warning.ts'
import type { LeafConcerned } from './sector-evidence.ts'

/**
 * The five parts of a bulletin's level (tbt.md §5.4), each with its sentence, also where it gives nothing. Where firms of the city say that it
 * hits them, a line besides.
 * `today` is an ISO date in Beijing.
 */
export function bulletinParts(
  notice: BulletinNotice,
  leaf: LeafConcerned,
  background: NoticeBackground,
  rule: TbtLevelRule,
  today: string,
): WarningReason[] {
  const exposure = exposurePart(notice, leaf, background, rule)
  return [
    exposure,
    ...firmsPart(background.firms ?? 0, exposure.points, rule),
    measurePart(notice, rule),
    timePart(notice, rule, today),
    procedurePart(notice, rule),
    historyPart(background, rule),
  ]
}

function exposurePart(
  notice: BulletinNotice,
  leaf: LeafConcerned,
  background: NoticeBackground,
  rule: TbtLevelRule,
): WarningReason {
  const market = countryName(notice.jurisdiction ?? '?')
  if (notice.jurisdiction === 'CHN')
    return {
      part: 'A',
      points: rule.exposure.none,
      zh: '本国通报的措施，不计出口',
      en: 'Notified by China itself: no exports counted',
    }
  const { exports } = background
  const halved = leaf.chapterOnly ? rule.exposure.chapter_only_factor : 1
  const coarse = leaf.chapterOnly ? { zh: '，只到章，减半', en: ', by chapter only: halved' } : { zh: '', en: '' }
  if (!exports)
    return {
      part: 'A',
      points: rule.exposure.no_data * halved,
      zh: `缺出口数据：本市对${market.zh}的出口额未录入，按 ${rule.exposure.no_data} 分计${coarse.zh}`,
      en: `No export data: the city's exports to ${market.en} are not recorded; counted as ${rule.exposure.no_data}${coarse.en}`,
    }
  const share = Math.round(exports.share * 1_000) / 10
  const step = rule.exposure.steps.find((one) =>
    one.usd > 0 ? share >= one.share_percent || exports.usd >= one.usd : exports.usd > 0,
  )
  const usd = Math.round(exports.usd / 10_000)
  return {
    part: 'A',
    points: (step?.points ?? rule.exposure.none) * halved,
    zh: `${exports.period}对${market.zh}出口 ${usd} 万美元，占本行业出口 ${share}%${coarse.zh}`,
    en: `Exports to ${market.en} in ${exports.period}: US$ ${Math.round(exports.usd)}, ${share}% of the sector's${coarse.en}`,
  }
}

/** What firms say adds to exposure, up to a bound. Fewer than three are not counted before the public: a number of one would name it. */
function firmsPart(firms: number, exposure: number, { exposure: { firms: rule } }: TbtLevelRule): WarningReason[] {
  const step = rule.steps.find(({ firms_min }) => firms >= firms_min)
  if (!step) return []
  const few = firms < publicFirms_min
  return [
    {
      part: 'firms',
      points: Math.max(0, Math.min(step.points, rule.max - exposure)),
      zh: few ? `本市有企业说受影响（不足 ${publicFirms_min} 家）` : `本市 ${firms} 家企业说受影响`,
      en: few ? 'Firms of the city say that it hits them (a few)' : `${firms} firms of the city say that it hits them`,
    },
  ]
}

const measureNames: Record<keyof TbtLevelRule['measure'], [string, string]> = {
  ban: ['禁止或限制', 'a ban or restriction'],
  certification: ['强制认证、注册或许可', 'mandatory certification, registration or licence'],
  limit: ['技术限值或安全要求', 'a technical limit or safety requirement'],
  efficiency: ['能效要求', 'an energy-efficiency requirement'],
  cybersecurity: ['网络或数据安全要求', 'a cyber or data security requirement'],
  testing: ['检测或检验', 'testing or inspection'],
  labelling: ['标签标识', 'labelling or marking'],
  packaging: ['包装或生产者责任', 'packaging or producer responsibility'],
  quality: ['质量标准', 'a quality standard'],
  procedural: ['自愿性或程序性', 'voluntary or procedural'],
  relief: ['放宽要求', 'lighter requirements'],
  unknown: ['未识别出措施种类', 'no kind of measure recognised'],
}

function measurePart(notice: BulletinNotice, rule: TbtLevelRule): WarningReason {
  const kinds = notice.measureTypes.filter((type) => type !== 'relief')
  const heaviest = kinds.reduce<(typeof kinds)[number] | null>(
    (best, type) => (best === null || rule.measure[type] > rule.measure[best] ? type : best),
    null,
  )
  const kind = notice.relief ? 'relief' : (heaviest ?? 'unknown')
  const [zh, en] = measureNames[kind]
  return { part: 'B', points: rule.measure[kind], zh: `措施：${zh}`, en: `Measure: ${en}` }
}

function timePart(notice: BulletinNotice, rule: TbtLevelRule, today: string): WarningReason {
  const compliance = daysUntil(notice.entryIntoForce, today)
  const comment = daysUntil(notice.commentDeadline, today)
  const points = Math.max(compliancePoints(compliance, rule), commentPoints(comment, rule))
  const inForce = complianceWords(compliance)
  const open = commentWords(comment)
  return { part: 'C', points, zh: `${inForce.zh}，${open.zh}`, en: `${inForce.en}, ${open.en}` }
}

function compliancePoints(days: number | null, { time }: TbtLevelRule): number {
  if (days === null) return time.compliance_unknown
  if (days < -time.compliance_over_days) return 0
  return time.compliance.find((step) => days <= step.days_max)?.points ?? time.compliance_later
}

function commentPoints(days: number | null, { time }: TbtLevelRule): number {
  if (days === null || days < 0) return 0
  return time.comment.find((step) => days <= step.days_max)?.points ?? time.comment_later
}

function complianceWords(days: number | null): { zh: string; en: string } {
  if (days === null) return { zh: '生效日期未知', en: 'entry into force unknown' }
  if (days <= 0) return { zh: `已生效 ${-days} 天`, en: `in force for ${-days} days` }
  return { zh: `距生效 ${days} 天`, en: `in force in ${days} days` }
}

function commentWords(days: number | null): { zh: string; en: string } {
  if (days === null) return { zh: '评议截止日未知', en: 'comment deadline unknown' }
  if (days < 0) return { zh: '评议期已过', en: 'comment period over' }
  return { zh: `评议剩 ${days} 天`, en: `${days} days left to comment` }
}

/** Days from today to the earliest day the date may be; null while it is unknown, so that no unknown date counts as overdue. */
export function daysUntil(date: TradeDate, today: string): number | null {
  const day = date.kind === 'unknown' ? null : (date.earliest ?? date.latest)
  return day === null ? null : daysBetween(today, day)
}

function procedurePart(notice: BulletinNotice, rule: TbtLevelRule): WarningReason {
  const { procedure } = rule
  const window = span(notice.circulatedOn, notice.commentDeadline)
  const lead = span(notice.publication.kind === 'exact' ? notice.publication.earliest : null, notice.entryIntoForce)
  const flags = [
    {
      on: notice.urgent,
      points: procedure.urgent,
      zh: '紧急条款（2.10.1／5.7.1）',
      en: 'urgent article (2.10.1 or 5.7.1)',
    },
    {
      on: window !== null && window >= 0 && window < procedure.short_comment_days,
      points: procedure.short_comment,
      zh: `评议期只有 ${window} 天`,
      en: `only ${window} days for comments`,
    },
    {
      on: lead !== null && lead < procedure.short_notice_days,
      points: procedure.short_notice,
      zh: `公布到生效只有 ${lead} 天`,
      en: `only ${lead} days from publication to force`,
    },
    {
      on: notice.articles.some((article) => article === '3.2' || article === '7.2'),
      points: procedure.local_government,
      zh: '地方政府措施',
      en: 'by a local government',
    },
  ].filter((flag) => flag.on)
  const sum = flags.reduce((total, flag) => total + flag.points, 0)
  if (flags.length === 0) return { part: 'D', points: 0, zh: '程序无异常', en: 'Nothing unusual in the procedure' }
  return {
    part: 'D',
    points: Math.min(sum, procedure.max),
    zh: `程序：${flags.map((flag) => flag.zh).join('，')}`,
    en: `Procedure: ${flags.map((flag) => flag.en).join(', ')}`,
  }
}

function historyPart({ history }: NoticeBackground, rule: TbtLevelRule): WarningReason {
  if (!history)
    return {
      part: 'E',
      points: 0,
      zh: '缺历史数据：未录入特别贸易关注和同类事件',
      en: 'No history recorded: neither trade concerns nor similar events',
    }
  const flags = [
    {
      on: history.concernOnMeasure,
      points: rule.history.concern_on_measure,
      zh: '该措施已有特别贸易关注',
      en: 'a trade concern on this measure',
    },
    {
      on: history.concernOnSector,
      points: rule.history.concern_on_sector,
      zh: '五年内对该成员同行业有特别贸易关注',
      en: 'trade concerns on this member and sector in five years',
    },
    {
      on: history.localEvents > 0,
      points: rule.history.local_events,
      zh: `近 12 月有同类事件 ${history.localEvents} 起`,
      en: `${history.localEvents} similar events in 12 months`,
    },
  ].filter((flag) => flag.on)
  if (flags.length === 0) return { part: 'E', points: 0, zh: '无同类历史', en: 'Nothing similar on record' }
  const sum = flags.reduce((total, flag) => total + flag.points, 0)
  return {
    part: 'E',
    points: Math.min(sum, rule.history.max),
    zh: flags.map((flag) => flag.zh).join('，'),
    en: flags.map((flag) => flag.en).join(', '),
  }
}

function span(from: string | null, to: TradeDate): number | null {
  const end = to.kind === 'unknown' ? null : to.latest
  return from && end ? daysBetween(from, end) : null
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
