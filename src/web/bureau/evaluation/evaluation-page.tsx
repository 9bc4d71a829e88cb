import { type EvaluationAct, evaluationActs } from '../../../insights/evaluation/evaluation-acts.ts'
import { difficultyTraits, measures } from '../../../insights/evaluation/measures.ts'
import type { BureauShown, EvaluationRead, ObjectionShown } from '../../../insights/evaluation/read-evaluation.ts'
import type { City } from '../../../reference/city.ts'
import type { EvaluationRules, MeasureId } from '../../../reference/evaluation-rules.ts'
import { ErrorSummary, SelectField, TextArea, TextField } from '../../fields.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case-badges.tsx'
import {
  EvaluationStateBadge,
  type EvaluationTried,
  GradeBadge,
  IntervalBar,
  percent,
  periodWords,
  Rank,
  shown,
} from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

type EvaluationProps = { evaluation: EvaluationRead; city: City; tried: EvaluationTried | null }

/** The table of one evaluation, how it is counted, what was objected, and the next steps. */
export function EvaluationPage({ evaluation, city, tried }: EvaluationProps) {
  const { bureaus, figures, rules, objectionsUntil } = evaluation
  return (
    <>
      <h1>
        <Both zh={`工作评价 ${periodWords(evaluation)}`} en="How the bureaus do" />{' '}
        <EvaluationStateBadge state={evaluation.state} />
      </h1>
      {tried && <ErrorSummary title={tried.said} errors={tried.fields} />}
      <Facts
        rows={[
          [{ zh: '规则', en: 'Rules' }, <Both {...rules.title} />],
          [{ zh: '依据', en: 'Ground' }, <Both {...rules.source} />],
          [{ zh: '计算时点', en: 'As of' }, shanghaiTime(evaluation.asOf)],
          [{ zh: '来件', en: 'Reports' }, `${figures.reports}，已交办 ${figures.given}`],
          [
            { zh: '一次分派到位', en: 'First dispatch right' },
            `${percent(figures.firstRight.of === 0 ? null : figures.firstRight.well / figures.firstRight.of)} (${figures.firstRight.well}/${figures.firstRight.of})`,
          ],
          [
            { zh: '评价回收', en: 'Reporters who judged' },
            `${percent(figures.response.answered === 0 ? null : figures.response.judged / figures.response.answered)} (${figures.response.judged}/${figures.response.answered})`,
          ],
          [
            { zh: '异议截止', en: 'Objections until' },
            objectionsUntil && shanghaiTime(new Date(objectionsUntil.getTime() - 60_000)),
          ],
        ]}
      />
      {evaluation.seesAll && figures.unsure.of > 0 && (
        <Notice tone="blue">
          <p>
            <Both
              zh={`相邻的 ${figures.unsure.of} 对单位中，有 ${figures.unsure.pairs} 对分不出先后（把握不足 95%）。名次写成范围的，不宜当作排名使用。`}
              en={`Of ${figures.unsure.of} pairs next to each other, ${figures.unsure.pairs} cannot be told apart (less than 95 % sure). A rank shown as a range is not a ranking.`}
            />
          </p>
        </Notice>
      )}
      <Table
        caption={{ zh: '各单位得分', en: 'Points of the bureaus' }}
        columns={bureauColumns(evaluation.id, city)}
        rows={bureaus}
        empty={{ zh: '没有可以评价的单位。', en: 'No bureau could be counted.' }}
      />
      <Method rules={rules} figures={figures} />
      <Objections evaluation={evaluation} city={city} tried={tried} />
      {evaluation.acts.map((act) => (
        <Step id={evaluation.id} act={act} tried={tried} />
      ))}
      {evaluation.mayRecord && <Incident id={evaluation.id} city={city} bureaus={bureaus} tried={tried} />}
      <History events={evaluation.events} />
    </>
  )
}

