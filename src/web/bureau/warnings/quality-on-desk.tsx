import type { Child } from 'hono/jsx'
import { eventNames } from '../../../alerts/warning-acts.ts'
import type { QualityRead, VersionRead } from '../../../alerts/warnings/read-quality-warning.ts'
import { contentDifferences } from '../../../alerts/warnings/version-difference.ts'
import { changeNames } from '../../../alerts/warnings/warning-content.ts'
import type { City } from '../../../reference/city.ts'
import { WarningLevelBadge, WarningStateBadge } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Submit } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Notice, Table } from '../../parts.tsx'
import { DrillMark, WarningSaying } from '../../public/quality-warning.tsx'
import { shanghaiTime } from '../../times.ts'
import { EventHistory } from '../case/event-history.tsx'
import { Proposal } from './colour-proposal.tsx'
import { DraftPart, Refusal, type Tried } from './draft-part.tsx'
import { Hearings, UpwardReport } from './preparations-part.tsx'
import { hasOrigin, OriginList } from './warning-origin.tsx'

type Props = {
  warning: QualityRead
  city: City
  tried: Tried | null
  /** Where it may be taken further. */
  onward: Child
}

/** A quality warning on the desk: the text at work or in force, what is to be done with it, its versions, and all that happened. */
export function QualityOnDesk({ warning, city, tried, onward }: Props) {
  const { draft, versions, drill } = warning
  const newest = versions[0]
  const content = draft?.content ?? newest?.content
  return (
    <>
      <p class="crumbs">
        <a href={alertPaths.warningDesk}>
          <Both zh="预警审核" en="Warnings to decide" />
        </a>
      </p>
      {drill && <DrillMark />}
      <h1>
        <Both zh={content?.title.zh || '（无标题）'} en={content?.title.en || '(no title yet)'} />
      </h1>
      <p class="badges">
        {content && <WarningLevelBadge level={content.level} relief={false} />}{' '}
        <WarningStateBadge state={warning.state} />
      </p>
      <Own warning={warning} tried={tried} />
      <div class="notice-columns">
        <div>
          {draft && newest && <Differences warning={warning} city={city} before={newest} />}
          {content && (
            <WarningSaying
              content={content}
              city={city}
              reader="authorities"
              change={draft ? (draft.lifting ? 'lift' : 'issue') : (newest?.change ?? 'issue')}
              at={draft ? null : (newest?.at ?? null)}
            />
          )}
          {draft && <Proposal proposal={draft.proposal} rules={draft.rules} />}
          <Versions warning={warning} />
        </div>
        <aside aria-label="办理 What to do">
          {draft && <DraftPart warning={warning} draft={draft} tried={tried} />}
          {draft && <Hearings warning={warning} draft={draft} tried={tried} />}
          {draft && <UpwardReport warning={warning} draft={draft} tried={tried} />}
          {!draft && <Changes warning={warning} tried={tried} />}
          {warning.state === 'released' && onward}
          <Origin warning={warning} />
          <History warning={warning} city={city} />
        </aside>
      </div>
    </>
  )
}

/** What the own bureau has to acknowledge. */
function Own({ warning, tried }: { warning: QualityRead; tried: Tried | null }) {
  const { own, id } = warning
  if (!own) return null
  if (own.acknowledgedAt !== null)
    return (
      <p class="hint">
        <Both
          zh={`贵单位已于 ${shanghaiTime(own.acknowledgedAt)} 确认收到。`}
          en={`Your bureau acknowledged it at ${shanghaiTime(own.acknowledgedAt)}.`}
        />
      </p>
    )
  return (
    <Notice tone="orange" title={{ zh: '请确认收到', en: 'Please acknowledge receipt' }}>
      <Form action={alertPaths.warningAcknowledgement(id)}>
        {tried?.about === 'acknowledgement' && <Refusal tried={tried} />}
        <p>
          <Both
            zh={`${shanghaiTime(own.answerBy)} 前确认，逾时报联席会议办公室。`}
            en={`By ${shanghaiTime(own.answerBy)}; after that the joint-meeting office is told.`}
          />
        </p>
        <Submit zh="我单位已收到" en="We have received it" />
      </Form>
    </Notice>
  )
}

