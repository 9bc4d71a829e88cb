import { type TaskKind, type TaskShown, taskKinds } from '../../../cases/tasks/list-tasks.ts'
import type { City } from '../../../reference/city.ts'
import { queryOf } from '../../form-values.ts'
import { Both, Pagination } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { TaskList, type TaskTried } from './task-list.tsx'

type Asked = { bureau: string | null; kind: TaskKind | null; page: number }
type TasksProps = {
  tasks: TaskShown[]
  total: number
  pages: number
  asked: Asked
  city: City
  now: Date
  ownBureau: string | null
  followsRecalls: boolean
  tried: TaskTried | null
}

/** What the bureau still owes: rapid responses first, then the soonest due. */
export function TasksPage({ tasks, total, pages, asked, city, now, ownBureau, followsRecalls, tried }: TasksProps) {
  const kinds = Object.entries(taskKinds) as [TaskKind, { zh: string; en: string }][]
  return (
    <>
      <h1>
        <Both zh="任务" en="Tasks" />
      </h1>
      <p class="lead">
        <Both zh={`共 ${total} 项未完成。`} en={`${total} still open.`} />
      </p>
      <nav class="tabs" aria-label="任务种类 Kinds">
        <ul>
          <li>
            <a href={hrefOf({ ...asked, kind: null, page: 1 })} aria-current={asked.kind === null ? 'true' : undefined}>
              <Both zh="全部" en="All" />
            </a>
          </li>
          {kinds.map(([kind, said]) => (
            <li>
              <a href={hrefOf({ ...asked, kind, page: 1 })} aria-current={asked.kind === kind ? 'true' : undefined}>
                <Both {...said} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <TaskList
        tasks={tasks}
        city={city}
        now={now}
        ownBureau={ownBureau}
        followsRecalls={followsRecalls}
        tried={tried}
      />
      <Pagination page={asked.page} pages={pages} hrefOf={(page) => hrefOf({ ...asked, page })} />
    </>
  )
}

function hrefOf({ bureau, kind, page }: Asked): string {
  return `${bureauPaths.tasks}${queryOf({ bureau, kind, page: page === 1 ? null : page })}`
}
