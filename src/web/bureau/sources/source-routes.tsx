import { Hono, type Context as HonoContext } from 'hono'
import { Invalid, NotFound } from '../../../errors.ts'
import { listSources } from '../../../intake/sources/list-sources.ts'
import { readSource } from '../../../intake/sources/read-source.ts'
import { settleReject } from '../../../intake/sources/settle-reject.ts'
import { takeDocument } from '../../../intake/sources/take-document.ts'
import { sourceNames } from '../../alert-parts.tsx'
import { idOf, lineOf, pageOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { type SettlementTried, SourcePage } from './source-page.tsx'
import { sourcePaths } from './source-paths.ts'
import { type Handed, SourcesPage } from './sources-page.tsx'

/** How the sources are doing, documents handed in, and what could not be read. */
export function sourceRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(sourcePaths.list, (c) => listPage(web, c, null))

  routes.post(sourcePaths.documents, async (c) => {
    const form = await c.req.formData()
    const source = lineOf(form, 'source', 40)
    const file = form.get('document')
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    try {
      const count = await takeDocument(contextOf(web, c), {
        source,
        name: file instanceof File ? file.name : '',
        bytes,
      })
      return listPage(web, c, { source, count, errors: {} })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return listPage(web, c, { source, count: null, errors: error.fields }, 422)
    }
  })

  routes.get('/bureau/sources/:source', (c) => onePage(web, c, c.req.param('source'), null))

  routes.post('/bureau/sources/rejects/:id/settlement', async (c) => {
    const rejectId = idOf(c.req.param('id'))
    if (rejectId === null) throw new NotFound({ zh: '没有这条记录。', en: 'There is no such row.' })
    const form = await c.req.formData()
    const settlement = lineOf(form, `settlement-${rejectId}`, 501)
    const alike = form.get(`alike-${rejectId}`) === 'yes'
    try {
      const { source } = await settleReject(contextOf(web, c), { rejectId, settlement, alike })
      return c.redirect(sourcePaths.source(source), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const source = c.req.header('Referer')?.match(/\/bureau\/sources\/([a-z-]+)/)?.[1] ?? ''
      return onePage(web, c, source, { rejectId, settlement, alike, error: error.fields.settlement }, 422)
    }
  })

  return routes
}

async function listPage(web: Web, c: HonoContext<Env>, handed: Handed | null, status: 200 | 422 = 200) {
  const sources = await listSources(contextOf(web, c))
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '数据源', en: 'Sources' }} desk="sources">
      <SourcesPage sources={sources} handed={handed} />
    </DeskPage>,
    status,
  )
}

async function onePage(
  web: Web,
  c: HonoContext<Env>,
  source: string,
  tried: SettlementTried | null,
  status: 200 | 422 = 200,
) {
  const page = pageOf(c.req.query('page'))
  const read = await readSource(contextOf(web, c), { source, page })
  return c.html(
    <DeskPage web={web} c={c} title={sourceNames[read.health.source]} desk="sources">
      <SourcePage read={read} page={page} tried={tried} />
    </DeskPage>,
    status,
  )
}
