import { actionOf } from '../../../alerts/response/playbook-choice.ts'
import type { ResponseLine, ResponseRead, ResponseTask } from '../../../alerts/response/read-response.ts'
import { type ResponseMove, responseMoves } from '../../../alerts/response/response-moves.ts'
import { responseActs } from '../../../alerts/response/response-words.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { CheckField, Field, SelectField, Submit, TextArea } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Badge, Both, LevelBadge, Notice } from '../../parts.tsx'
import { shanghaiDue, shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { BureauOptions } from '../dispatch/dispatch-choices.tsx'
import { OriginLink, originOf } from './response-origin.tsx'
import { responsePaths } from './response-paths.ts'
import { type TaskActed, TaskCard } from './response-task.tsx'
import { DrillBadge, StateOfResponse } from './responses-page.tsx'

/** What was refused on the page, so that nothing typed is lost. */
export type ResponseTried = {
  said: Said
  task?: TaskActed
  move?: { move: ResponseMove; text: string }
  note?: string
}

/** All that was typed into the form that was refused. */
const typedIn = ({ task, move, note = '' }: ResponseTried): Record<string, string> => ({
  ...task?.typed,
  text: move?.text ?? note,
})

type PageProps = { read: ResponseRead; tried: ResponseTried | null; city: City; now: Date }

/** One response, to be taken in at a glance: what is late, what is critical, who has it; then the tasks, then the log. */
export function ResponsePage({ read, tried, city, now }: PageProps) {
  const { response, tasks, moves, runs } = read
  return (
    <>
      <p class="eyebrow">
        <a href={responsePaths.list}>← 快速处置 Rapid response</a> · <OriginLink origin={originOf(response)} />
      </p>
      {response.drill && (
        <Notice tone="yellow" title={{ zh: '演练，不是真的', en: 'A drill: none of this is real' }}>
          <p>
            <Both zh="不发信、不计入统计。" en="It sends no letter and counts nowhere." />
          </p>
        </Notice>
      )}
      <h1>{response.title}</h1>
      <p class="badges">
        {response.drill ? <DrillBadge /> : <LevelBadge level={response.colour} />}
        <StateOfResponse state={response.state} />
        <Badge zh={`牵头：${city.bureaus.get(response.lead)?.zh ?? response.lead}`} en="in the lead" />
      </p>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
          <TypedWords words={wordsOf(typedIn(tried))} />
        </Notice>
      )}
      <Glance tasks={tasks} city={city} now={now} />
      <Note responseId={response.id} closed={response.state === 'closed'} tried={tried?.note} />
      <h2 id="tasks">
        <Both zh="任务" en="Tasks" />
      </h2>
      <ul class="task-list">
        {tasks.map((task) => (
          <TaskCard
            task={task}
            city={city}
            now={now}
            drill={response.drill}
            tried={tried?.task?.id === task.id ? tried.task : null}
          />
        ))}
      </ul>
      {runs && response.state === 'open' && <AddTask responseId={response.id} city={city} />}
      <Moves responseId={response.id} moves={moves} tried={tried?.move} />
      <Log log={read.log} city={city} />
    </>
  )
}

