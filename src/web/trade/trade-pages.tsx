import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../accounts/permissions.ts'
import { findFirmsOf } from '../../alerts/links/find-firms-of.ts'
import { findReportsOf } from '../../alerts/links/find-reports-of.ts'
import { countMarkets } from '../../alerts/measures/count-markets.ts'
import { countMeasures } from '../../alerts/measures/count-measures.ts'
import { listDays } from '../../alerts/measures/list-days.ts'
import { listMeasures, type MeasuresAsked } from '../../alerts/measures/list-measures.ts'
import { listMarkets } from '../../alerts/notices/list-markets.ts'
import { listNotices, type NoticesAsked } from '../../alerts/notices/list-notices.ts'
import { readNotice } from '../../alerts/notices/read-notice.ts'
import { levelsUpward } from '../../alerts/warning-acts.ts'
import { deleteFilter } from '../../cases/filters/delete-filter.ts'
import { findFilters } from '../../cases/filters/find-filters.ts'
import { saveFilter } from '../../cases/filters/save-filter.ts'
import { Invalid, NotFound } from '../../errors.ts'
import { noticeSourceNames } from '../../intake/notice.ts'
import type { FilterTried } from '../bureau/inbox/filters-page.tsx'
import { chosen, idOf, lineOf, pageOf, queryOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { staffOnly } from '../session.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { askedFrom, filtersOf, askedOf as measuresAskedOf } from './asked-measures.ts'
import { CalendarPage } from './calendar-page.tsx'
import { LevelsPage } from './levels-page.tsx'
import { MapPage } from './map-page.tsx'
import { MeasureDesk } from './measure-desk.tsx'
import { NoticePage } from './notice-page.tsx'
import { TradeDesk } from './trade-desk.tsx'
import { viewPaths } from './view-paths.ts'

/** The trade desk: foreign measures and recalls as their sources tell them, open to everybody. */
export function tradePages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get(paths.trade, async (c) => {
    const context = contextOf(web, c)
    const markets = await listMarkets(context)
    if (!otherKinds.includes(c.req.query('kind') ?? '')) return measureDesk(web, c, markets)
    const asked = askedOf(web, c, markets)
    const listed = await listNotices(context, asked)
    return c.html(
      <Page web={web} c={c} title={{ zh: '贸易预警', en: 'Trade' }} section="trade" width="wide">
        <TradeDesk {...listed} asked={asked} markets={markets} city={city} today={shanghaiDate(context.now)} />
      </Page>,
    )
  })

  pages.get(`${paths.trade}/levels`, async (c) => {
    const context = contextOf(web, c)
    const lists = await Promise.all(
      (['red', 'orange', 'yellow'] as const).map(async (level) => ({
        level,
        measures: (await listMeasures(context, { ...everything, level }, levelsMax)).measures.filter(
          ({ warning }) => warning?.state === 'released',
        ),
      })),
    )
    return c.html(
      <Page web={web} c={c} title={{ zh: '红橙黄清单', en: 'Measures by level' }} section="trade" width="wide">
        <LevelsPage lists={lists} city={city} today={shanghaiDate(context.now)} />
      </Page>,
    )
  })

  pages.get(`${paths.trade}/calendar`, async (c) => {
    const context = contextOf(web, c)
    const asked = measuresAskedOf(web, c)
    const today = shanghaiDate(context.now)
    const written = c.req.query('month') ?? ''
    const month = /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(written) ? written : today.slice(0, 7)
    const listed = await listDays(context, asked, month)
    return c.html(
      <Page web={web} c={c} title={{ zh: '措施日历', en: 'Calendar of measures' }} section="trade" width="wide">
        <CalendarPage {...listed} {...{ month, asked, city, today }} />
      </Page>,
    )
  })

  pages.get(`${paths.trade}/map`, async (c) => {
    const counts = await countMarkets(contextOf(web, c))
    return c.html(
      <Page web={web} c={c} title={{ zh: '市场分布', en: 'Map of markets' }} section="trade" width="wide">
        <MapPage counts={counts} />
      </Page>,
    )
  })

  pages.use(`${viewPaths.views}/*`, staffOnly())
  pages.use(viewPaths.views, staffOnly())

  pages.post(viewPaths.views, async (c) => {
    const form = await c.req.formData()
    const values = new URLSearchParams(lineOf(form, 'query', 2000))
    const asked = askedFrom(city, (name) => values.get(name) ?? undefined)
    const query = queryOf(filtersOf(asked)).slice(1)
    const view = { name: lineOf(form, 'name', 100), query, shared: form.has('shared') }
    try {
      await saveFilter(contextOf(web, c), { ...view, desk: 'trade' })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const tried = { ...view, said: error.said, error: error.fields.name }
      return measureDesk(web, c, await listMarkets(contextOf(web, c)), tried, 422)
    }
    return c.redirect(`${paths.trade}?${query}`, 303)
  })

  pages.post('/bureau/trade-views/:id/end', async (c) => {
    await deleteFilter(contextOf(web, c), { filterId: idOf(c.req.param('id')) ?? 0, desk: 'trade' })
    return c.redirect(paths.trade, 303)
  })

  pages.get('/trade/notices/:id', async (c) => {
    const noticeId = idOf(c.req.param('id'))
    if (noticeId === null) throw new NotFound({ zh: '没有这份通报。', en: 'There is no such notice.' })
    const context = contextOf(web, c)
    const read = await readNotice(context, { noticeId })
    const meets = read.notice.kind === 'recall' || read.notice.kind === 'sample'
    const reports = meets ? await findReportsOf(context, noticeId) : null
    const firms = meets ? await findFirmsOf(context, { noticeId }) : []
    return c.html(
      <Page web={web} c={c} title={titleOf(read.notice)} section="trade" width="wide">
        <NoticePage {...{ read, reports, firms, city }} actor={context.actor} now={context.now} />
      </Page>,
    )
  })

  return pages
}

