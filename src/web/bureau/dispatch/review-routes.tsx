import { Hono, type Context as HonoContext } from 'hono'
import { correctReading, type Reviewed, type ReviewOutcome } from '../../../cases/dispatch/correct-reading.ts'
import { channels, type DecidedAsked, listDecided } from '../../../cases/dispatch/list-decided.ts'
import { noSuchCase } from '../../../cases/find-case.ts'
import { Conflict, Invalid } from '../../../errors.ts'
import { chosen, idOf, lineOf, pageOf } from '../../form-values.ts'
import { shanghaiDate } from '../../times.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { confidences, reviewsHref } from './review-filters.tsx'
import { ReviewPage, type ReviewTried } from './review-page.tsx'

/** What the machine decided: looked through, confirmed, overruled. */
export function reviewRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.reviews, (c) => reviewPage(web, c, null))

  routes.post(bureauPaths.reviews, async (c) => {
    const form = await c.req.formData()
    const caseId = idOf(lineOf(form, 'case', 15))
    if (caseId === null) throw noSuchCase()
    const reviewed: Reviewed = {
      leaf: lineOf(form, 'leaf', 20),
      lead: lineOf(form, 'lead', 20),
      danger: lineOf(form, 'danger', 1),
      kind: lineOf(form, 'kind', 20),
      reason: lineOf(form, 'reason', 600),
    }
    try {
      const { outcome } = await correctReading(contextOf(web, c), { caseId, reviewed })
      return c.redirect(reviewsHref(askedOf(web, c), { done: `${outcome}-${caseId}` }), 303)
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const fields = error instanceof Invalid ? error.fields : {}
      return reviewPage(web, c, { caseId, reviewed, said: error.said, fields }, error instanceof Invalid ? 422 : 409)
    }
  })

  return routes
}

const DAY_MS = 86_400_000

function askedOf(web: Web, c: HonoContext<Env>): DecidedAsked {
  const { city } = web.world
  const danger = chosen(c.req.query('danger'), ['0', '1', '2', '3'])
  const range = confidences.find(({ value }) => value === c.req.query('confidence'))
  const sample = c.req.query('sample') === 'yes'
  const day = /^20\d\d-\d\d-\d\d$/.exec(c.req.query('day') ?? '')?.[0] ?? null
  const real = day !== null && !Number.isNaN(Date.parse(day)) ? day : null
  return {
    bureau: chosen(c.req.query('bureau'), [...city.bureaus.keys()]),
    leaf: chosen(c.req.query('leaf'), ['NONE', ...city.leaves.keys()]),
    danger: danger === null ? null : Number(danger),
    confidence: range ? { from: range.from, below: range.below } : null,
    day: real ?? (sample ? shanghaiDate(new Date(web.now().getTime() - DAY_MS)) : null),
    channel: chosen(c.req.query('channel'), channels),
    sample,
    unsure: c.req.query('unsure') === 'yes',
    page: pageOf(c.req.query('page')),
  }
}

/** What a redirect tells of the act before it. */
function doneOf(value: string | undefined): ReviewOutcome | null {
  const [, outcome, caseId] = /^(confirmed|moved|kept)-([1-9]\d{0,14})$/.exec(value ?? '') ?? []
  return outcome === undefined ? null : { outcome: outcome as ReviewOutcome['outcome'], caseId: Number(caseId) }
}

async function reviewPage(web: Web, c: HonoContext<Env>, tried: ReviewTried | null, status: 200 | 409 | 422 = 200) {
  const asked = askedOf(web, c)
  const listed = await listDecided(contextOf(web, c), asked)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '机器分派复核', en: 'What the machine decided' }} desk="reviews">
      <ReviewPage
        {...listed}
        asked={asked}
        open={tried?.caseId ?? idOf(c.req.query('open') ?? '')}
        done={tried ? null : doneOf(c.req.query('done'))}
        tried={tried}
        city={web.world.city}
      />
    </DeskPage>,
    status,
  )
}
