import type { OwnRecall } from '../../alerts/recalls/read-own-recalls.ts'
import type { Context } from '../../context.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { FactRead, FirmRead } from '../../enterprises/read-firm.ts'
import { factTitle } from '../../enterprises/register/fact-words.ts'
import { requestTextMax, whyNot } from '../../enterprises/requests/ask-about-fact.ts'
import type { RequestListed } from '../../enterprises/requests/list-firm-requests.ts'
import { type RequestKind, requestKinds } from '../../enterprises/requests/procedures.ts'
import type { Said } from '../../errors.ts'
import { Decision } from '../bureau/firms/request-card.tsx'
import { ClockCard } from '../case-parts.tsx'
import { Submit, TextArea } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Badge, Both, Notice } from '../parts.tsx'
import { shanghaiDate, shanghaiTime } from '../times.ts'
import { FirmFacts } from './firm-page.tsx'
import { GradeArithmetic, GradePanel } from './grade-panel.tsx'
import { OwnRecalls } from './own-recall-pages.tsx'
import { RecordTimeline } from './record-timeline.tsx'

export type RequestTried = { factId: number; kind: RequestKind; text: string; said: Said }
/** Each form of the page has a field of its own. */
export const textField = (factId: number, kind: RequestKind): string => `text-${factId}-${kind}`

type OwnProps = {
  read: FirmRead
  recalls: OwnRecall[]
  requests: RequestListed[]
  context: Pick<Context, 'city' | 'now'>
  tried: RequestTried | null
}

/** What a firm sees of itself: all of its record, the grade before it is shown, and under each fact what it may say or ask. */
export function OwnRecordPage({ read, recalls, requests, context, tried }: OwnProps) {
  const { city } = context
  return (
    <>
      <h1 class="firm-name">{read.firm.name}</h1>
      <Form action={firmPaths.signOut}>
        <p class="actions">
          <a class="button quiet" href={firmPaths.firm(read.firm.code)}>
            <Both zh="公众看到的页面" en="What the public sees" />
          </a>
          <button class="quiet" type="submit">
            <Both zh="退出" en="Sign out" />
          </button>
        </p>
      </Form>
      {tried && (
        <Notice tone="red" alert title={{ zh: '没有提交，已填内容都在', en: 'Not handed in; nothing is lost' }}>
          <p>
            <a href={`#${textField(tried.factId, tried.kind)}`}>
              <Both {...tried.said} />
            </a>
          </p>
        </Notice>
      )}
      <OwnRecalls recalls={recalls} />
      {read.held && <HeldNotice read={read} held={read.held} context={context} />}
      <GradePanel read={read.shown} facts={read.timeline} />
      {read.shown && <GradeArithmetic read={read.shown} facts={read.timeline} />}
      {requests.length > 0 && <Requests requests={requests} context={context} />}
      <h2>
        <Both zh="记录" en="Your record" />
      </h2>
      <p>
        <Both
          zh="每条公示中的记录都可以说明情况；认为有误的提出异议，页面立即标注；公示满规定时间的可申请信用修复。都不收费。"
          en="Under each published fact you may answer; object when it is wrong, which is marked at once; and ask for repair after the minimum time. All of it is free."
        />
      </p>
      <RecordTimeline
        facts={read.timeline}
        city={city}
        acts={(fact) => <Asking fact={fact} context={context} tried={tried} />}
      />
      <FirmFacts read={read} city={city} />
    </>
  )
}

function HeldNotice({
  read,
  held,
  context: { now },
}: {
  read: FirmRead
  held: NonNullable<FirmRead['held']>
  context: Pick<Context, 'now'>
}) {
  return (
    <Notice
      tone="orange"
      title={{ zh: `等级将为 ${held.grade}，尚未公布`, en: `Your grade will be ${held.grade}; it is not shown yet` }}
    >
      <p>
        {held.showFrom === null ? (
          <Both zh="公布前会书面告知贵单位。" en="You will be told by letter before it is shown." />
        ) : (
          <Both
            zh={`${shanghaiDate(held.showFrom)} 起可以公布${held.showFrom <= now ? '（已到期）' : ''}。记录有误的请在此之前提出异议；异议未决定前不公布。`}
            en="It may be shown from then on. Object before if the record is wrong; it is not shown while an objection is undecided."
          />
        )}
      </p>
      <GradeArithmetic read={held} facts={read.timeline} />
    </Notice>
  )
}

function Requests({
  requests,
  context: { city, now },
}: {
  requests: RequestListed[]
  context: Pick<Context, 'city' | 'now'>
}) {
  return (
    <>
      <h2>
        <Both zh="我们提出的事项" en="What you asked" />
      </h2>
      {requests.map((request) => (
        <article class="card">
          <h3>
            <Both
              zh={`${requestKinds[request.kind].zh} · ${factTitle(request.fact).zh}`}
              en={requestKinds[request.kind].en}
            />
          </h3>
          <p class="hint">
            {shanghaiTime(request.asked_at)} · {request.fact.document_no}
          </p>
          <p class="written">{request.text}</p>
          {request.state === 'decided' ? (
            <Decision request={request} />
          ) : (
            <ClockCard clock={request.clock} calendar={city.calendar} now={now} />
          )}
          {request.state === 'forwarded' && <Badge zh="已转来源单位核实" en="being checked by its source" />}
        </article>
      ))}
    </>
  )
}

function Asking({
  fact,
  context,
  tried,
}: {
  fact: FactRead
  context: Pick<Context, 'city' | 'now'>
  tried: RequestTried | null
}) {
  const kinds = (Object.keys(requestKinds) as RequestKind[]).filter(
    (kind) => whyNot(context, kind, fact) === null && !(kind === 'objection' && fact.marked),
  )
  return (
    <>
      {kinds.map((kind) => {
        const own = tried?.factId === fact.id && tried.kind === kind ? tried : null
        return (
          <details open={own !== null}>
            <summary>
              <Both {...asking[kind]} />
            </summary>
            <Form action={firmPaths.requests}>
              <input type="hidden" name="fact" value={String(fact.id)} />
              <input type="hidden" name="kind" value={kind} />
              <TextArea
                name={textField(fact.id, kind)}
                label={{ zh: '内容', en: 'Your words' }}
                hint={hints[kind]}
                value={own?.text}
                error={own?.said}
                rows={4}
                maxlength={requestTextMax}
                required
              />
              <Submit zh="提交" en="Hand in" />
            </Form>
          </details>
        )
      })}
    </>
  )
}

const asking: Record<RequestKind, Said> = {
  answer: { zh: '说明情况', en: 'Answer' },
  objection: { zh: '提出异议', en: 'Object' },
  repair: { zh: '申请信用修复', en: 'Ask for repair' },
}

const hints: Record<RequestKind, Said> = {
  answer: {
    zh: '经单位核对后显示在这条记录下面；请不要写个人信息。',
    en: 'Shown under the fact once the bureau has checked it; leave out personal data.',
  },
  objection: {
    zh: '写明哪里有误、依据是什么。1 个工作日内转来源单位，来源单位 2 个工作日（可延长 3 个）内决定。',
    en: 'Say what is wrong and why. It is passed on in 1 working day and decided in 2 more, or 5 when extended.',
  },
  repair: {
    zh: '写明已履行义务、已消除影响、未再违法。3 个工作日（可延长 3 个）内决定。',
    en: 'Say that you paid, put it right and did not repeat it. Decided in 3 working days, or 6 when extended.',
  },
}
