import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { listWarningsOfIncident } from '../../alerts/warnings/list-warnings-of-incident.ts'
import { findPublicIncident } from '../../cases/incidents/find-public-incident.ts'
import { listPublicIncidents } from '../../cases/incidents/list-public-incidents.ts'
import { NotFound } from '../../errors.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { incidentFeed } from './incident-feed.ts'
import { PublicIncidentPage, PublicIncidentsPage } from './public-incident-page.tsx'

/** The incidents that people made public, for everybody: the list, and each under its code with the way to join. */
export function incidentPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(paths.incidents, async (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '公开事件', en: 'Public incidents' }} section="file">
        <PublicIncidentsPage incidents={await listPublicIncidents(contextOf(web, c))} city={web.world.city} />
      </Page>,
    ),
  )

  pages.get(paths.incidentFeed, etag(), async (c) => {
    const incidents = await listPublicIncidents(contextOf(web, c), { withdrawn: true })
    return c.body(incidentFeed(web.world, incidents), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=60',
    })
  })

  pages.get('/incidents/:code', async (c) => {
    const code = c.req.param('code')
    const incident = await findPublicIncident(contextOf(web, c), { code })
    if (!incident) throw new NotFound({ zh: '没有这个公开事件。', en: 'There is no such public incident.' })
    const warnings = await listWarningsOfIncident(contextOf(web, c), { code })
    return c.html(
      <Page web={web} c={c} title={{ zh: incident.title, en: 'Public incident' }} section="file">
        <PublicIncidentPage incident={incident} warnings={warnings} city={web.world.city} />
      </Page>,
      incident.act === 'withdraw' ? 410 : 200,
    )
  })

  return pages
}
