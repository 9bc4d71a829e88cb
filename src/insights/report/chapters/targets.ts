import type { ComputedTarget, QualityTarget } from '../../../reference/report-ground.ts'
import type { Ground } from '../compose-report.ts'
import type { Chapter } from '../report-content.ts'
import { valueWords } from '../report-words.ts'

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

function todayOf(ground: Ground, { computed, now }: QualityTarget): Today | null {
  if (now) return { value: now.value, ground: `${now.method}；${now.source}，${now.date}` }
  return computed === null ? null : computedOf(ground, computed)
}

/** Figures this system computes itself; null while there is nothing to count. */
function computedOf({ figures, scope }: Ground, computed: ComputedTarget): Today | null {
  if (computed !== 'satisfied' || figures.satisfied.value === null) return null
  return {
    value: valueWords(figures.satisfied),
    ground: `诉求人评价满意的比例，n=${figures.satisfied.of}；本系统，${scope.from} 起`,
  }
}

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
