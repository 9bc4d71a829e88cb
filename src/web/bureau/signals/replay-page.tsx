import type { WatchMethod } from '../../../alerts/watch/candidate.ts'
import { methodWords } from '../../../alerts/watch/method-words.ts'
import type { ReplayedEvent, ReplayedSignal, WatchReplay } from '../../../alerts/watch/replay-watch.ts'
import type { SightingKind } from '../../../alerts/watch/sighted.ts'
import { kindWords } from '../../../alerts/watch/signal-words.ts'
import type { Said } from '../../../errors.ts'
import { SelectField, Submit, TextField } from '../../fields.tsx'
import { Badge, Both, Facts, Notice, Table } from '../../parts.tsx'
import { periodWords, SignalsTop } from './signal-parts.tsx'
import { signalPaths } from './signal-paths.ts'

/** What was typed, as typed. */
export type ReplayTyped = Record<'from' | 'to' | 'kind' | 'surprise' | 'share' | 'method', string>

type ReplayPageProps = { typed: ReplayTyped; errors: Record<string, Said>; replay: WatchReplay | null }

/** A past period watched again with other settings: how many signals, how many right, how much earlier. Nothing is changed by it. */
export function ReplayPage({ typed, errors, replay }: ReplayPageProps) {
  return (
    <>
      <SignalsTop part="replay" looksBack />
      <p class="lead">
        <Both
          zh="用库里的数据把过去一段日子重新检验一遍，看换一组参数会多报什么、漏掉什么。只读，不改任何东西；即到即验不在其中。"
          en="Watches a past period again on what is stored: what other settings would have told of, and missed. Reads only; tests at arrival are left out."
        />
      </p>
      <form method="get" action={signalPaths.replay} class="part" novalidate>
        <div class="pair">
          <TextField
            name="from"
            type="date"
            label={{ zh: '从', en: 'From' }}
            value={typed.from}
            error={errors.from}
            required
          />
          <TextField
            name="to"
            type="date"
            label={{ zh: '到（最多 31 天）', en: 'To (31 days at most)' }}
            value={typed.to}
            error={errors.to}
            required
          />
        </div>
        <SelectField
          name="kind"
          label={{ zh: '种类', en: 'Kind' }}
          value={typed.kind}
          options={(Object.keys(kindWords) as SightingKind[]).map((kind) => ({ value: kind, ...kindWords[kind] }))}
          required
        />
        <SelectField
          name="method"
          label={{ zh: '方法', en: 'Method' }}
          hint={{ zh: '只看一种方法单独会怎样', en: 'To see how one does alone' }}
          value={typed.method}
          options={replayed}
          none={{ zh: '全部方法', en: 'All methods' }}
        />
        <div class="pair">
          <TextField
            name="surprise"
            label={{ zh: '意外程度不低于', en: 'Surprise from' }}
            hint={{ zh: '越大越少报', en: 'The higher, the fewer' }}
            value={typed.surprise}
            error={errors.surprise}
            inputmode="decimal"
            required
          />
          <TextField
            name="share"
            label={{ zh: '每夜清单允许的虚假比例', en: "False share allowed in a night's list" }}
            hint={{ zh: '如 0.1', en: 'e.g. 0.1' }}
            value={typed.share}
            error={errors.share}
            inputmode="decimal"
            required
          />
        </div>
        <Submit zh="重新检验" en="Watch again" />
      </form>
      {replay && <Outcome replay={replay} />}
    </>
  )
}

/** The methods of the night; tests at arrival are not replayed. */
const replayed = (Object.keys(methodWords) as WatchMethod[])
  .filter((method) => method !== 'arrival')
  .map((method) => ({ value: method, ...methodWords[method] }))

function Outcome({ replay }: { replay: WatchReplay }) {
  const { signals, events, falsePerWeek, right, from, to, kind } = replay
  const found = events.filter((event) => event.found !== null).length
  return (
    <>
      <Notice title={{ zh: `${periodWords(from, to)}：${signals.length} 个信号`, en: `${signals.length} signals` }}>
        <Facts
          rows={[
            [{ zh: '种类', en: 'Kind' }, kindWords[kind].zh],
            [{ zh: '说对的', en: 'Right' }, right === null ? '—' : `${Math.round(right * 100)} %`],
            [{ zh: '每周虚报', en: 'False alarms a week' }, falsePerWeek.toFixed(2)],
            [{ zh: '已知事件', en: 'Known events' }, `${found} / ${events.length}`],
          ]}
        />
        <p class="hint">
          <Both
            zh="“对”指与已知事件相符：演示埋下的，或由人确认是事件的。没有人判断过的信号在这里都算虚报。"
            en="Right means that it shows a known event: planted by the demo, or judged an event by a person. What nobody judged counts as false here."
          />
        </p>
      </Notice>
      <h2>
        <Both zh="已知事件" en="Known events" />
      </h2>
      <Table
        caption={{ zh: '已知事件', en: 'Known events' }}
        rows={events}
        empty={{ zh: '这段时间没有已知事件。', en: 'No event is known in this period.' }}
        columns={[
          { head: { zh: '事件', en: 'Event' }, cell: (event) => <EventName event={event} /> },
          { head: { zh: '第一件来件', en: 'First entry' }, cell: ({ firstDay }) => firstDay },
          {
            head: { zh: '发现于', en: 'Found on' },
            cell: (event) => event.found?.night ?? <Both zh="没有发现" en="not found" />,
          },
          {
            head: { zh: '第一件之后几天', en: 'Days after the first' },
            cell: (event) => event.found?.daysAfterFirst ?? '—',
            numeric: true,
          },
          {
            head: { zh: '比当时早几天', en: 'Days sooner than it was' },
            cell: (event) => event.found?.daysSooner ?? '—',
            numeric: true,
          },
        ]}
      />
      <h2>
        <Both zh="信号" en="Signals" />
      </h2>
      <SignalTable signals={signals} />
    </>
  )
}

function EventName({ event: { name, planted } }: { event: ReplayedEvent }) {
  if (planted) return <Badge tone="blue" zh="演示埋下的事件" en="Planted by the demo" />
  return <a href={signalPaths.signal(Number(name.slice(1)))}>{`信号 ${name}`}</a>
}

function SignalTable({ signals }: { signals: ReplayedSignal[] }) {
  return (
    <Table
      caption={{ zh: '信号', en: 'Signals' }}
      rows={signals}
      empty={{ zh: '这段时间没有信号。', en: 'No signals in this period.' }}
      columns={[
        { head: { zh: '夜', en: 'Night' }, cell: ({ night }) => <span class="keep">{night}</span> },
        { head: { zh: '信号', en: 'Signal' }, cell: ({ title }) => <Both {...title} /> },
        { head: { zh: '方法', en: 'Method' }, cell: ({ method }) => methodWords[method].zh },
        { head: { zh: '意外程度', en: 'Surprise' }, cell: ({ surprise }) => surprise.toFixed(1), numeric: true },
        {
          head: { zh: '对不对', en: 'Right' },
          cell: ({ event }) =>
            event === null ? <Badge zh="未见其事" en="no known event" /> : <Badge tone="good" zh="对" en="right" />,
        },
      ]}
    />
  )
}
