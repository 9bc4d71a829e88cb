import { Hono, type Context as HonoContext } from 'hono'
import { kindOfWarning } from '../../alerts/kind-of-warning.ts'
import { listReleased } from '../../alerts/list-released.ts'
import { readWarning } from '../../alerts/read-warning.ts'
import { listIncidentsOfWarning } from '../../alerts/warnings/list-incidents-of-warning.ts'
import { readQualityWarning } from '../../alerts/warnings/read-quality-warning.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { idIn, ordinalIn } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { QualityWarningPage } from './quality-pages.tsx'
import { WarningPage } from './warning-page.tsx'
import { WarningsPage } from './warnings-page.tsx'

/** The warnings that everybody may read: those in force, and each one by its number, also after it was lifted. */
export function warningPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get(paths.warnings, async (c) => {
    const warnings = await listReleased(contextOf(web, c), { limit: 100 })
    return c.html(
      <Page web={web} c={c} title={{ zh: '预警', en: 'Warnings' }} section="warnings" width="wide">
        <WarningsPage warnings={warnings} city={city} />
      </Page>,
    )
  })

  pages.get('/warnings/:id', async (c) => {
    const warningId = numberOf(c.req.param('id'))
    const context: Context = { ...contextOf(web, c), actor: { kind: 'citizen' } }
    if ((await kindOfWarning(context, { warningId })) === 'quality') return qualityPage(web, c, { warningId })
    const warning = await readWarning(context, { warningId })
    return c.html(
      <Page web={web} c={c} title={warning.title} section="warnings">
        <WarningPage warning={warning} city={city} />
      </Page>,
    )
  })

  pages.get('/warnings/:id/versions/:number', (c) =>
    qualityPage(web, c, { warningId: numberOf(c.req.param('id')), number: ordinalIn(c.req.param('number'), noSuch) }),
  )

  return pages
}

const noSuch = { zh: '没有这条预警。', en: 'There is no such warning.' }

const numberOf = (written: string | undefined): number => idIn(written, noSuch)

/** A quality warning to everybody, staff too: the newest version, or the one asked for. */
async function qualityPage(web: Web, c: HonoContext<Env>, asked: { warningId: number; number?: number }) {
  const { warningId, number } = asked
  const context: Context = { ...contextOf(web, c), actor: { kind: 'citizen' } }
  const warning = await readQualityWarning(context, { warningId })
  const shown = number ? warning.versions.find((version) => version.number === number) : warning.versions[0]
  if (!shown) throw new NotFound(noSuch)
  const incidents = await listIncidentsOfWarning(context, { warningId })
  return c.html(
    <Page web={web} c={c} title={shown.content.title} section="warnings">
      <QualityWarningPage warning={warning} shown={shown} incidents={incidents} city={web.world.city} />
    </Page>,
  )
}
