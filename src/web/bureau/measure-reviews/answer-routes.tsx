import { Hono, type Context as HonoContext } from 'hono'
import { mergeReview, statementMax } from '../../../alerts/reviews/merge-review.ts'
import { readAnswer } from '../../../alerts/reviews/read-answer.ts'
import { readReview } from '../../../alerts/reviews/read-review.ts'
import { notNow, reviewActs } from '../../../alerts/reviews/review-moves.ts'
import { reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import { missingReview } from '../../../alerts/reviews/review-row.ts'
import { Invalid } from '../../../errors.ts'
import { idIn, lineOf, ordinalIn } from '../../form-values.ts'
import { pdfHeaders } from '../../pdf-headers.ts'
import { typedPoints } from '../../trade/point-fields.tsx'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { AnswerForm, type AnswerTried, proposedAnswer } from './answer-form.tsx'
import { AnswerView } from './answer-view.tsx'

/** Merging a review into the city's answer, and its versions as page and PDF. */
export function answerRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/bureau/measure-reviews/:id/answer', (c) => mergePage(web, c, null))

  routes.post('/bureau/measure-reviews/:id/answer', async (c) => {
    const reviewId = idIn(c.req.param('id'), missingReview)
    const form = await c.req.formData()
    const tried = triedIn(form)
    if (form.get('only') === 'more') return mergePage(web, c, tried)
    try {
      const points = tried.typed.points.filter((_, index) => tried.taken[index])
      const number = await mergeReview(contextOf(web, c), { reviewId, typed: { ...tried.typed, points } })
      return c.redirect(reviewPaths.answer(reviewId, number), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return mergePage(web, c, { ...tried, said: error.said, errors: shifted(error.fields, tried.taken) }, 422)
    }
  })

  routes.get('/bureau/measure-reviews/:id/answers/:number', async (c) => {
    const asked = askedIn(c)
    const { content } = await readAnswer(contextOf(web, c), asked)
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '评议意见表', en: 'The answer' }} desk="measure-reviews">
        <p class="eyebrow">
          <a href={reviewPaths.one(asked.reviewId)}>← 评议 Review</a> ·{' '}
          <a href={reviewPaths.answerPdf(asked.reviewId, asked.number)}>PDF</a>
        </p>
        <AnswerView content={content} />
      </DeskPage>,
    )
  })

  routes.get('/bureau/measure-reviews/:id/answers/:number/pdf', async (c) => {
    const { content, pdf } = await readAnswer(contextOf(web, c), askedIn(c))
    return c.body(new Uint8Array(pdf), 200, pdfHeaders({ title: { zh: '评议意见表' }, number: content.number }))
  })

  return routes
}

const askedIn = (c: HonoContext<Env>) => ({
  reviewId: idIn(c.req.param('id'), missingReview),
  number: ordinalIn(c.req.param('number'), missingReview),
})

function triedIn(form: FormData): AnswerTried {
  const points = typedPoints(form)
  const added = form.get('only') === 'more' ? points.length - 1 : points.length
  return {
    typed: {
      statement: { zh: lineOf(form, 'statement-zh', statementMax), en: lineOf(form, 'statement-en', statementMax) },
      points,
    },
    from: points.map((_, index) => lineOf(form, `p${index}-from`, 80)),
    taken: points.map((_, index) => index >= added || form.has(`p${index}-take`)),
    said: null,
    errors: {},
  }
}

/** Faults are numbered among the points that were taken; on the form those left out stand between them. */
function shifted(errors: AnswerTried['errors'], taken: boolean[]): AnswerTried['errors'] {
  const places = taken.flatMap((one, index) => (one ? index : []))
  return Object.fromEntries(
    Object.entries(errors).map(([field, said]) => [
      field.replace(/^p(\d+)-/, (_, index: string) => `p${places[Number(index)] ?? index}-`),
      said,
    ]),
  )
}

async function mergePage(web: Web, c: HonoContext<Env>, tried: AnswerTried | null, status: 200 | 422 = 200) {
  const read = await readReview(contextOf(web, c), { reviewId: idIn(c.req.param('id'), missingReview) })
  if (!read.acts.includes('merge')) throw notNow(read.review.state, reviewActs.merge.label)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '汇总意见', en: 'Merge the comments' }} desk="measure-reviews">
      <AnswerForm read={read} tried={tried ?? proposedAnswer(read)} />
    </DeskPage>,
    status,
  )
}
