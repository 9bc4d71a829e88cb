import { Hono, type Context as HonoContext } from 'hono'
import { feedBackReview } from '../../../alerts/reviews/feed-back-review.ts'
import { inviteReviewers } from '../../../alerts/reviews/invite-reviewers.ts'
import { listInvited } from '../../../alerts/reviews/list-invited.ts'
import { listReviews } from '../../../alerts/reviews/list-reviews.ts'
import { moveReview } from '../../../alerts/reviews/move-review.ts'
import { openReview } from '../../../alerts/reviews/open-review.ts'
import { readReview } from '../../../alerts/reviews/read-review.ts'
import { readReviewFile } from '../../../alerts/reviews/read-review-file.ts'
import { type ReviewState, reviewStates } from '../../../alerts/reviews/review-moves.ts'
import { reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import { missingReview } from '../../../alerts/reviews/review-row.ts'
import { setTerm } from '../../../alerts/reviews/set-term.ts'
import { takeBackInvitation } from '../../../alerts/reviews/take-back-invitation.ts'
import { Invalid } from '../../../errors.ts'
import { cleanAttachments } from '../../../intake/clean-attachment.ts'
import { attachmentScanner } from '../../../intake/scan-attachment.ts'
import { filesOf } from '../../citizen/typed-filing.ts'
import { chosen, idIn, idOf, lineOf, pageOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { shanghaiDate } from '../../times.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import type { ReviewTried } from './act-forms.tsx'
import { answerRoutes } from './answer-routes.tsx'
import { MeasureReviewPage } from './measure-review-page.tsx'
import { ReviewsPage } from './reviews-page.tsx'

/** The reviews of measures: the list, opening one, its page and what is done on it. */
export function measureReviewPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  const scan = attachmentScanner(web.config.clamd, (error) => web.log.warn({ err: error }, 'file not scanned'))
  pages.use(reviewPaths.list, staffOnly())
  pages.use(`${reviewPaths.list}/*`, staffOnly())

  pages.get(reviewPaths.list, async (c) => {
    const context = contextOf(web, c)
    const state = chosen(c.req.query('state'), Object.keys(reviewStates) as ReviewState[])
    const page = pageOf(c.req.query('page'))
    const listed = await listReviews(context, { state, page })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '通报评议', en: 'Reviews of measures' }} desk="measure-reviews">
        <ReviewsPage {...listed} state={state} page={page} today={shanghaiDate(context.now)} />
      </DeskPage>,
    )
  })

  pages.post(reviewPaths.list, async (c) => {
    const form = await c.req.formData()
    const asked = { family: lineOf(form, 'family', 120), route: lineOf(form, 'route', 40) }
    return c.redirect(reviewPaths.one(await openReview(contextOf(web, c), asked)), 303)
  })

  pages.route('/', answerRoutes(web))

  pages.get('/bureau/measure-reviews/:id', (c) => reviewPage(web, c, null))

  pages.post('/bureau/measure-reviews/:id/invitations', async (c) => {
    const form = await c.req.formData()
    const typed = typedIn(form, { experts: 4000, firms: 4000, commentsBy: 10 })
    const again = form.getAll('again').flatMap((one) => (typeof one === 'string' ? one : []))
    return onReview(web, c, { act: 'invite', typed, again }, (reviewId) =>
      inviteReviewers(contextOf(web, c), { reviewId, typed: { ...typed, again } }),
    )
  })

  pages.post('/bureau/measure-reviews/:id/invitation-end', async (c) => {
    const invitationId = idOf(lineOf(await c.req.formData(), 'invitation', 15)) ?? 0
    return onReview(web, c, { act: 'take_back', typed: {} }, (reviewId) =>
      takeBackInvitation(contextOf(web, c), { reviewId, invitationId }),
    )
  })

  pages.post('/bureau/measure-reviews/:id/term', async (c) => {
    const typed = typedIn(await c.req.formData(), { commentsBy: 10 })
    return onReview(web, c, { act: 'set_term', typed }, (reviewId) =>
      setTerm(contextOf(web, c), { reviewId, ...typed }),
    )
  })

  pages.post('/bureau/measure-reviews/:id/finish', (c) => worded(web, c, 'finish'))
  pages.post('/bureau/measure-reviews/:id/end', (c) => worded(web, c, 'end'))

  pages.post(reviewPaths.feedbackForm, async (c) => {
    const form = await c.req.formData()
    const typed = typedIn(form, { on: 10, channel: 200, reference: 200 })
    const uploads = await filesOf(form, 'files')
    return onReview(web, c, { act: 'feed_back', typed }, async (reviewId) =>
      feedBackReview(contextOf(web, c), { reviewId, typed, files: await cleanAttachments(uploads, scan) }),
    )
  })

  pages.get('/bureau/measure-reviews/:id/files/:file', async (c) => {
    const asked = { reviewId: reviewIn(c), fileId: idIn(c.req.param('file'), missingReview) }
    const file = await readReviewFile(contextOf(web, c), asked)
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'no-store',
    })
  })

  return pages
}

const reviewIn = (c: HonoContext<Env>): number => idIn(c.req.param('id'), missingReview)

function typedIn<Name extends string>(form: FormData, fields: Record<Name, number>): Record<Name, string> {
  const names = Object.keys(fields) as Name[]
  return Object.fromEntries(names.map((name) => [name, lineOf(form, name, fields[name])])) as Record<Name, string>
}

async function worded(web: Web, c: HonoContext<Env>, act: 'finish' | 'end'): Promise<Response> {
  const name = `text-${act}`
  const typed = { [name]: lineOf(await c.req.formData(), name, 1500) }
  return onReview(web, c, { act, typed }, (reviewId) =>
    moveReview(contextOf(web, c), { reviewId, act, text: typed[name] ?? '' }),
  )
}

/** Does an act and leads back; what is refused is answered with the page and all that was typed. */
async function onReview(
  web: Web,
  c: HonoContext<Env>,
  tried: Pick<ReviewTried, 'act' | 'typed' | 'again'>,
  act: (reviewId: number) => Promise<void>,
): Promise<Response> {
  const reviewId = reviewIn(c)
  try {
    await act(reviewId)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const errors = error.fields
    return reviewPage(web, c, { ...tried, said: error.said, errors }, 422)
  }
  return c.redirect(reviewPaths.one(reviewId), 303)
}

async function reviewPage(web: Web, c: HonoContext<Env>, tried: ReviewTried | null, status: 200 | 422 = 200) {
  const context = contextOf(web, c)
  const read = await readReview(context, { reviewId: reviewIn(c) })
  const earlier = read.acts.includes('invite') ? await listInvited(context) : []
  return c.html(
    <DeskPage
      web={web}
      c={c}
      title={{ zh: `评议 ${read.review.id}`, en: `Review ${read.review.id}` }}
      desk="measure-reviews"
    >
      <MeasureReviewPage read={read} earlier={earlier} tried={tried} today={shanghaiDate(context.now)} />
    </DeskPage>,
    status,
  )
}
