import { stances } from '../../../alerts/reviews/hand-in-opinion.ts'
import type { InvitationRead, ReviewRead } from '../../../alerts/reviews/read-review.ts'
import { reviewActWords, reviewStates } from '../../../alerts/reviews/review-moves.ts'
import { reviewNouns, reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import type { Invitee } from '../../../alerts/reviews/typed-invitees.ts'
import { Market } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { Points } from '../../trade/invitation-page.tsx'
import { MeasureName } from '../../trade/measure-name.tsx'
import { ActHistory } from '../act-history.tsx'
import { ReviewActs, type ReviewTried } from './act-forms.tsx'
import { LastDay, StateOfReview } from './reviews-page.tsx'

type PageProps = { read: ReviewRead; earlier: Invitee[]; tried: ReviewTried | null; today: string }

/** One review: by when what is due, what may be done now, who was asked and what they said, the answer, the history. */
export function MeasureReviewPage({ read, earlier, tried, today }: PageProps) {
  const { review, days, answers } = read
  return (
    <>
      <p class="eyebrow">
        <a href={reviewPaths.list}>← 通报评议 Reviews</a> ·{' '}
        <a class="symbol" href={alertPaths.measure(review.family)}>
          {review.family}
        </a>
      </p>
      <h1>
        <MeasureName {...review} />
      </h1>
      <p class="badges">
        <StateOfReview state={review.state} />
        {review.withdrawn && <Badge tone="good" zh="措施已撤回" en="Measure withdrawn" />}
      </p>
      {tried && tried.act === 'take_back' && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <TooLate read={read} />
      <Facts
        rows={[
          [{ zh: '市场', en: 'Market' }, <Market code={review.market} />],
          [{ zh: '官方评议截止', en: 'Official end' }, <span class="number">{days.official ?? '未定 not known'}</span>],
          [{ zh: '途径', en: 'Route' }, days.route ? <Both {...days.route.route} /> : review.route],
          [
            { zh: '最晚报出', en: 'To be out by' },
            <LastDay
              day={days.route?.lastDay ?? null}
              over={days.route?.over === true && !reviewStates[review.state].final}
            />,
          ],
          [
            { zh: '征集意见到', en: 'Comments by' },
            review.commentsBy && <span class="number">{review.commentsBy}</span>,
          ],
          [{ zh: '已反馈', en: 'Handed on' }, review.fedBackOn && <FedBack read={read} />],
        ]}
      />
      <ReviewActs read={read} earlier={earlier} tried={tried} today={today} />
      {answers.length > 0 && <Answers read={read} />}
      <Invited read={read} />
      <ActHistory lines={read.history} words={reviewActWords} />
    </>
  )
}

/** Said where those invited have longer than the route leaves, because the official end moved. */
function TooLate({ read: { review, days } }: { read: ReviewRead }) {
  const last = days.route?.lastDay ?? null
  if (review.state !== 'assigned' || last === null || review.commentsBy === null || review.commentsBy <= last)
    return null
  return (
    <Notice tone="red" title={{ zh: '征集截止日太晚', en: 'The last day is too late' }}>
      <p>
        <Both
          zh={`官方截止日变了：本途径 ${last} 就要收到，请改截止日。`}
          en={`The official end has moved: this route needs the answer by ${last}. Change the last day.`}
        />
      </p>
    </Notice>
  )
}

function FedBack({ read: { review, files } }: { read: ReviewRead }) {
  return (
    <>
      <span class="number">{review.fedBackOn}</span> {review.channel} {review.reference}
      {files.map(({ id, name }) => (
        <>
          {' · '}
          <a href={reviewPaths.file(review.id, id)}>{name}</a>
        </>
      ))}
    </>
  )
}

function Answers({ read: { review, answers } }: { read: ReviewRead }) {
  return (
    <section class="part" aria-labelledby="answers">
      <h2 id="answers">
        <Both zh="评议意见表" en="The answer" />
      </h2>
      <ul class="looks">
        {answers.map(({ number, at, name, content }) => (
          <li>
            <a href={reviewPaths.answer(review.id, number)}>
              <Both zh={`第 ${number} 版，${content.points.length} 条`} en={`version ${number}`} />
            </a>{' '}
            · <a href={reviewPaths.answerPdf(review.id, number)}>PDF</a> ·{' '}
            <span class="number">{shanghaiTime(at)}</span> {name}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Invited({ read }: { read: ReviewRead }) {
  const { invitations, review } = read
  return (
    <>
      <h2>
        <Both zh="邀请了谁，说了什么" en="Who was asked and what they said" />
      </h2>
      <Table
        caption={{ zh: '邀请', en: 'Invitations' }}
        columns={columnsFor(read)}
        rows={invitations}
        empty={{ zh: '还没有邀请。', en: 'Nobody is invited yet.' }}
      />
      {invitations.map(({ name, opinion }) =>
        opinion && (opinion.points.length > 0 || opinion.remark !== '') ? (
          <section class="part">
            <h3>
              {name} <span class="number">{shanghaiTime(opinion.at)}</span>
              {opinion.number > 1 && <Badge zh={`第 ${opinion.number} 次提交`} en={`sheet ${opinion.number}`} />}
            </h3>
            <Points points={opinion.points} />
            {opinion.remark !== '' && <p class="written">{opinion.remark}</p>}
          </section>
        ) : null,
      )}
      {review.state === 'unassigned' && (
        <p class="hint">
          <Both
            zh="也可以不邀请，直接结束征集并汇总本局意见。"
            en="You may also ask nobody and merge your own comments."
          />
        </p>
      )}
    </>
  )
}

const columnsFor = ({ review, acts }: ReviewRead): Column<InvitationRead>[] => [
  {
    head: { zh: '谁', en: 'Who' },
    cell: ({ name, email, kind }) => (
      <>
        {name} <Badge {...(kind === 'expert' ? { zh: '专家', en: 'expert' } : { zh: '企业', en: 'firm' })} />
        <br />
        <span class="hint">{email}</span>
      </>
    ),
  },
  { head: { zh: '邀请', en: 'Invited' }, cell: ({ invitedAt }) => shanghaiTime(invitedAt) },
  { head: { zh: '确认收到', en: 'Acknowledged' }, cell: (row) => <Acknowledged row={row} /> },
  {
    head: { zh: '答复', en: 'Answer' },
    cell: ({ opinion, remindedAt }) =>
      opinion ? (
        <Badge tone={opinion.stance === 'declined' ? 'calm' : 'good'} {...stances[opinion.stance]} />
      ) : remindedAt ? (
        <Badge tone="yellow" zh={`${shanghaiTime(remindedAt)} 已催`} en="reminded" />
      ) : (
        '—'
      ),
  },
  {
    head: { zh: '撤回', en: 'Take back' },
    cell: ({ id, answeredAt, endedAt }) => {
      if (endedAt !== null) return <Badge zh="已撤回" en="taken back" />
      if (answeredAt !== null || !acts.includes('take_back')) return '—'
      return (
        <Form action={reviewPaths.act(review.id, reviewNouns.take_back)}>
          <input type="hidden" name="invitation" value={String(id)} />
          <button type="submit" class="quiet">
            <Both zh="撤回" en="Take back" />
          </button>
        </Form>
      )
    },
  },
]

function Acknowledged({ row: { acknowledgedAt, escalatedAt } }: { row: InvitationRead }) {
  if (acknowledgedAt !== null) return shanghaiTime(acknowledgedAt)
  if (escalatedAt !== null) return <Badge tone="red" zh="未确认，请联系" en="silent: call them" />
  return <Badge tone="yellow" zh="还没有" en="not yet" />
}
