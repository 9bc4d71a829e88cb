import { type EvaluationAct, evaluationActs } from '../../../insights/evaluation/evaluation-acts.ts'
import type { BureauShown, EvaluationRead } from '../../../insights/evaluation/read-evaluation.ts'
import type { City } from '../../../reference/city.ts'
import { SelectField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import type { EvaluationTried } from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

/** The form of one step of the table of acts. */
export function EvaluationStep({ id, act, tried }: { id: number; act: EvaluationAct; tried: EvaluationTried | null }) {
  const { label, says } = evaluationActs[act]
  const own = tried?.form === act ? tried : null
  return (
    <Form action={evaluationPaths.step(id, act)} class="part">
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
    </Form>
  )
}

type IncidentProps = { id: number; city: City; bureaus: BureauShown[]; tried: EvaluationTried | null }

/** Records a systemic incident, from which the grade of a bureau follows. */
export function SystemicIncident({ id, city, bureaus, tried }: IncidentProps) {
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
      <Form action={evaluationPaths.incidents(id)}>
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
        <Submit zh="登记" en="Record" />
      </Form>
    </details>
  )
}

/** What has been done to the evaluation so far. */
export function EvaluationHistory({ events }: { events: EvaluationRead['events'] }) {
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
