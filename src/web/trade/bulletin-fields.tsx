import { measureWords } from '../../alerts/notices/bulletin-words.ts'
import type { AddendumKind, BulletinNotice, TradeCode } from '../../intake/notice.ts'
import type { Bilingual } from '../../reference/city.ts'
import { DateWords } from '../alert-parts.tsx'
import { Badge, Both, Notice } from '../parts.tsx'

/** The fields of a bulletin that have words of their own in Chinese. */

export function Measures({ notice }: { notice: BulletinNotice }) {
  if (notice.measureTypes.length === 0) return <Both zh="未能从文字判断" en="not clear from the text" />
  return (
    <span class="badges">
      {notice.measureTypes.map((type) => (
        <Badge tone={type === 'relief' ? 'good' : 'calm'} {...measureWords[type]} />
      ))}
    </span>
  )
}

/** Codes as written; those that the lists do not know say so. */
export function Codes({ codes }: { codes: TradeCode[] }) {
  if (codes.length === 0) return <Both zh="通报没有给出" en="none given" />
  return (
    <span class="badges">
      {codes.map(({ raw, norm, valid }) =>
        valid ? (
          <span class="symbol">{norm}</span>
        ) : (
          <Badge tone="yellow" zh={`${raw}（不在编码表中）`} en="not in the list" />
        ),
      )}
    </span>
  )
}

export function Articles({ notice }: { notice: BulletinNotice }) {
  if (notice.articles.length === 0 && !notice.urgent) return <Both zh="未说明" en="not stated" />
  return (
    <>
      {notice.articles.join('、')} {notice.urgent && <Badge tone="orange" zh="紧急" en="urgent" />}
    </>
  )
}

/** The fixed words of the WTO for why a measure is taken; what is not among them stays as written. */
const objectives: [RegExp, string][] = [
  [/human health or safety/i, '保护人类健康或安全'],
  [/protection of the environment/i, '保护环境'],
  [/animal or plant life or health/i, '保护动植物生命或健康'],
  [/deceptive practices/i, '防止欺诈和保护消费者'],
  [/consumer information|labelling/i, '消费者信息和标签'],
  [/quality requirements/i, '质量要求'],
  [/harmonization/i, '协调一致'],
  [/reducing trade barriers/i, '减少贸易壁垒、便利贸易'],
  [/cost saving|productivity/i, '节约成本、提高生产率'],
  [/national security/i, '国家安全'],
  [/food safety/i, '食品安全'],
  [/not specified/i, '未说明'],
]

export function Objectives({ notice }: { notice: BulletinNotice }) {
  if (notice.objectives.length === 0) return <Both zh="未说明" en="not stated" />
  return (
    <ul class="reasons">
      {notice.objectives.map((written) => {
        const zh = objectives.find(([words]) => words.test(written))?.[1]
        return <li>{zh ? <Both zh={zh} en={written} /> : written}</li>
      })}
    </ul>
  )
}

const ticks: Record<AddendumKind, Bilingual> = {
  commentPeriod: { zh: '评议期变更', en: 'Comment period changed' },
  adopted: { zh: '措施通过', en: 'Measure adopted' },
  published: { zh: '措施公布', en: 'Measure published' },
  inForce: { zh: '措施生效', en: 'Measure in force' },
  finalText: { zh: '可获得最终文本', en: 'Final text available' },
  withdrawn: { zh: '撤回或撤销', en: 'Withdrawn or revoked' },
  scope: { zh: '内容或范围变化', en: 'Content or scope changed' },
  guidance: { zh: '解释性指南', en: 'Interpretive guidance' },
  other: { zh: '其他', en: 'Other' },
}

export function Addendum({ notice }: { notice: BulletinNotice }) {
  if (notice.addendum.length === 0) return null
  return (
    <Notice tone="blue" title={{ zh: '补遗勾选的事项', en: 'Ticked on the addendum' }}>
      <ul>
        {notice.addendum.map(({ kind, date }) => (
          <li>
            ✓ <Both {...ticks[kind]} />
            {date && (
              <>
                {' '}
                · <DateWords date={date} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
