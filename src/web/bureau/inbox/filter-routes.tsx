import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { chooseStart } from '../../../cases/filters/choose-start.ts'
import { deleteFilter } from '../../../cases/filters/delete-filter.ts'
import { listFilters } from '../../../cases/filters/list-filters.ts'
import { saveFilter } from '../../../cases/filters/save-filter.ts'
import { Invalid } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from './desk-page.tsx'
import { FiltersPage, type FilterTried } from './filters-page.tsx'

/** Saving, choosing and deleting filters of the inbox. */
export function filterRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.filters, (c) => filtersPage(web, c, null))

  routes.post(bureauPaths.filters, async (c) => {
    const form = await c.req.formData()
    const filter = { name: lineOf(form, 'name', 100), query: lineOf(form, 'query', 2000), shared: form.has('shared') }
    try {
      const { id, query } = await saveFilter(contextOf(web, c), filter)
      return c.redirect(bureauPaths.inboxView(query, id), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return filtersPage(web, c, { ...filter, said: error.said, error: error.fields.name }, 422)
    }
  })

  routes.post(bureauPaths.inboxStart, async (c) => {
    await chooseStart(contextOf(web, c), { filterId: idOf(lineOf(await c.req.formData(), 'filter', 20)) })
    return c.redirect(bureauPaths.filters, 303)
  })

  routes.post('/bureau/filters/:id/end', async (c) => {
    await deleteFilter(contextOf(web, c), { filterId: idOf(c.req.param('id')) ?? 0 })
    return c.redirect(bureauPaths.filters, 303)
  })

  return routes
}

async function filtersPage(web: Web, c: HonoContext<Env>, tried: FilterTried | null, status: 200 | 422 = 200) {
  const context = contextOf(web, c)
  const filters = await listFilters(context)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '常用筛选', en: 'Saved filters' }} desk="inbox">
      <FiltersPage filters={filters} shares={may(context.actor, 'share_filters')} tried={tried} />
    </DeskPage>,
    status,
  )
}
