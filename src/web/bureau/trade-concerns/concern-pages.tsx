import { type ConcernAct, concernActs, concernActWords, concernStates } from '../../../alerts/concerns/concern-moves.ts'
import { concernPaths } from '../../../alerts/concerns/concern-paths.ts'
import type { ConcernFound } from '../../../alerts/concerns/find-concern.ts'
import type { ConcernRead } from '../../../alerts/concerns/read-concern.ts'
import type { Said } from '../../../errors.ts'
import { Market } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { MeasureName } from '../../trade/measure-name.tsx'
import { ActHistory } from '../act-history.tsx'

/** The trade concerns, those under way first, the next meeting on top. */
export function ConcernsPage({ concerns }: { concerns: ConcernFound[] }) {
  return (
    <>
      <h1>
        <Both zh="特别贸易关注" en="Trade concerns" />
      </h1>
      <p class="lead">
        <Both
          zh="在措施档案里提出；报送、列入会议、磋商和结果都记在这里。"
          en="Raised on the page of a measure; handing on, agenda, discussion and result are kept here."
        />
      </p>
      <Table
        caption={{ zh: '特别贸易关注', en: 'Trade concerns' }}
        columns={columns}
        rows={concerns}
        empty={{ zh: '没有特别贸易关注。', en: 'No trade concerns.' }}
      />
    </>
  )
}

const columns: Column<ConcernFound>[] = [
  {
    head: { zh: '措施', en: 'Measure' },
    cell: ({ id, family, title, titleZh }) => (
      <>
        <a href={concernPaths.one(id)}>
          <MeasureName title={title} titleZh={titleZh} />
        </a>
        <br />
        <span class="symbol">{family}</span>
      </>
    ),
  },
  { head: { zh: '市场', en: 'Market' }, cell: ({ market }) => <Market code={market} /> },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <Badge {...concernStates[state]} /> },
  {
    head: { zh: '会议', en: 'Meeting' },
    cell: ({ meeting, meetingOn }) =>
      meeting === null ? (
        '—'
      ) : (
        <>
          {meeting} <span class="number keep">{meetingOn}</span>
        </>
      ),
  },
  { head: { zh: '结果', en: 'Result' }, cell: ({ result }) => result ?? '—' },
]

/** What was refused, so that nothing typed is lost. */
export type ConcernTried = { act: ConcernAct; said: Said; errors: Record<string, Said>; typed: Record<string, string> }

/** One trade concern: how it stands, what may be done, what has happened. */
export function ConcernPage({ read, tried }: { read: ConcernRead; tried: ConcernTried | null }) {
  const { concern, acts } = read
  return (
    <>
      <p class="eyebrow">
        <a href={concernPaths.list}>← 特别贸易关注 Trade concerns</a> ·{' '}
        <a class="symbol" href={alertPaths.measure(concern.family)}>
          {concern.family}
        </a>
      </p>
      <h1>
        <MeasureName {...concern} />
      </h1>
      <p class="badges">
        <Badge tone={concernStates[concern.state].final ? 'calm' : 'orange'} {...concernStates[concern.state]} />
      </p>
      <Facts
        rows={[
          [{ zh: '市场', en: 'Market' }, <Market code={concern.market} />],
          [{ zh: '为什么提出', en: 'Why' }, concern.reason],
          [{ zh: '说受影响的企业', en: 'Firms that it hits' }, <span class="number">{concern.firms}</span>],
          [{ zh: '会议', en: 'Meeting' }, concern.meeting && `${concern.meeting}，${concern.meetingOn}`],
          [{ zh: '结果', en: 'Result' }, concern.result],
        ]}
      />
      {acts.length > 0 && (
        <section class="part acts" aria-labelledby="acts">
          <h2 id="acts">
            <Both zh="下一步" en="What comes next" />
          </h2>
          {acts.map((act) => (
            <ActForm act={act} concern={concern} tried={tried?.act === act ? tried : null} />
          ))}
        </section>
      )}
      <ActHistory lines={read.history} words={concernActWords} />
    </>
  )
}

type FormProps = { act: ConcernAct; concern: ConcernFound; tried: ConcernTried | null }

function ActForm({ act, concern, tried }: FormProps) {
  const { label, asks, meeting } = concernActs[act]
  const name = `text-${act}`
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both {...label} />
      </summary>
      <Form action={concernPaths.act(concern.id, act)}>
        {tried && (
          <Notice tone="red" alert>
            <p>
              <Both {...tried.said} />
            </p>
          </Notice>
        )}
        {meeting && <MeetingFields tried={tried} />}
        <TextArea
          name={name}
          label={asks}
          value={tried?.typed[name]}
          error={tried?.errors[name]}
          rows={3}
          maxlength={1000}
          required
        />
        <p class="actions">
          <button type="submit" class={act === 'drop' ? 'grave' : undefined}>
            <Both {...label} />
          </button>
        </p>
      </Form>
    </details>
  )
}

function MeetingFields({ tried }: { tried: ConcernTried | null }) {
  return (
    <>
      <TextField
        name="meeting"
        label={{ zh: '哪次会议', en: 'Meeting' }}
        value={tried?.typed.meeting}
        error={tried?.errors.meeting}
        maxlength={120}
        required
      />
      <TextField
        name="meetingOn"
        type="date"
        size="short"
        label={{ zh: '会议日期', en: 'Day' }}
        value={tried?.typed.meetingOn}
        error={tried?.errors.meetingOn}
        required
      />
    </>
  )
}
