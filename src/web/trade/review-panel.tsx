import type { ConcernFound } from '../../alerts/concerns/find-concern.ts'
import type { MeasureRead } from '../../alerts/measures/read-measure.ts'
import { type ReviewState, reviewStates } from '../../alerts/reviews/review-moves.ts'
import { reviewPaths } from '../../alerts/reviews/review-paths.ts'
import { RadioField, Submit } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { ConcernsPart } from './concerns-part.tsx'

export type ReviewsShown = {
  reviews: { id: number; state: ReviewState; openedAt: Date }[]
  concerns: ConcernFound[]
}
type PanelProps = ReviewsShown & { read: MeasureRead }

/** For trade officials: the reviews of a measure, and a button to begin one by one of the routes still open. */
export function ReviewPanel({ read, reviews, concerns }: PanelProps) {
  const underWay = reviews.some(({ state }) => !reviewStates[state].final)
  return (
    <section class="part" aria-labelledby="reviews">
      <h2 id="reviews">
        <Both zh="通报评议" en="Review" />
      </h2>
      {reviews.length > 0 && (
        <ul class="reasons">
          {reviews.map(({ id, state, openedAt }) => (
            <li>
              <a href={reviewPaths.one(id)}>
                <Both {...reviewStates[state]} />
              </a>{' '}
              <span class="number">{shanghaiTime(openedAt)}</span>
            </li>
          ))}
        </ul>
      )}
      {!underWay && !read.withdrawn && <Begin read={read} />}
      <ConcernsPart family={read.family} withdrawn={read.withdrawn} concerns={concerns} />
    </section>
  )
}

function Begin({ read: { family, routes } }: { read: MeasureRead }) {
  const first = routes.find(({ lastDay, over }) => lastDay === null || !over) ?? routes[0]
  return (
    <Form action={reviewPaths.list}>
      <input type="hidden" name="family" value={family} />
      <RadioField
        name="route"
        label={{ zh: '答复走哪条路', en: 'By which way the answer goes' }}
        value={first?.route.id}
        options={routes.map(({ route, lastDay }) => ({
          value: route.id,
          zh: `${route.zh}${lastDay === null ? '' : `，最晚 ${lastDay}`}`,
          en: route.en,
        }))}
        required
      />
      <Submit zh="开始评议" en="Begin a review" />
    </Form>
  )
}