function Differences({ warning, city, before }: { warning: QualityRead; city: City; before: VersionRead }) {
  if (!warning.draft || warning.draft.lifting) return null
  return (
    <DifferenceTable
      caption={{ zh: `与第 ${before.number} 版的不同`, en: `What differs from version ${before.number}` }}
      rows={contentDifferences(city, before.content, warning.draft.content)}
    />
  )
}

type DifferenceProps = { caption: { zh: string; en: string }; rows: ReturnType<typeof contentDifferences> }

/** Two versions side by side, only where they differ. */
export function DifferenceTable({ caption, rows }: DifferenceProps) {
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">
        <Both {...caption} />
      </h2>
      <Table
        caption={caption}
        columns={[
          { head: { zh: '项目', en: 'Part' }, cell: ({ name }) => <Both {...name} /> },
          { head: { zh: '原来', en: 'Before' }, cell: ({ before }) => <Both {...before} /> },
          { head: { zh: '现在', en: 'Now' }, cell: ({ after }) => <Both {...after} /> },
        ]}
        rows={rows}
        empty={{ zh: '内容没有不同。', en: 'Nothing differs.' }}
      />
    </section>
  )
}

function Changes({ warning, tried }: { warning: QualityRead; tried: Tried | null }) {
  if (!warning.mayChange) return null
  return (
    <section class="part" aria-labelledby="changes">
      <h2 id="changes">
        <Both zh="变更" en="Change it" />
      </h2>
      {tried?.about === 'changes' && <Refusal tried={tried} />}
      <p class="hint">
        <Both
          zh="新版本同样经拟稿、审核、签发、发布；发布前现版本继续有效。"
          en="The next version is written, reviewed, signed and published like the first; until then this one stands."
        />
      </p>
      <Form class="actions" action={alertPaths.changes(warning.id)}>
        <button type="submit" name="lifting" value="no">
          <Both zh="更新或调整级别" en="Update, upgrade or downgrade" />
        </button>
        <button type="submit" name="lifting" value="yes" class="grave">
          <Both zh="拟解除" en="Lift it" />
        </button>
      </Form>
    </section>
  )
}

function Versions({ warning }: { warning: QualityRead }) {
  if (warning.versions.length === 0) return null
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">
        <Both zh="已发布的版本" en="Published versions" />
      </h2>
      <ol class="versions" reversed>
        {warning.versions.map(({ number, change, content, at, signatures }) => (
          <li class={`tone-${content.level}`}>
            <a href={alertPaths.deskVersion(warning.id, number)}>
              <Both
                zh={`第 ${number} 版 ${changeNames[change].zh}`}
                en={`Version ${number}: ${changeNames[change].en}`}
              />
            </a>{' '}
            {shanghaiTime(at)}
            {signatures?.signer && (
              <p class="hint">
                <Both
                  zh={`审核 ${signatures.reviewer ?? '—'} · 签发 ${signatures.signer} · 发布 ${signatures.publisher ?? '—'}`}
                  en="review, signature, publication"
                />
              </p>
            )}
          </li>
        ))}
      </ol>
      {warning.sight === 'all' && (
        <p>
          <a href={alertPaths.receipts(warning.id)}>
            <Both zh="送达与确认" en="Who received and acknowledged it" />
          </a>
        </p>
      )}
    </section>
  )
}

function Origin({ warning: { origin } }: { warning: QualityRead }) {
  if (!hasOrigin(origin)) return null
  return (
    <section class="part" aria-labelledby="origin">
      <h2 id="origin">
        <Both zh="由来" en="What it grew from" />
      </h2>
      <OriginList origin={origin} />
    </section>
  )
}

function History({ warning: { events }, city }: { warning: QualityRead; city: City }) {
  const shown = events.map(({ act, reason, ...event }) => ({
    ...event,
    what: eventNames[act],
    words: city.bureaus.get(reason)?.zh ?? reason,
  }))
  return <EventHistory events={shown} city={city} />
}
