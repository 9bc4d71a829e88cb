import { may } from '../../../accounts/permissions.ts'
import type { Actor } from '../../../context.ts'
import type { PlanListed, TaskListed } from '../../../enterprises/plans/plan-rows.ts'
import { inspectionResults } from '../../../enterprises/plans/record-inspection.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { CheckField, RadioField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, Facts, Notice } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'

export type ResultTried = {
  taskId: number
  result: string
  findings: string
  safety: boolean
  rectifyBy: string | null
  fields: Record<string, Said>
}
type PlanProps = {
  plan: PlanListed
  tasks: TaskListed[]
  city: City
  actor: Actor
  refusal: Said | null
  tried: ResultTried | null
}

/** One plan: its pool and hash, the draw, and each firm drawn with its inspectors and what they found. */
export function PlanPage({ plan, tasks, city, actor, refusal, tried }: PlanProps) {
  const own = actor.kind === 'staff' && actor.bureau === plan.bureau && may(actor, 'keep_firms')
  return (
    <>
      <p class="crumbs">
        <a href={bureauPaths.plans}>
          <Both zh="双随机抽查" en="Inspection plans" />
        </a>
      </p>
      <h1>{plan.title}</h1>
      {refusal && (
        <Notice tone="orange" alert>
          <p>
            <Both {...refusal} />
          </p>
        </Notice>
      )}
      <Facts
        rows={[
          [{ zh: '单位', en: 'Bureau' }, <BureauName city={city} id={plan.bureau} />],
          [{ zh: '时间', en: 'When' }, `${plan.from} – ${plan.to}`],
          [
            { zh: '名单', en: 'Pool' },
            <Both
              zh={`${plan.poolSize} 家，抽 ${plan.firms} 家`}
              en={`${plan.poolSize} firms, ${plan.firms} to draw`}
            />,
          ],
          [{ zh: '名单哈希 SHA-256', en: 'Hash of the pool' }, <code class="written">{plan.poolSha256}</code>],
          [{ zh: '种子', en: 'Seed' }, plan.seed],
          [{ zh: '抽取', en: 'Drawn' }, plan.drawnAt && shanghaiTime(plan.drawnAt)],
        ]}
      />
      {plan.seed === null && own && <DrawForm planId={plan.id} />}
      {tasks.length > 0 && (
        <h2>
          <Both zh="抽中的企业" en="Firms drawn" />
        </h2>
      )}
      {tasks.map((task) => (
        <TaskCard task={task} planId={plan.id} tried={tried?.taskId === task.id ? tried : null} />
      ))}
    </>
  )
}

function DrawForm({ planId }: { planId: number }) {
  return (
    <Form class="part" action={bureauPaths.planDraw(planId)}>
      <h2>
        <Both zh="抽取" en="Draw" />
      </h2>
      <TextField
        name="seed"
        label={{ zh: '种子', en: 'Seed' }}
        hint={{
          zh: '写名单固定之后才产生、谁也不能左右的公开数字，例如当日福利彩票的期号和号码。种子会公开。',
          en: 'Public numbers that came up after the pool was fixed, e.g. date and numbers of a lottery of the day. It is made public.',
        }}
        maxlength={200}
        autocomplete="off"
        required
      />
      <Submit zh="抽取企业和检查人员" en="Draw firms and inspectors" />
    </Form>
  )
}

function TaskCard({ task, planId, tried }: { task: TaskListed; planId: number; tried: ResultTried | null }) {
  return (
    <article class="card" id={`task-${task.id}`}>
      <h3>
        <a href={bureauPaths.firm(task.code)}>{task.name}</a>
      </h3>
      <p>{task.address}</p>
      <p class="badges">
        {task.result ? (
          <Badge tone={task.result.endsWith('pass') ? 'good' : 'orange'} {...inspectionResults[task.result]} />
        ) : (
          <Badge tone="yellow" zh="待检查" en="to be inspected" />
        )}
        <Both zh={`检查人员：${task.inspectors.join('、')}`} en="inspectors" />
      </p>
      <p class="hint">{task.because.join('；')}</p>
      {task.findings && <p class="written">{task.findings}</p>}
      {task.rectifyBy && (
        <p>
          <Both zh={`整改期限 ${task.rectifyBy}`} en={`to be put right by ${task.rectifyBy}`} />
        </p>
      )}
      {task.result === null && task.mine && <ResultForm task={task} planId={planId} tried={tried} />}
    </article>
  )
}

function ResultForm({ task, planId, tried }: { task: TaskListed; planId: number; tried: ResultTried | null }) {
  const { id } = task
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="录入结果" en="Record the result" />
      </summary>
      <Form action={bureauPaths.inspectionResult(id)}>
        <input type="hidden" name="plan" value={String(planId)} />
        <RadioField
          name={`result-${id}`}
          label={{ zh: '结果', en: 'Result' }}
          value={tried?.result}
          error={tried?.fields.result}
          options={Object.entries(inspectionResults).map(([value, name]) => ({ value, ...name }))}
          required
        />
        <CheckField
          name={`safety-${id}`}
          label={{ zh: '问题', en: 'Faults' }}
          values={tried?.safety ? ['yes'] : []}
          options={[{ value: 'yes', zh: '涉及安全', en: 'concern safety' }]}
        />
        <TextArea
          name={`findings-${id}`}
          label={{ zh: '检查情况', en: 'What was found' }}
          value={tried?.findings}
          error={tried?.fields.findings}
          rows={4}
          maxlength={2000}
          required
        />
        <TextField
          name={`rectify-${id}`}
          label={{ zh: '整改期限（有问题时）', en: 'To be put right by, when faulty' }}
          type="date"
          value={tried?.rectifyBy ?? ''}
          error={tried?.fields.rectify_by}
          size="short"
        />
        <Submit zh="录入" en="Record" />
      </Form>
    </details>
  )
}
