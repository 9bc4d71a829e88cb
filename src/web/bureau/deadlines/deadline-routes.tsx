import { Hono } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { listObjections } from '../../../cases/apart/list-objections.ts'
import { listExtensionRequests } from '../../../cases/clocks/list-extension-requests.ts'
import { acknowledgeReminder } from '../../../cases/reminders/acknowledge-reminder.ts'
import { listForecast } from '../../../cases/reminders/list-forecast.ts'
import { listReminders } from '../../../cases/reminders/list-reminders.ts'
import { acknowledgeRequestReminder } from '../../../enterprises/requests/acknowledge-request-reminder.ts'
import { listRequestReminders } from '../../../enterprises/requests/list-request-reminders.ts'
import { idIn, pageOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { DeadlinesPage } from './deadlines-page.tsx'

/** What is running out, who was told, and what will probably be late. */
export function deadlineRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.deadlines, async (c) => {
    const context = contextOf(web, c)
    const page = pageOf(c.req.query('page'))
    const next = pageOf(c.req.query('next'))
    const reminders = await listReminders(context, { page })
    const ofFirms = await listRequestReminders(context)
    const forecast = await listForecast(context, { page: next })
    const requests = await listExtensionRequests(context)
    const objections = await listObjections(context)
    const everyBureau = may(context.actor, 'see_all_deadlines')
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '时限提醒', en: 'Deadlines' }} desk="deadlines">
        <DeadlinesPage
          {...{ requests, objections, reminders, ofFirms, forecast, page, next, everyBureau }}
          city={web.world.city}
          now={context.now}
        />
      </DeskPage>,
    )
  })

  routes.post('/bureau/deadlines/:id/acknowledgement', async (c) => {
    const reminderId = idIn(c.req.param('id'), noReminder)
    await acknowledgeReminder(contextOf(web, c), { reminderId })
    return c.redirect(bureauPaths.deadlines, 303)
  })

  routes.post('/bureau/deadlines/requests/:id/acknowledgement', async (c) => {
    const reminderId = idIn(c.req.param('id'), noReminder)
    await acknowledgeRequestReminder(contextOf(web, c), { reminderId })
    return c.redirect(bureauPaths.deadlines, 303)
  })

  return routes
}

const noReminder = { zh: '没有这条提醒。', en: 'There is no such reminder.' }
