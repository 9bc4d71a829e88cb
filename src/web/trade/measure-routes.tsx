import { Hono, type Context as HonoContext } from 'hono'
import { listConcerns } from '../../alerts/concerns/list-concerns.ts'
import { readMeasure } from '../../alerts/measures/read-measure.ts'
import { reviewsOf } from '../../alerts/reviews/reviews-of.ts'
import { readOwnName } from '../../enterprises/own/read-own-name.ts'
import { alertPaths } from '../alert-paths.ts'
import { firmIn } from '../firms/firm-session.ts'
import { Page } from '../layout.tsx'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import type { HitTried } from './hit-part.tsx'
import { MeasurePage } from './measure-page.tsx'

/** The dossier of each measure, open to everybody, under the symbol of its first notice; any other of its symbols leads there. */
export function measurePages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get('/trade/measures/:symbol{.+}', (c) => measurePage(web, c, c.req.param('symbol'), null))
  return pages
}

/** The dossier, also with what a firm typed on it and what was wrong with that. */
export async function measurePage(
  web: Web,
  c: HonoContext<Env>,
  symbol: string,
  tried: HitTried | null,
  status: 200 | 422 = 200,
): Promise<Response> {
  const context = contextOf(web, c)
  const read = await readMeasure(context, { symbol })
  if (read.family !== symbol) return c.redirect(alertPaths.measure(read.family), 302)
  const reviews = await reviewsOf(context, read.family)
  const concerns = reviews ? await listConcerns(context, { family: read.family }) : []
  const firm = await firmIn(web, c)
  if (firm) c.header('Cache-Control', 'no-store')
  const hit = {
    firm: firm && (await readOwnName({ ...context, actor: firm })),
    said: c.req.query('said') === 'yes',
    tried,
  }
  const { first } = read
  const title = { zh: (first.titleZh ?? read.family).slice(0, 60), en: first.title.slice(0, 80) }
  return c.html(
    <Page web={web} c={c} title={title} section="trade" width="wide">
      <MeasurePage
        read={read}
        reviews={reviews && { reviews, concerns }}
        hit={hit}
        city={web.world.city}
        today={shanghaiDate(context.now)}
      />
    </Page>,
    status,
  )
}
