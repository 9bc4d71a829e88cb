import { measures } from '../../../insights/evaluation/measures.ts'
import type { EvaluationRead, ObjectionShown } from '../../../insights/evaluation/read-evaluation.ts'
import type { City } from '../../../reference/city.ts'
import type { MeasureId } from '../../../reference/evaluation-rules.ts'
import { TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import type { EvaluationTried } from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

type ObjectionsProps = { evaluation: EvaluationRead; city: City; tried: EvaluationTried | null }

/** What bureaus object to, and for the office the answer to each. */
export function EvaluationObjections({ evaluation, city, tried }: ObjectionsProps) {
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
            <Objected objection={objection} city={city} />
            {objection.answer === null && evaluation.acts.includes('decide') && (
              <Answer id={evaluation.id} objection={objection} tried={tried} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Objected({ objection, city }: { objection: ObjectionShown; city: City }) {
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
    <Form action={evaluationPaths.objectionAnswer(id, objection.id)}>
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
    </Form>
  )
}