/** The numbers first; then each open task in a line, the worst on top, with who has it. */
function Glance({ tasks, city, now }: { tasks: ResponseTask[]; city: City; now: Date }) {
  const open = tasks.filter(({ doneAt }) => doneAt === null)
  const late = open.filter(({ dueAt }) => dueAt !== null && dueAt < now)
  const critical = open.filter((task) => task.critical)
  const failed = tasks.filter((task) => task.failed)
  return (
    <section class="part glance" aria-label="一眼看清 At a glance">
      <ul class="figures-row">
        <Figure count={late.length} zh="超时" en="late" alarm="red" />
        <Figure count={critical.length} zh="关键未完" en="critical open" alarm="orange" />
        <Figure count={open.length} zh="未完" en="open" />
        <Figure count={tasks.length - open.length - failed.length} zh="已完成" en="done" />
        <Figure count={failed.length} zh="未成" en="failed" alarm="orange" />
      </ul>
      {open.length > 0 && (
        <ol class="glance-list">
          {open.map((task) => (
            <li class={late.includes(task) ? 'late' : undefined}>
              <a href={`#task-${task.id}`}>{actionOf(city, task.action).zh}</a>{' '}
              {late.includes(task) && <Badge tone="red" zh="⚠ 超时" en="late" />}
              {task.critical && <Badge tone="orange" zh="关键" en="critical" />}{' '}
              <BureauName city={city} id={task.bureau} />{' '}
              {task.dueAt && <span class="number">{shanghaiDue(task.dueAt)}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Figure({ count, zh, en, alarm }: Said & { count: number; alarm?: 'red' | 'orange' }) {
  return (
    <li class={count > 0 && alarm ? `tone-${alarm}` : undefined}>
      <strong class="number">{count}</strong> <Both zh={zh} en={en} />
    </li>
  )
}

function Note({ responseId, closed, tried }: { responseId: number; closed: boolean; tried: string | undefined }) {
  if (closed) return null
  return (
    <Form action={responsePaths.log(responseId)}>
      <TextArea
        name="text"
        label={{ zh: '记一条情况', en: 'Add to the situation log' }}
        value={tried}
        rows={2}
        maxlength={1000}
        required
      />
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="记下" en="Note it" />
        </button>
      </p>
    </Form>
  )
}

function AddTask({ responseId, city }: { responseId: number; city: City }) {
  return (
    <details class="act">
      <summary>
        <Both zh="另行交办一项" en="Give one more task" />
      </summary>
      <Form action={responsePaths.tasks(responseId)}>
        <SelectField
          name="action"
          label={{ zh: '措施', en: 'Action' }}
          options={city.playbooks.actions.map(({ id, zh, en }) => ({ value: id, zh, en }))}
          required
        />
        <Field
          name="new-bureau"
          label={{ zh: '单位', en: 'Bureau' }}
          required
          control={(attributes) => (
            <select {...attributes}>
              <BureauOptions city={city} chosen="" />
            </select>
          )}
        />
        <CheckField
          name="critical"
          label={{ zh: '关键任务', en: 'Critical' }}
          values={[]}
          options={[{ value: 'yes', zh: '不完成不能解除预警', en: 'The warning is not lifted without it' }]}
        />
        <Submit zh="交办" en="Give it" />
      </Form>
    </details>
  )
}

type MovesProps = { responseId: number; moves: ResponseMove[]; tried: { move: ResponseMove; text: string } | undefined }

function Moves({ responseId, moves, tried }: MovesProps) {
  if (moves.length === 0) return null
  return (
    <section class="part acts" aria-labelledby="moves">
      <h2 id="moves">
        <Both zh="结束行动" en="Closing it" />
      </h2>
      {moves.map((move) => {
        const { label, says, asks } = responseMoves[move]
        return (
          <details class="act" open={tried?.move === move}>
            <summary>
              <Both {...label} />
            </summary>
            <Form action={responsePaths.move(responseId, move)}>
              <p class="hint">
                <Both {...says} />
              </p>
              <TextArea
                name={`text-${move}`}
                label={asks}
                value={tried?.move === move ? tried.text : undefined}
                rows={3}
                maxlength={1000}
                required
              />
              <p class="actions">
                <button type="submit" class={move === 'refuse_closure' ? 'grave' : undefined}>
                  <Both {...label} />
                </button>
              </p>
            </Form>
          </details>
        )
      })}
    </section>
  )
}

function Log({ log, city }: { log: ResponseLine[]; city: City }) {
  return (
    <section class="part">
      <h2>
        <Both zh="情况记录" en="Situation log" />
      </h2>
      <ul class="looks">
        {log.map(({ at, name, bureau, act, action, text }) => (
          <li>
            <span class="number">{shanghaiTime(at)}</span> <strong>{responseActs[act].zh}</strong>{' '}
            <span class="en" lang="en">
              {responseActs[act].en}
            </span>{' '}
            {[name ?? '系统', bureau && (city.bureaus.get(bureau)?.zh ?? bureau)].filter(Boolean).join(' · ')}
            {action !== null && act !== 'give' && <> · {actionOf(city, action).zh}</>}：{text}
          </li>
        ))}
      </ul>
    </section>
  )
}
