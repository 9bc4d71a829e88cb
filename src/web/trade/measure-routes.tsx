import { Hono } from 'hono'
import { readMeasure } from '../../alerts/measures/read-measure.ts'
import { reviewsOf } from '../../alerts/reviews/reviews-of.ts'
import { alertPaths } from '../alert-paths.ts'
import { Page } from '../layout.tsx'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { MeasurePage } from './measure-page.tsx'

/** The dossier of each measure, open to everybody, under the symbol of its first notice; any other of its symbols leads there. */
export function measurePages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get('/trade/measures/:symbol{.+}', async (c) => {
    const symbol = c.req.param('symbol')
    const context = contextOf(web, c)
    const read = await readMeasure(context, { symbol })
    if (read.family !== symbol) return c.redirect(alertPaths.measure(read.family), 302)
    const { first } = read
    const reviews = await reviewsOf(context, read.family)
    const title = { zh: (first.titleZh ?? read.family).slice(0, 60), en: first.title.slice(0, 80) }
    return c.html(
      <Page web={web} c={c} title={title} section="trade" width="wide">
        <MeasurePage read={read} reviews={reviews} city={city} today={shanghaiDate(context.now)} />
      </Page>,
    )
  })

  return pages
}
