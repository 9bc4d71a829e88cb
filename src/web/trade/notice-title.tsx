import { measureWords, plainTitle } from '../../alerts/notices/bulletin-words.ts'
import { recallTitle } from '../../alerts/notices/recall-words.ts'
import type { SourceNotice } from '../../intake/notice.ts'
import type { City, LeafCode } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { Both } from '../parts.tsx'

type NoticeTitleProps = {
  notice: SourceNotice
  title: { zh: string | null; original: string }
  city: City
  /** The city's sectors that a recall concerns, most important first. */
  leaves: LeafCode[]
}

/** Chinese first: the Chinese title where the source has one, else what the fields say in Chinese, then the title as published. */
export function NoticeTitle({ notice, title, city, leaves }: NoticeTitleProps) {
  const chinese = /\p{Script=Han}/u.test(title.original)
  if (chinese) return <>{title.original}</>
  return <Both zh={title.zh ?? inChinese(notice, city, leaves)} en={plainTitle(title.original)} />
}

function inChinese(notice: SourceNotice, city: City, leaves: LeafCode[]): string {
  if (notice.kind === 'recall') return recallTitle(city, notice, leaves).zh
  if (notice.kind === 'sample') return notice.title
  // Alerts of the European network hold in the whole Union, whichever state raised them.
  const who = countryName(notice.jurisdiction ?? (notice.source === 'safety-gate' ? 'EU' : '')).zh
  if (notice.kind === 'complaint_abroad') return `${who}消费者投诉`
  const types = notice.measureTypes.slice(0, 2).map((type) => measureWords[type].zh)
  return `${who || notice.member}：${types.length > 0 ? types.join('、') : '技术性措施'}`
}