function bureauColumns(id: number, city: City): Column<BureauShown>[] {
  return [
    {
      head: { zh: '名次', en: 'Rank' },
      cell: ({ rankFrom, rankTo }) => <Rank from={rankFrom} to={rankTo} />,
    },
    {
      head: { zh: '单位', en: 'Bureau' },
      cell: ({ bureau }) => (
        <a href={evaluationPaths.bureau(id, bureau)}>
          <BureauName city={city} id={bureau} />
        </a>
      ),
    },
    {
      head: { zh: '得分', en: 'Points' },
      cell: ({ points, pointsLow, pointsHigh }) =>
        points === null ? (
          '—'
        ) : (
          <>
            <strong>{shown(points)}</strong>{' '}
            <span class="hint">
              {shown(pointsLow)}–{shown(pointsHigh)}
            </span>
            <IntervalBar
              {...{ low: pointsLow ?? points, at: points, high: pointsHigh ?? points, most: 100 }}
              says={`${shown(points)} 分，九成把握在 ${shown(pointsLow)} 到 ${shown(pointsHigh)} 之间 nine tenths sure`}
            />
          </>
        ),
      numeric: true,
    },
    {
      head: { zh: '未校正', en: 'Not adjusted' },
      cell: ({ pointsUnadjusted }) => shown(pointsUnadjusted),
      numeric: true,
    },
    {
      head: { zh: '等级', en: 'Grade' },
      cell: ({ gradeShown, gradeLikely, incident }) => (
        <>
          <GradeBadge grade={gradeShown} />
          {incident ? (
            <Badge tone="red" zh="系统性事件" en="systemic incident" />
          ) : (
            gradeLikely !== null && <span class="hint"> {Math.round(gradeLikely * 100)} %</span>
          )}
        </>
      ),
    },
  ]
}

type MethodRow = EvaluationRules['measures'][number]

