import { Hono } from 'hono'
import { listReleased } from '../../alerts/list-released.ts'
import { readWarning } from '../../alerts/read-warning.ts'
import { NotFound } from '../../errors.ts'
import { idOf } from '../bureau/form-values.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { WarningPage } from './warning-page.tsx'
import { WarningsPage } from './warnings-page.tsx'

/** The warnings that everybody may read: those in force, and each one by its number, also after it was lifted. */
export function warningPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get(paths.warnings, async (c) => {
    const warnings = await listReleased(contextOf(web, c), { limit: 100 })
    return c.html(
      <Page web={web} c={c} title={{ zh: '预警', en: 'Warnings' }} section="warnings">
        <WarningsPage warnings={warnings} city={city} />
      </Page>,
    )
  })

  pages.get('/warnings/:id', async (c) => {
    const warningId = idOf(c.req.param('id'))
    if (warningId === null) throw new NotFound({ zh: '没有这条预警。', en: 'There is no such warning.' })
    const warning = await readWarning({ ...contextOf(web, c), actor: { kind: 'citizen' } }, { warningId })
    return c.html(
      <Page web={web} c={c} title={warning.title} section="warnings">
        <WarningPage warning={warning} city={city} />
      </Page>,
    )
  })

  return pages
}
