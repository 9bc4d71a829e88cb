import { difficultyTraits, measures } from '../../../insights/evaluation/measures.ts'
import type { EvaluationRead } from '../../../insights/evaluation/read-evaluation.ts'
import type { EvaluationRules } from '../../../reference/evaluation-rules.ts'
import { Both, type Column, Table } from '../../parts.tsx'
import { percent } from './evaluation-parts.tsx'

/** How the points of an evaluation come about: measures and weights, and how difficult each trait makes a case. */
export function EvaluationMethod({ rules, figures }: { rules: EvaluationRules; figures: EvaluationRead['figures'] }) {
  return (
    <details class="part">
      <summary>
        <Both zh="怎样计算" en="How it is counted" />
      </summary>
      <p>
        <Both
          zh={`每项是一个比率，从 0 分点到满分点按直线计分。比率先按难度校正：用同一个模型估计每种情形让事情难多少（只在同一单位内部比较），再算各单位若都办全市同样的案件会怎样；件数少的单位向全市平均靠拢。少于 ${rules.countedMin} 件的不计该项。“等级”旁的百分数是这个等级的把握。`}
          en={`Each measure is a share, scored on a straight line from floor to full. Shares are first adjusted: a hierarchical logistic model learns within bureaus how much each trait makes a case harder, and says what each bureau would reach with the whole city's mix; few cases pull towards the city. Fewer than ${rules.countedMin} counted: not scored. The percentage beside a grade says how sure it is.`}
        />
      </p>
      <Table caption={{ zh: '指标与分值', en: 'Measures and weights' }} columns={methodColumns} rows={rules.measures} />
      <Table
        caption={{
          zh: '情形使事情办成的机会变化（对数优势，负数更难）',
          en: 'Effect of each trait on the log-odds; negative is harder',
        }}
        columns={[
          { head: { zh: '情形', en: 'Trait' }, cell: (trait) => <Both {...trait} /> },
          ...rules.measures.map(({ id }) => ({
            head: measures[id],
            cell: (trait: (typeof difficultyTraits)[number]) => {
              const found = figures.difficulty[id]?.effects[difficultyTraits.indexOf(trait)]
              return found ? `${found.effect.toFixed(2)} ± ${(2 * found.error).toFixed(2)}` : '—'
            },
            numeric: true,
          })),
        ]}
        rows={difficultyTraits}
      />
    </details>
  )
}

type MethodRow = EvaluationRules['measures'][number]

const methodColumns: Column<MethodRow>[] = [
  {
    head: { zh: '指标', en: 'Measure' },
    cell: ({ id }) => (
      <>
        <strong>
          <Both {...measures[id]} />
        </strong>
        <br />
        <span class="hint">
          <Both {...measures[id].says} />
        </span>
      </>
    ),
  },
  { head: { zh: '分值', en: 'Weight' }, cell: ({ weight }) => weight, numeric: true },
  { head: { zh: '0 分点', en: 'Floor' }, cell: ({ floor }) => percent(floor), numeric: true },
  { head: { zh: '满分点', en: 'Full' }, cell: ({ full }) => percent(full), numeric: true },
]
