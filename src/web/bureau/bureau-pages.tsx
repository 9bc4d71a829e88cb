import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../accounts/permissions.ts'
import { listFilters } from '../../cases/filters/list-filters.ts'
import { readInboxAsked } from '../../cases/inbox/inbox-asked.ts'
import { type InboxAsked, listInbox } from '../../cases/inbox/list-inbox.ts'
import { countReminders } from '../../cases/reminders/count-reminders.ts'
import { finishTask } from '../../cases/tasks/finish-task.ts'
import { listTasks, type TaskKind, taskKinds } from '../../cases/tasks/list-tasks.ts'
import { listRequestReminders } from '../../enterprises/requests/list-request-reminders.ts'
import { Invalid, NotFound } from '../../errors.ts'
import { chosen, idOf, lineOf, pageOf } from '../form-values.ts'
import { paths } from '../paths.ts'
import { staffOnly } from '../session.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { accountPages } from './account/account-pages.tsx'
import { directoryDesk } from './account/directory-desk.tsx'
import { passkeyRoutes } from './account/passkey-routes.tsx'
import { signInPages } from './account/sign-in-pages.tsx'
import { auditRoutes } from './audit/audit-routes.tsx'
import { bureauPaths } from './bureau-paths.ts'
import { caseRoutes } from './case/case-routes.tsx'
import { documentRoutes } from './case/document-routes.tsx'
import { linkRoutes } from './case/link-routes.tsx'
import { riskRoutes } from './case/risk-routes.tsx'
import { deadlineRoutes } from './deadlines/deadline-routes.tsx'
import { dispatchRoutes } from './dispatch/dispatch-routes.tsx'
import { reviewRoutes } from './dispatch/review-routes.tsx'
import { firmDesk } from './firms/firm-desk.tsx'
import { identityRoutes } from './identity/identity-routes.tsx'
import { DeskPage, firstDesk, opensDesk } from './inbox/desk-page.tsx'
import { filterRoutes } from './inbox/filter-routes.tsx'
import { inboxExport } from './inbox/inbox-export.ts'
import { InboxPage } from './inbox/inbox-page.tsx'
import type { TaskTried } from './inbox/task-list.tsx'
import { TasksPage } from './inbox/tasks-page.tsx'
import { incidentRoutes } from './incident/incident-routes.tsx'
import { linksDesk } from './links/links-routes.tsx'
import { recallDesk } from './recalls/recall-desk.tsx'
import { sourceRoutes } from './sources/source-routes.tsx'
import { templateRoutes } from './templates/template-routes.tsx'
import { webhookRoutes } from './webhooks/webhook-routes.tsx'

/** The desks of the staff: sign-in, inbox, cases, dispatch, tasks, own account. */
export function bureauPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  pages.route('/', signInPages(web))
  pages.use(paths.bureau, staffOnly())
  pages.use(`${paths.bureau}/*`, staffOnly())

  pages.get(bureauPaths.inbox, async (c) => {
    if (!opensDesk(c.get('actor'), 'inbox')) return c.redirect(firstDesk(c.get('actor')), 303)
    const context = contextOf(web, c)
    const filters = await listFilters(context)
    const first = filters.find(({ starts }) => starts)
    if (first && new URL(c.req.url).search === '') return c.redirect(bureauPaths.inboxView(first.query, first.id), 303)
    const asked = askedOf(web, c)
    const inbox = await listInbox(context, asked)
    const reminders = (await countReminders(context)) + (await listRequestReminders(context)).mine
    const everyBureau = may(context.actor, 'see_all_cases')
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '收件箱', en: 'Inbox' }} desk="inbox">
        <InboxPage
          inbox={inbox}
          asked={asked}
          city={city}
          now={context.now}
          everyBureau={everyBureau}
          reminders={reminders}
          filters={filters}
          view={idOf(c.req.query('view') ?? '')}
          shares={may(context.actor, 'share_filters')}
        />
      </DeskPage>,
    )
  })

  pages.route('/', dispatchRoutes(web))

  pages.post(bureauPaths.exports, (c) => inboxExport(web, c, askedOf(web, c)))

  pages.route('/', filterRoutes(web))

  pages.route('/', deadlineRoutes(web))

  pages.get(bureauPaths.tasks, (c) => tasksPage(web, c, null))

  pages.post('/bureau/tasks/:id/result', async (c) => {
    const taskId = idOf(c.req.param('id'))
    if (taskId === null) throw new NotFound({ zh: '没有这项任务。', en: 'There is no such task.' })
    const result = lineOf(await c.req.formData(), `result-${taskId}`, 2000)
    try {
      const { caseId } = await finishTask(contextOf(web, c), { taskId, result })
      return c.redirect(caseId === null ? bureauPaths.tasks : bureauPaths.case(caseId), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return tasksPage(web, c, { taskId, result, error: error.fields.result }, 422)
    }
  })

  pages.route('/', incidentRoutes(web))
  pages.route('/', linkRoutes(web))
  pages.route('/', linksDesk(web))
  pages.route('/', recallDesk(web))

  pages.route('/', templateRoutes(web))

  pages.route('/bureau/cases', documentRoutes(web))

  pages.route('/', reviewRoutes(web))

  pages.route('/', riskRoutes(web))

  pages.route('/', firmDesk(web))

  pages.route('/bureau/cases', caseRoutes(web))

  pages.route('/', sourceRoutes(web))

  pages.route('/', identityRoutes(web))

  pages.route('/', auditRoutes(web))

  pages.route('/', accountPages(web))
  pages.route('/', passkeyRoutes(web))
  pages.route('/', directoryDesk(web))
  pages.route('/', webhookRoutes(web))

  return pages
}

const askedOf = (web: Web, c: HonoContext<Env>): InboxAsked =>
  readInboxAsked(web.world.city, (name) => c.req.query(name))

async function tasksPage(web: Web, c: HonoContext<Env>, tried: TaskTried | null, status: 200 | 422 = 200) {
  const context = contextOf(web, c)
  const { actor } = context
  const { city } = web.world
  const asked = {
    bureau: chosen(c.req.query('bureau'), [...city.bureaus.keys()]),
    kind: chosen(c.req.query('kind'), Object.keys(taskKinds) as TaskKind[]),
    page: pageOf(c.req.query('page')),
  }
  const listed = await listTasks(context, asked)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '任务', en: 'Tasks' }} desk="tasks">
      <TasksPage
        {...listed}
        asked={asked}
        city={city}
        now={context.now}
        ownBureau={actor.kind === 'staff' ? actor.bureau : null}
        followsRecalls={may(actor, 'follow_recalls')}
        tried={tried}
      />
    </DeskPage>,
    status,
  )
}
