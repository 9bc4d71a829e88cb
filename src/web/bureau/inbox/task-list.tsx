import { type TaskShown, taskKinds } from '../../../cases/tasks/list-tasks.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Reasons } from '../../case-parts.tsx'
import { Submit, TextArea } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both } from '../../parts.tsx'
import { recallPaths } from '../../recalls/recall-paths.ts'
import { useRefusedAt } from '../../refused-form.ts'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { TimeLeft } from '../case/case-badges.tsx'
import { responsePaths } from '../response/response-paths.ts'

type Task = TaskShown & { doneAt?: Date | null; result?: string | null }

export type TaskTried = { taskId: number; result: string; error: Said | undefined }

type TaskListProps = {
  tasks: Task[]
  city: City
  now: Date
  ownBureau: string | null
  /** The desk of recalls stands open to the reader. */
  followsRecalls?: boolean
  tried?: TaskTried | null
}

/** What bureaus owe, each with its reasons; the own bureau's open ones can be finished here. */
export function TaskList({ tasks, city, now, ownBureau, followsRecalls = false, tried = null }: TaskListProps) {
  if (tasks.length === 0) {
    return (
      <p class="empty">
        <Both zh="没有任务。" en="No tasks." />
      </p>
    )
  }
  return (
    <ul class="task-list">
      {tasks.map((task) => (
        <li class={isUrgent(task) && !task.doneAt ? 'card rapid' : 'card'}>
          <p class="badges">
            {task.drill && <Badge tone="yellow" zh="演练" en="Drill" />}
            <Badge tone={isUrgent(task) ? 'red' : 'calm'} {...taskKinds[task.kind]} />{' '}
            {city.bureaus.get(task.bureau)?.zh ?? task.bureau}
          </p>
          <p class="task-title">
            <TaskTitle task={task} followsRecalls={followsRecalls} />
          </p>
          {task.because.length > 0 && <Why because={task.because} />}
          <p>
            {task.doneAt ? (
              <>
                <Badge tone="good" zh={`✓ ${shanghaiTime(task.doneAt)} 完成`} en="done" /> {task.result}
              </>
            ) : (
              <TimeLeft dueAt={task.dueAt} now={now} />
            )}
          </p>
          {!task.doneAt && task.bureau === ownBureau && (
            <Finish task={task} tried={tried?.taskId === task.id ? tried : null} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** Why the task is there; long reasons wait to be asked for, so that a day's list stays one look. */
function Why({ because }: { because: string[] }) {
  if (because.join('').length <= 60) return <Reasons reasons={because} inline />
  return (
    <details>
      <summary>
        <Both zh="为什么" en="Why" />
      </summary>
      <Reasons reasons={because} />
    </details>
  )
}

/** People are in danger; a drill is never drawn as if they were. */
const isUrgent = ({ kind, drill }: Task): boolean => !drill && (kind === 'rapid_response' || kind === 'response')

function TaskTitle({ task, followsRecalls }: { task: Task; followsRecalls: boolean }) {
  const title = <Both {...task.title} />
  if (task.responseId !== null) return <a href={responsePaths.task(task.responseId, task.id)}>{title}</a>
  if (task.kind === 'recall_report' && task.noticeId !== null && followsRecalls)
    return <a href={recallPaths.onDesk(task.noticeId)}>{title}</a>
  if (task.noticeId !== null) return <a href={alertPaths.notice(task.noticeId)}>{title}</a>
  return task.caseId === null ? title : <a href={bureauPaths.case(task.caseId)}>{title}</a>
}

/** Handling is finished by answering the case, a part by handing it in, a response's task on its page: only the others by hand. */
function Finish({ task, tried }: { task: Task; tried: TaskTried | null }) {
  if (task.kind === 'handling' || task.kind === 'part' || task.kind === 'response') return null
  return (
    <details class="act" open={tried !== null || useRefusedAt(bureauPaths.taskResult(task.id))}>
      <summary>
        <Both zh="完成这项任务" en="Finish this task" />
      </summary>
      <Form action={bureauPaths.taskResult(task.id)} names={{ result: `result-${task.id}` }}>
        <TextArea
          name={`result-${task.id}`}
          label={{ zh: '完成情况（内部）', en: 'What was done (internal)' }}
          value={tried?.result}
          error={tried?.error}
          rows={3}
          maxlength={1000}
          required
        />
        <Submit zh="完成" en="Finish" />
      </Form>
    </details>
  )
}
