import type { RecallOfCase } from '../../alerts/recalls/find-recalls-of-case.ts'
import { caseStates } from '../../cases/acts/case-states.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { CasePenalty } from '../../enterprises/cases/read-case-penalty.ts'
import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { ClockCard, Timeline } from '../case-parts.tsx'
import { ErrorSummary } from '../fields.tsx'
import { ItemStanding } from '../item-standing.tsx'
import { Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'
import { AdditionForm, type AdditionTried } from './addition-form.tsx'
import { IdentityForm, type ProofTried } from './identity-form.tsx'
import { JointPart } from './joint-part.tsx'
import { JudgementForm, type JudgementTried } from './judgement-form.tsx'
import { ObjectionForms, type ObjectionTried } from './objection-form.tsx'
import { OwnDocuments } from './own-documents.tsx'
import { OwnIdentity } from './own-identity.tsx'
import { boxes, tickFirst, type Unsure } from './tick-first.ts'
import { InCharge, PassedOn, StillChoosing } from './track-in-charge.tsx'
import { TrackPenalty } from './track-penalty.tsx'
import { TrackRecalls } from './track-recalls.tsx'
import { stationsOf } from './track-stations.ts'

type TrackedProps = {
  tracked: TrackedCase
  /** The penalty in which its clue ended. */
  penalty: CasePenalty | null
  /** Recalls of the product, as far as they are public. */
  recalls: RecallOfCase[]
  receipt: string
  city: City
  now: Date
  /** Something was just handed in. */
  added: boolean
  adding: AdditionTried | null
  proving: ProofTried | null
  judging: JudgementTried | null
  objecting: ObjectionTried | null
  /** What cannot be taken back was asked for without ticking its box. */
  unsure: Unsure | null
}

/** How a case stands, for the holder of its receipt. */
export function TrackedCasePage({
  tracked,
  penalty,
  recalls,
  receipt,
  city,
  now,
  added,
  adding,
  proving,
  judging,
  objecting,
  unsure,
}: TrackedProps) {
  const state = caseStates[tracked.state]
  return (
    <>
      <p class="eyebrow">
        <Both zh="您的案件现在" en="Your case is now" />
      </p>
      <h1>
        <Both zh={state.zh} en={state.en} />
      </h1>
      {unsure && <ErrorSummary title={notDone[unsure]} errors={{ [boxes[unsure]]: tickFirst }} />}
      <div class="split split-thrice">
        <div>
          {added && <HandedIn />}
          <TrackRecalls recalls={recalls} />
          <IdentityForm proof={tracked.proof} receipt={receipt} tried={proving} />
          {tracked.asked && <AdditionForm tracked={tracked} receipt={receipt} tried={adding} />}
          {tracked.answer && (
            <Notice tone="good" title={{ zh: '答复', en: 'Answer' }}>
              <p class="written">{tracked.answer}</p>
            </Notice>
          )}
          <TrackPenalty penalty={penalty} />
          <JudgementForm tracked={tracked} receipt={receipt} tried={judging} />
          <JointPart joint={tracked.joint} receipt={receipt} unsure={unsure === 'settlement'} />
          <ObjectionForms tracked={tracked} receipt={receipt} tried={objecting} />
          {!tracked.asked && <AdditionForm tracked={tracked} receipt={receipt} tried={adding} />}
          <h2 class="first">
            <Both zh="办理经过" en="What has happened" />
          </h2>
          <Timeline stations={stationsOf(tracked)} />
        </div>
        <section>
          <h2 class="first">
            <Both zh="什么时候" en="By when" />
          </h2>
          {tracked.clocks.length === 0 && (
            <p class="empty">
              <Both zh="定下承办单位后开始计时。" en="The clocks start when the bureau is chosen." />
            </p>
          )}
          <div class="clocks">
            {tracked.clocks.map(({ clock, metAt }) => (
              <ClockCard clock={clock} metAt={metAt} calendar={city.calendar} now={now} />
            ))}
          </div>
        </section>
        <div>
          <h2 class="first">
            <Both zh="谁来办" en="Who handles it" />
          </h2>
          {tracked.bureau ? (
            <InCharge bureau={tracked.bureau} tracked={tracked} city={city} />
          ) : (
            <StillChoosing city={city} />
          )}
          <PassedOn events={tracked.events} />
          {tracked.items.length > 0 && <Items tracked={tracked} now={now} />}
          <h2>
            <Both zh="您提交的" en="What you filed" />
          </h2>
          <Facts
            rows={[
              [
                { zh: '类别', en: 'Kind' },
                tracked.tracks.length > 1 ? <BothTracks /> : <Both {...kinds[tracked.kind]} />,
              ],
              [{ zh: '事项', en: 'Matter' }, <Both {...tracked.sector} />],
              [{ zh: '收到', en: 'Received' }, shanghaiTime(tracked.receivedAt)],
              [{ zh: '案件编号', en: 'Case number' }, String(tracked.caseId)],
              [
                { zh: '附件', en: 'Attachments' },
                tracked.attachments.length > 0 ? <Files files={tracked.attachments} /> : null,
              ],
            ]}
          />
          <InAReader tracked={tracked} />
          <OwnDocuments tracked={tracked} receipt={receipt} />
          <OwnIdentity tracked={tracked} receipt={receipt} unsure={unsure === 'erasure'} />
        </div>
      </div>
    </>
  )
}

const notDone: Record<Unsure, Said> = {
  erasure: { zh: '还没有清除', en: 'Nothing was erased' },
  settlement: { zh: '还没有同意', en: 'You have not consented yet' },
}

/** For people who would rather be told than look: a short message to copy, and the feed of this one case. */
function InAReader({ tracked: { feed, statusText, holds } }: { tracked: TrackedCase }) {
  return (
    <>
      <h2>
        <Both zh="不用再来查" en="Be told instead" />
      </h2>
      {holds.includes('email') && (
        <p>
          <Both
            zh="您留了邮箱，有进展会写信给您。"
            en="You left an e-mail address: you are written to when something happens."
          />
        </p>
      )}
      <p>
        把下面的地址加进阅读器，有进展就会提醒。知道地址的人能看到进度，看不到您写的内容和您是谁。
        <span class="en" lang="en">
          Add this address to a feed reader. Whoever has it sees the progress, not what you wrote or who you are.
        </span>
      </p>
      <p class="actions">
        <a class="button quiet" href={paths.caseFeed(feed, 'rss')} rel="nofollow">
          RSS
        </a>
        <a class="button quiet" href={paths.caseFeed(feed, 'json')} rel="nofollow">
          JSON Feed
        </a>
      </p>
      <Facts rows={[[{ zh: '短信里这样说', en: 'In one short message' }, statusText]]} />
    </>
  )
}

/** Read out at once: the page itself looks much as before. */
function HandedIn() {
  return (
    <Notice tone="good" alert>
      <p>
        <Both zh="已补充，承办单位会看到。" en="Handed in; the bureau will see it." />
      </p>
    </Notice>
  )
}

/** What was handed in and when, by name. */
function Files({ files }: { files: TrackedCase['attachments'] }) {
  return (
    <ul>
      {files.map(({ name, size_bytes, addedAt }) => (
        <li>
          {name}{' '}
          <span class="hint">
            {Math.ceil(size_bytes / 1024)} kB · {shanghaiTime(addedAt)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** One case, several demands: who handles each, by when, done or not. One answer brings them together. */
function Items({ tracked: { items, state }, now }: { tracked: TrackedCase; now: Date }) {
  const answered = state === 'answered' || state === 'closed'
  return (
    <>
      <h2>
        <Both zh={`您的诉求有 ${items.length} 项`} en={`You ask for ${items.length} things`} />
      </h2>
      <p class="hint">
        <Both zh="由主办单位汇总，一次答复您。" en="The bureau in charge brings them together and answers you once." />
      </p>
      <ol class="items">
        {items.map((item) => (
          <li>
            <strong>
              <Both {...item.leaf} />
            </strong>
            {item.text !== null && <p class="hint">{item.text}</p>}
            <ItemStanding item={item} answered={answered} now={now} />
          </li>
        ))}
      </ol>
    </>
  )
}

const kinds: Record<TrackedCase['kind'], Said> = {
  complaint: { zh: '投诉', en: 'Complaint' },
  report: { zh: '举报', en: 'Report' },
}

/** The reasons stand in the history: why both were opened. */
function BothTracks() {
  return (
    <Both
      zh="投诉和举报：两个程序同时进行，各有时限，调解怎样结束都不影响核查"
      en="Complaint and report: both tracks run, each under its own clocks; however the mediation ends, the check goes on"
    />
  )
}
