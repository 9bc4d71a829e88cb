import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import { findNoticesOf } from '../../alerts/links/find-notices-of.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { readCreditRules } from '../../enterprises/grade/read-credit-rules.ts'
import { readPlans } from '../../enterprises/plans/read-plans.ts'
import { readFirm } from '../../enterprises/read-firm.ts'
import { exportRegister } from '../../enterprises/register/export-register.ts'
import { findFirms } from '../../enterprises/search/find-firms.ts'
import { Invalid } from '../../errors.ts'
import { chosen } from '../form-values.ts'
import { Page } from '../layout.tsx'
import type { LimitName } from '../rate-limits.ts'
import { streamed } from '../streamed.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { badgeSvg } from './badge.ts'
import { DrawsPage } from './draws-page.tsx'
import { FirmPage } from './firm-page.tsx'
import { OpenDataPage } from './open-data-page.tsx'
import { RulesPage } from './rules-page.tsx'
import { SearchPage } from './search-page.tsx'

const title = { zh: '查企业', en: 'Firms' }

/** What everybody may know of firms: search, one firm, the rules of the grade, open data. */
export function registerPages(web: Web, limited: (name: LimitName) => MiddlewareHandler<Env>): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get(firmPaths.search, limited('register'), (c) => searchPage(web, c))

  pages.get(firmPaths.rules, async (c) => {
    const read = await readCreditRules(contextOf(web, c))
    return c.html(
      <Page web={web} c={c} title={{ zh: '质量等级怎么算', en: 'How grades are computed' }} section="firms">
        <RulesPage {...read} credit={city.credit} />
      </Page>,
    )
  })

  pages.get(firmPaths.data, (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '开放数据', en: 'Open data' }} section="firms">
        <OpenDataPage />
      </Page>,
    ),
  )

  pages.get(firmPaths.draws, async (c) => {
    const plans = await readPlans({ ...contextOf(web, c), actor: { kind: 'citizen' } })
    return c.html(
      <Page web={web} c={c} title={{ zh: '双随机抽查公示', en: 'Inspection draws' }} section="firms">
        <DrawsPage plans={plans} city={city} />
      </Page>,
    )
  })

  for (const what of ['firms', 'facts'] as const) {
    for (const format of ['csv', 'json'] as const) {
      const path = what === 'firms' ? firmPaths.firmsFile(format) : firmPaths.factsFile(format)
      pages.get(path, limited('export'), (c) => exported(web, c, what, format))
    }
  }

  pages.get('/firms/:code', limited('register'), async (c) => {
    const context = { ...contextOf(web, c), actor: { kind: 'citizen' as const } }
    const read = await readFirm(context, { code: c.req.param('code').toUpperCase(), look: 'record' })
    const { name, id } = read.firm
    const notices = await findNoticesOf(context, { enterpriseId: id })
    return c.html(
      <Page web={web} c={c} title={{ zh: name, en: 'Firm' }} section="firms">
        <FirmPage {...{ read, notices, city }} today={shanghaiDate(context.now)} publicUrl={web.world.publicUrl} />
      </Page>,
    )
  })

  return pages
}

/** The badge for other sites, before the headers that keep pages to our own. */
export function badgePages(web: Web, limited: (name: LimitName) => MiddlewareHandler<Env>): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get('/firms/:code/badge.svg', limited('badge'), async (c) => {
    const context = { ...web.world, actor: { kind: 'citizen' as const }, now: web.now() }
    const { firm, shown } = await readFirm(context, { code: (c.req.param('code') ?? '').toUpperCase(), look: 'badge' })
    const svg = badgeSvg({
      grade: firm.grade,
      firm: firm.name,
      shownOn: shown?.shownAt ? shanghaiDate(shown.shownAt) : null,
    })
    return c.body(svg, 200, {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return pages
}

async function searchPage(web: Web, c: HonoContext<Env>) {
  const { city } = web.world
  const typed = (c.req.query('q') ?? '').slice(0, 100)
  const district = chosen(
    c.req.query('district'),
    city.districts.map(({ id }) => id),
  )
  const asked = c.req.query('q') !== undefined
  const found = asked
    ? await findFirms(contextOf(web, c), { typed, district }).catch((error: unknown) => {
        if (error instanceof Invalid) return error
        throw error
      })
    : null
  const error = found instanceof Invalid ? found.said : undefined
  return c.html(
    <Page web={web} c={c} title={title} section="firms">
      <SearchPage
        typed={typed}
        district={district}
        found={found instanceof Invalid ? null : found}
        city={city}
        error={error}
      />
    </Page>,
    error ? 422 : 200,
  )
}

async function exported(
  web: Web,
  c: HonoContext<Env>,
  what: 'firms' | 'facts',
  format: 'csv' | 'json',
): Promise<Response> {
  const context = contextOf(web, c)
  const pieces = await exportRegister(context, { what, format })
  return c.body(streamed(pieces), 200, {
    'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="${what}-${shanghaiDate(context.now)}.${format}"`,
  })
}
