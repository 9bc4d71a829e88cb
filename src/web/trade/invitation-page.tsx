import type { Child } from 'hono/jsx'
import { remarkMax, type Stance, stances } from '../../alerts/reviews/hand-in-opinion.ts'
import { emptyPoint, type OpinionPoint, pointPartNames, pointParts } from '../../alerts/reviews/opinion-point.ts'
import type { InvitationShown } from '../../alerts/reviews/read-invitation.ts'
import { reviewPaths } from '../../alerts/reviews/review-paths.ts'
import type { Said } from '../../errors.ts'
import { Market } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { ErrorSummary, RadioField, Submit, TextArea } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both, Facts, Notice } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { MeasureName } from './measure-name.tsx'
import { PointFields } from './point-fields.tsx'

/** What was typed and not taken. */
export type OpinionTried = {
  stance: string
  points: OpinionPoint[]
  remark: string
  said: Said | null
  errors: Record<string, Said>
}

type InvitationProps = {
  shown: InvitationShown
  token: string
  tried: OpinionTried | null
  handedIn: boolean
  children?: Child
}

/** What somebody invited sees: the measure, until when, a button to say that the letter came, and the form for comments. */
export function InvitationPage({ shown, token, tried, handedIn, children }: InvitationProps) {
  const { review, name, open, acknowledgedAt } = shown
  return (
    <>
      <h1>
        <Both zh="评议一项国外措施" en="Comment on a foreign measure" />
      </h1>
      <p class="lead">
        <MeasureName {...review} />
      </p>
      <Facts
        rows={[
          [{ zh: '邀请', en: 'Invited' }, name],
          [{ zh: '通报成员', en: 'Notified by' }, <Market code={review.market} />],
          [{ zh: '文件号', en: 'Symbol' }, <span class="symbol">{review.family}</span>],
          [{ zh: '产品', en: 'Products' }, shown.products.slice(0, 400)],
          [{ zh: '请在此日前', en: 'Your last day' }, <strong class="number">{review.commentsBy}</strong>],
        ]}
      />
      <p>
        <a href={alertPaths.measure(review.family)}>
          <Both zh="看全文、日期和对本市的影响" en="The whole measure, its dates and what it means here" />
        </a>
      </p>
      {handedIn && (
        <Notice tone="good" title={{ zh: '意见已收到，谢谢', en: 'Your comments are in. Thank you.' }}>
          <p>
            <Both
              zh="截止日前可以修改，再提交一次即可。"
              en="You may change them until the last day: hand them in again."
            />
          </p>
        </Notice>
      )}
      {open ? <OpenPart {...{ shown, token, tried }} /> : <Closed shown={shown} said={tried?.said ?? null} />}
      {children}
      {open && acknowledgedAt !== null && (
        <p class="hint">
          <Both zh={`已于 ${shanghaiTime(acknowledgedAt)} 确认收到。`} en="Receipt acknowledged." />
        </p>
      )}
    </>
  )
}

type PartProps = Pick<InvitationProps, 'shown' | 'token' | 'tried'>

function OpenPart({ shown, token, tried }: PartProps) {
  return (
    <>
      {shown.acknowledgedAt === null && (
        <Form action={reviewPaths.acknowledgement(token)}>
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="确认收到，稍后提意见" en="I have it, comments to follow" />
            </button>
          </p>
        </Form>
      )}
      <OpinionForm shown={shown} token={token} tried={tried} />
    </>
  )
}

function OpinionForm({ shown: { last }, token, tried }: PartProps) {
  const points = tried?.points ?? last?.points ?? []
  const errors = tried?.errors ?? {}
  return (
    <Form class="part" action={reviewPaths.opinion(token)} enctype="multipart/form-data">
      <h2>
        <Both zh="您的意见" en="Your comments" />
      </h2>
      {tried?.said && <ErrorSummary title={tried.said} errors={errors} />}
      <RadioField
        name="stance"
        label={{ zh: '有没有意见', en: 'Do you have comments' }}
        value={tried?.stance ?? last?.stance}
        error={errors.stance}
        options={(Object.keys(stances) as Stance[]).map((value) => ({ value, ...stances[value] }))}
        required
      />
      <p class="hint">
        <Both
          zh="逐条写：针对哪一条、有什么问题、理由和依据、建议怎么改。中文或英文均可。"
          en="Point by point: which article, what is wrong with it, on what ground, what instead. Chinese or English."
        />
      </p>
      <PointFields points={points.length > 0 ? points : [emptyPoint()]} errors={errors} />
      <TextArea
        name="remark"
        label={{ zh: '给牵头单位的说明', en: 'A word to the bureau' }}
        value={tried?.remark ?? last?.remark}
        rows={3}
        maxlength={remarkMax}
      />
      <Submit zh="提交意见" en="Hand in" />
    </Form>
  )
}

function Closed({ shown: { review, last }, said }: { shown: InvitationShown; said: Said | null }) {
  return (
    <>
      <Notice tone="orange" title={{ zh: '评议已经截止', en: 'Comments are closed' }} alert={said !== null}>
        <p>
          <Both
            zh={`截止日是 ${review.commentsBy ?? '—'}。仍要补充请联系邀请您的单位。`}
            en={`The last day was ${review.commentsBy ?? '—'}. To add something, ask who invited you.`}
          />
        </p>
      </Notice>
      {last && last.points.length > 0 && (
        <section class="part">
          <h2>
            <Both zh="您提交的意见" en="What you handed in" />
          </h2>
          <Points points={last.points} />
        </section>
      )}
    </>
  )
}

/** Comments to read. */
export function Points({ points }: { points: OpinionPoint[] }) {
  return (
    <ol>
      {points.map((point) => (
        <li>
          <strong>{point.place}</strong>
          <Facts
            rows={pointPartNames.map((part) => [
              pointParts[part],
              [point[part].zh, point[part].en].filter(Boolean).join(' / '),
            ])}
          />
        </li>
      ))}
    </ol>
  )
}
