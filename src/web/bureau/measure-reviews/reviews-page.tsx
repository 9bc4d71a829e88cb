import type { ReviewListed } from '../../../alerts/reviews/list-reviews.ts'
import { type ReviewState, reviewStates } from '../../../alerts/reviews/review-moves.ts'
import { reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import { Market } from '../../alert-parts.tsx'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Pagination, Table, type Tone } from '../../parts.tsx'
import { paths } from '../../paths.ts'
import { MeasureName } from '../../trade/measure-name.tsx'

type ListProps = {
  reviews: ReviewListed[]
  underWay: number
  pages: number
  page: number
  state: ReviewState | null
  /** ISO date in Shanghai. */
  today: string
}

/** The reviews of measures, those under way first: who was asked, who answered, by when the answer must be out. */
export function ReviewsPage({ reviews, underWay, pages, page, state, today }: ListProps) {
  return (
    <>
      <h1>
        <Both zh="通报评议" en="Reviews of measures" />
      </h1>
      <p class="lead">
        <Both zh={`${underWay} 项评议正在进行。`} en={`${underWay} reviews under way.`} />{' '}
        <a href={`${paths.trade}${queryOf({ open: 'yes' })}`}>
          <Both zh="从可以评议的措施里选" en="Choose among measures open for comments" />
        </a>
      </p>
      <nav class="tabs" aria-label="状态 State">
        <ul>
          {[null, ...(Object.keys(reviewStates) as ReviewState[])].map((one) => (
            <li>
              <a href={hrefOf(one, 1)} aria-current={one === state ? 'true' : undefined}>
                <Both {...(one === null ? { zh: '全部', en: 'All' } : reviewStates[one])} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Table
        caption={{ zh: '评议', en: 'Reviews' }}
        columns={columnsFor(today)}
        rows={reviews}
        empty={{
          zh: '没有评议。打开一项措施的档案，选择途径即可开始。',
          en: 'No reviews. Open the page of a measure and choose a route to begin one.',
        }}
      />
      <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf(state, to)} />
    </>
  )
}

const hrefOf = (state: ReviewState | null, page: number): string =>
  `${reviewPaths.list}${queryOf({ state, page: page === 1 ? null : page })}`

const columnsFor = (today: string): Column<ReviewListed>[] => [
  {
    head: { zh: '措施', en: 'Measure' },
    cell: ({ id, family, title, titleZh }) => (
      <>
        <a href={reviewPaths.one(id)}>
          <MeasureName title={title} titleZh={titleZh} />
        </a>
        <br />
        <span class="symbol">{family}</span>
      </>
    ),
  },
  { head: { zh: '市场', en: 'Market' }, cell: ({ market }) => <Market code={market} /> },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <StateOfReview state={state} /> },
  {
    head: { zh: '征集到', en: 'Comments by' },
    cell: ({ commentsBy, state }) => (
      <>
        <span class="number keep">{commentsBy ?? '—'}</span>{' '}
        {state === 'assigned' && commentsBy !== null && commentsBy < today && <Badge tone="red" zh="已过" en="past" />}
      </>
    ),
  },
  {
    head: { zh: '最晚报出', en: 'To be out by' },
    cell: ({ days, state, fedBackOn }) =>
      fedBackOn !== null ? (
        <Badge tone="good" zh={`${fedBackOn} 已报`} en="sent" />
      ) : (
        <LastDay day={days.route?.lastDay ?? null} over={days.route?.over === true && !reviewStates[state].final} />
      ),
  },
  {
    head: { zh: '答复', en: 'Answered' },
    cell: ({ invited, acknowledged, answered }) => (
      <Both
        zh={`${answered} / ${invited}（确认 ${acknowledged}）`}
        en={`${answered} of ${invited}, ${acknowledged} acknowledged`}
      />
    ),
  },
]

/** The last day of a route; unknown is said to be. */
export function LastDay({ day, over }: { day: string | null; over: boolean }) {
  if (day === null) return <Both zh="官方截止日未定" en="official end not known" />
  return (
    <>
      <span class="number keep">{day}</span> {over && <Badge tone="red" zh="已过" en="past" />}
    </>
  )
}

const tones: Record<ReviewState, Tone> = {
  unassigned: 'orange',
  assigned: 'blue',
  commented: 'orange',
  merged: 'yellow',
  fed_back: 'good',
  ended: 'calm',
}

/** How far a review has come. */
export function StateOfReview({ state }: { state: ReviewState }) {
  return <Badge tone={tones[state]} {...reviewStates[state]} />
}
