import { actionOf } from '../../../alerts/response/playbook-choice.ts'
import type { ResponseTask } from '../../../alerts/response/read-response.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Reasons } from '../../case-parts.tsx'
import { FilesField } from '../../citizen/files-field.tsx'
import { Field, RadioField, Submit, TextArea } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { TimeLeft } from '../case/case-badges.tsx'
import { BureauOptions } from '../dispatch/dispatch-choices.tsx'
import { responsePaths } from './response-paths.ts'

/** An act on a task that was refused: which, what was typed, what was wrong. */
export type TaskActed = {
  id: number
  form: 'end' | 'hand_over' | 'evidence'
  typed: Record<string, string>
  errors: Record<string, Said>
}

type CardProps = { task: ResponseTask; city: City; now: Date; drill: boolean; tried: TaskActed | null }

/** One task: who, by when, what to see to, what shows it; and what the reader can do about it. */
export function TaskCard({ task, city, now, drill, tried }: CardProps) {
  const late = task.doneAt === null && task.dueAt !== null && task.dueAt < now
  return (
    <li class={late && !drill ? 'card rapid' : 'card'} id={`task-${task.id}`}>
      <p class="badges">
        {drill && <Badge tone="yellow" zh="演练" en="Drill" />}
        {task.critical && <Badge tone="orange" zh="关键" en="Critical" />}
        {task.mine && <Badge tone="blue" zh="归您的单位" en="Yours" />}
        {city.bureaus.get(task.bureau)?.zh ?? task.bureau}
      </p>
      <p class="task-title">
        <Both {...actionOf(city, task.action)} />
      </p>
      <Outcome task={task} now={now} />
      <ul class="checks">
        {task.checks.map((check) => (
          <li>
            <Check taskId={task.id} check={check} mine={task.mine} />
          </li>
        ))}
      </ul>
      {task.evidence.length > 0 && (
        <ul class="attachments">
          {task.evidence.map(({ id, name, scan }) => (
            <li>
              <a href={responsePaths.file(id)}>{name}</a>{' '}
              {scan === 'unscanned' && <Badge tone="yellow" zh="未查毒" en="not scanned" />}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>
          <Both zh="为什么、按哪条时限" en="Why, and under which rule" />
        </summary>
        <Reasons reasons={task.because} />
      </details>
      {task.mine && <EndForm task={task} tried={tried?.form === 'end' ? tried : null} />}
      {task.mine && <EvidenceForm task={task} tried={tried?.form === 'evidence' ? tried : null} />}
      {task.mayHandOver && <HandOverForm task={task} city={city} tried={tried?.form === 'hand_over' ? tried : null} />}
    </li>
  )
}

function Outcome({ task: { doneAt, failed, result, dueAt }, now }: { task: ResponseTask; now: Date }) {
  if (doneAt === null) {
    return (
      <p>
        <TimeLeft dueAt={dueAt} now={now} />
      </p>
    )
  }
  return (
    <p>
      {failed ? (
        <Badge tone="orange" zh={`✗ ${shanghaiTime(doneAt)} 未成`} en="failed" />
      ) : (
        <Badge tone="good" zh={`✓ ${shanghaiTime(doneAt)} 完成`} en="done" />
      )}{' '}
      {result}
    </p>
  )
}

type CheckProps = { taskId: number; check: ResponseTask['checks'][number]; mine: boolean }

function Check({ taskId, check: { number, zh, en, tickedAt, name }, mine }: CheckProps) {
  if (tickedAt !== null) {
    return (
      <>
        ✓ <Both zh={zh} en={en} />{' '}
        <span class="hint">
          {shanghaiTime(tickedAt)} {name}
        </span>
      </>
    )
  }
  if (!mine) {
    return (
      <>
        ☐ <Both zh={zh} en={en} />
      </>
    )
  }
  return (
    <Form action={responsePaths.check(taskId, number)}>
      <button type="submit" class="quiet tick">
        ☐ <Both zh={zh} en={en} />
      </button>
    </Form>
  )
}

function EndForm({ task, tried }: { task: ResponseTask; tried: TaskActed | null }) {
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="办完了，或没办成" en="Done, or failed" />
      </summary>
      <Form action={responsePaths.end(task.id)}>
        <RadioField
          name={`outcome-${task.id}`}
          label={{ zh: '结果', en: 'Outcome' }}
          value={tried?.typed.outcome ?? 'done'}
          options={[
            { value: 'done', zh: '完成', en: 'done' },
            { value: 'failed', zh: '没有办成', en: 'failed' },
          ]}
          required
        />
        <TextArea
          name={`result-${task.id}`}
          label={{ zh: '做了什么、结果怎样', en: 'What was done and what came of it' }}
          value={tried?.typed.result}
          error={tried?.errors.result}
          rows={3}
          maxlength={1000}
          required
        />
        <Submit zh="结束这项任务" en="End this task" />
      </Form>
    </details>
  )
}

function EvidenceForm({ task, tried }: { task: ResponseTask; tried: TaskActed | null }) {
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="上传凭证" en="Add evidence" />
      </summary>
      <Form action={responsePaths.evidence(task.id)} enctype="multipart/form-data">
        <FilesField error={tried?.errors.files} lost={tried !== null} name={`files-${task.id}`} />
        <Submit zh="上传" en="Upload" />
      </Form>
    </details>
  )
}

function HandOverForm({ task, city, tried }: { task: ResponseTask; city: City; tried: TaskActed | null }) {
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="转交其他单位" en="Hand over to another bureau" />
      </summary>
      <Form action={responsePaths.handOver(task.id)}>
        <Field
          name={`bureau-${task.id}`}
          label={{ zh: '转给', en: 'To' }}
          error={tried?.errors.bureau}
          required
          control={(attributes) => (
            <select {...attributes}>
              <BureauOptions city={city} chosen={tried?.typed.bureau ?? ''} />
            </select>
          )}
        />
        <TextArea
          name={`reason-${task.id}`}
          label={{ zh: '理由（期限不变）', en: 'Why; the time limit stays' }}
          value={tried?.typed.reason}
          error={tried?.errors.reason}
          rows={2}
          maxlength={1000}
          required
        />
        <Submit zh="转交" en="Hand over" />
      </Form>
    </details>
  )
}
