import { addDays } from '../../../reference/calendar.ts'
import type { ComputedTarget, QualityTarget } from '../../../reference/report-ground.ts'
import type { Ground } from '../compose-report.ts'
import { figures } from '../figures.ts'
import type { Chapter } from '../report-content.ts'
import { groups, valueWords } from '../report-words.ts'

/** The 28 targets of the policy: the figure it set, today's value with its method, source and day, and what it may be held against. */
export function targetsChapter(ground: Ground): Chapter {
  const { targets } = ground.city
  const known = targets.filter((target) => todayOf(ground, target) !== null)
  return {
    id: 'targets',
    title: { zh: '政策目标对照', en: 'The targets of the policy' },
    sentences: [
      {
        zh: `深府〔2010〕183号的 ${targets.length} 项目标中，${known.length} 项有今天的数值；口径不同的不作达标与否的判断。`,
        en: `Of the ${targets.length} targets of the policy, ${known.length} have a value of today. Where the method differs, nothing is said of reaching them.`,
      },
    ],
    blocks: [
      {
        kind: 'table',
        caption: { zh: '目标与现状', en: 'Targets and today' },
        heads: [
          { zh: '项', en: 'No.' },
          { zh: '目标', en: 'Target' },
          { zh: '2015 年要求', en: 'By 2015' },
          { zh: '今天', en: 'Today' },
          { zh: '方法与来源', en: 'Method and source' },
          { zh: '可对照', en: 'Beside it' },
        ],
        rows: targets.map((target) => rowOf(ground, target)),
      },
    ],
  }
}

type Today = { value: string; ground: string }

function todayOf(ground: Ground, { number, computed, facts, now }: QualityTarget): Today | null {
  if (now) return { value: now.value, ground: `${now.method}；${now.source}，${now.date}` }
  if (computed !== null) return computedOf(ground, computed)
  const count = facts && (ground.standing.facts[number] ?? null)
  return facts && count !== null ? { value: `${count} ${facts.unit}`, ground: `${facts.says}；${ours(ground)}` } : null
}

/** Figures that the report computes; null while there is nothing to count. */
function computedOf(ground: Ground, computed: ComputedTarget): Today | null {
  const figure = ground.figures[computed]
  if (figure.value === null || (computed === 'network_districts' && ground.standing.network.length === 0)) return null
  const interval = figure.low === null ? '' : `，95% 区间 ${percent(figure.low)}–${percent(figure.high ?? 0)}`
  return {
    value: valueWords(figure),
    ground: `${figures[computed].says.zh}n=${groups(figure.of ?? 0)}${interval}；${ours(ground)}`,
  }
}

const percent = (share: number): string => valueWords({ unit: 'share', value: share })

const ours = ({ scope: { from, until } }: Ground): string => `本系统，${from} 至 ${addDays(until, -1)}`

function rowOf(ground: Ground, target: QualityTarget): string[] {
  const today = todayOf(ground, target)
  const { reference } = target
  return [
    String(target.number),
    target.zh,
    target.target,
    today?.value ?? '暂无数据',
    today?.ground ?? '',
    reference ? `${reference.value}（${reference.source}，${reference.date}）` : '',
  ]
}