function Method({ rules, figures }: { rules: EvaluationRules; figures: EvaluationRead['figures'] }) {
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

function Objections({ evaluation, city, tried }: EvaluationProps) {
  const { objections } = evaluation
  if (objections.length === 0) return null
  return (
    <section class="part">
      <h2>
        <Both zh={`异议 ${objections.length} 项`} en="Objections" />
      </h2>
      <ul class="task-list">
        {objections.map((objection) => (
          <li class="card">
            <ObjectionShownHere objection={objection} city={city} />
            {objection.answer === null && evaluation.acts.includes('decide') && (
              <Answer id={evaluation.id} objection={objection} tried={tried} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ObjectionShownHere({ objection, city }: { objection: ObjectionShown; city: City }) {
  const { bureau, measure, caseId, reason, madeAt, upheld, answer } = objection
  return (
    <>
      <p class="task-title">
        <BureauName city={city} id={bureau} /> · <Both {...measures[measure as MeasureId]} />{' '}
        {caseId === null ? <Both zh="整项" en="the whole measure" /> : <span class="case-number">#{caseId}</span>}{' '}
        {upheld === null ? (
          <Badge tone="yellow" zh="待答复" en="to be answered" />
        ) : upheld ? (
          <Badge tone="good" zh="成立，不计入" en="upheld, not counted" />
        ) : (
          <Badge zh="不成立" en="rejected" />
        )}
      </p>
      <p class="written">{reason}</p>
      {answer && (
        <p class="written">
          <Both zh="答复：" en="Answer:" /> {answer}
        </p>
      )}
      <p class="hint">{shanghaiTime(madeAt)}</p>
    </>
  )
}

function Answer({ id, objection, tried }: { id: number; objection: ObjectionShown; tried: EvaluationTried | null }) {
  const form = `objection-${objection.id}`
  const own = tried?.form === form ? tried : null
  return (
    <form method="post" action={evaluationPaths.objectionAnswer(id, objection.id)} novalidate>
      <TextField
        name={`answer-${objection.id}`}
        label={{ zh: '答复和理由', en: 'Answer with reason' }}
        value={own?.values.answer}
        error={own?.fields.answer}
        maxlength={1000}
        required
      />
      <p class="actions">
        <button type="submit" name="upheld" value="yes">
          <Both zh="成立，不计入" en="Uphold" />
        </button>
        <button type="submit" name="upheld" value="no" class="quiet">
          <Both zh="不成立" en="Reject" />
        </button>
      </p>
    </form>
  )
}

function Step({ id, act, tried }: { id: number; act: EvaluationAct; tried: EvaluationTried | null }) {
  const { label, says } = evaluationActs[act]
  const own = tried?.form === act ? tried : null
  return (
    <form method="post" action={evaluationPaths.step(id, act)} class="part" novalidate>
      <h2>
        <Both {...label} />
      </h2>
      <p class="hint">
        <Both {...says} />
      </p>
      <TextField
        name={`reason-${act}`}
        label={{ zh: `理由（${label.zh}）`, en: `Reason (${label.en})` }}
        value={own?.values.reason}
        error={own?.fields.reason}
        maxlength={1000}
        required
      />
      <p class="actions">
        <button type="submit" class={act === 'drop' ? 'quiet' : undefined}>
          <Both {...label} />
        </button>
      </p>
    </form>
  )
}

type IncidentProps = { id: number; city: City; bureaus: BureauShown[]; tried: EvaluationTried | null }

function Incident({ id, city, bureaus, tried }: IncidentProps) {
  const own = tried?.form === 'incident' ? tried : null
  return (
    <details class="part" open={own !== null}>
      <summary>
        <Both zh="登记区域性、系统性质量安全事件" en="Record a systemic incident" />
      </summary>
      <p class="hint">
        <Both
          zh="认定后，该单位按规则定级，不看得分。须有认定文件。"
          en="The bureau’s grade is then that of the rules, whatever its points. A document must have found it."
        />
      </p>
      <form method="post" action={evaluationPaths.incidents(id)} novalidate>
        <SelectField
          name="bureau"
          label={{ zh: '单位', en: 'Bureau' }}
          value={own?.values.bureau}
          error={own?.fields.bureau}
          none={{ zh: '请选择', en: 'Choose' }}
          options={bureaus.flatMap(({ bureau }) => {
            const found = city.bureaus.get(bureau)
            return found ? [{ value: bureau, zh: found.zh, en: found.en }] : []
          })}
          required
        />
        <TextField
          name="document"
          label={{ zh: '认定文件（名称、文号）', en: 'Document that found it' }}
          value={own?.values.document}
          error={own?.fields.document}
          maxlength={200}
          required
        />
        <TextArea
          name="reason"
          label={{ zh: '事件与责任', en: 'The incident and why it is this bureau’s' }}
          value={own?.values.reason}
          error={own?.fields.reason}
          maxlength={1000}
          rows={3}
          required
        />
        <p class="actions">
          <button type="submit">
            <Both zh="登记" en="Record" />
          </button>
        </p>
      </form>
    </details>
  )
}

function History({ events }: { events: EvaluationRead['events'] }) {
  if (events.length === 0) return null
  return (
    <details class="part">
      <summary>
        <Both zh="经过" en="History" />
      </summary>
      <ol class="plain-steps">
        {events.map(({ at, who, act, bureau, reason }) => (
          <li>
            {shanghaiTime(at)} <Both {...eventWords[act as keyof typeof eventWords]} /> · {who ?? ''} {bureau ?? ''} ·{' '}
            {reason}
          </li>
        ))}
      </ol>
    </details>
  )
}

const eventWords = {
  draw_up: { zh: '起草', en: 'Drawn up' },
  open: evaluationActs.open.label,
  object: { zh: '提出异议', en: 'Objection' },
  uphold: { zh: '异议成立', en: 'Objection upheld' },
  reject: { zh: '异议不成立', en: 'Objection rejected' },
  incident: { zh: '登记系统性事件', en: 'Systemic incident' },
  decide: evaluationActs.decide.label,
  report: evaluationActs.report.label,
  drop: evaluationActs.drop.label,
}