const otherKinds = ['recall', 'sample', 'complaint_abroad', 'all']
const levelsMax = 300
const everything: MeasuresAsked = {
  ...{ family: null, leaf: null, market: null, hs: null, level: null, open: false },
  ...{ newDays: null, closingDays: null, text: null, page: 1 },
}

async function measureDesk(
  web: Web,
  c: HonoContext<Env>,
  markets: string[],
  tried: FilterTried | null = null,
  status: 200 | 422 = 200,
) {
  const context = contextOf(web, c)
  const values = new URLSearchParams(tried?.query ?? '')
  const asked = tried ? askedFrom(web.world.city, (name) => values.get(name) ?? undefined) : measuresAskedOf(web, c)
  const views = may(context.actor, 'review_measures')
    ? { views: await findFilters(context, 'trade'), shares: may(context.actor, 'share_filters'), tried }
    : null
  const [listed, counts] = await Promise.all([listMeasures(context, asked), countMeasures(context)])
  const today = shanghaiDate(context.now)
  return c.html(
    <Page web={web} c={c} title={{ zh: '贸易预警', en: 'Trade' }} section="trade" width="wide">
      <MeasureDesk {...listed} {...{ counts, asked, markets, today, views }} city={web.world.city} />
    </Page>,
    status,
  )
}

const titleOf = ({ title, titleZh }: { title: string; titleZh: string | null }) => ({
  zh: (titleZh ?? '').slice(0, 60),
  en: title.slice(0, 80),
})

function askedOf(web: Web, c: HonoContext<Env>, markets: string[]): NoticesAsked {
  const { city } = web.world
  const text = (c.req.query('text') ?? '').trim().slice(0, 80)
  return {
    kind:
      c.req.query('kind') === 'all'
        ? null
        : (chosen(c.req.query('kind'), ['recall', 'sample', 'complaint_abroad'] as const) ?? 'bulletin'),
    leaf: chosen(c.req.query('sector'), [...city.leaves.keys()]),
    market: chosen(c.req.query('market'), markets),
    level: chosen(c.req.query('level'), levelsUpward),
    open: c.req.query('open') === 'yes',
    source: chosen(c.req.query('source'), noticeSourceNames),
    text: text === '' ? null : text,
    page: pageOf(c.req.query('page')),
  }
}
