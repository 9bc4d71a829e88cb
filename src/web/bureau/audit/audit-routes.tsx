import { Hono, type Context as HonoContext } from 'hono'
import { listAudit } from '../../../accounts/list-audit.ts'
import { type Verified, verifyAudit } from '../../../accounts/verify-audit.ts'
import { lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { AuditPage } from './audit-page.tsx'

/** The auditors' desk. */
export function auditRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(bureauPaths.audit, (c) => desk(web, c, null))
  routes.post(bureauPaths.auditCheck, async (c) => {
    const context = contextOf(web, c)
    const noted = lineOf(await c.req.formData(), 'noted', 64).toLowerCase()
    await listAudit(context)
    return desk(web, c, await verifyAudit(context, { noted: noted === '' ? null : noted }))
  })
  return routes
}

async function desk(web: Web, c: HonoContext<Env>, checked: Verified | null) {
  const shown = await listAudit(contextOf(web, c))
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '审计', en: 'Audit' }} desk="audit">
      <AuditPage shown={shown} checked={checked} />
    </DeskPage>,
  )
}
