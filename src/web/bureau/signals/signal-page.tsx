import type { Child } from 'hono/jsx'
import { methodWords } from '../../../alerts/watch/method-words.ts'
import type { SignalRead } from '../../../alerts/watch/read-signal.ts'
import { nameOf, seriesLevels } from '../../../alerts/watch/series-keys.ts'
import { kindWords } from '../../../alerts/watch/signal-words.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, dangerWords, Facts, Table } from '../../parts.tsx'
import { BureauName } from '../case/case-badges.tsx'
import { SignalActs, SignalHistory, type SignalTried } from './signal-acts.tsx'
import { Behind, Earlier, Recalls } from './signal-behind.tsx'
import { SignalChart } from './signal-chart.tsx'
import { ClusterPart } from './signal-cluster.tsx'
import { PairPart } from './signal-pair.tsx'
import { chanceWords, expectedWords, Method, periodWords, SignalPart, SignalStateBadge } from './signal-parts.tsx'
import { signalPaths } from './signal-paths.ts'
import { SignalPlaces } from './signal-places.tsx'

type SignalPageProps = {
  signal: SignalRead
  tried: SignalTried | null
  city: City
  /** Where it may be taken further. */
  onward: Child
}

/** One signal on one screen: why it is here, the curve, the places, the letters behind, what else is known, and what may be done. */
export function SignalPage({ signal, tried, city, onward }: SignalPageProps) {
  const { evidence } = signal
  return (
    <>
      <p class="crumbs">
        <a href={signalPaths.signals}>
          <Both zh="早期信号" en="Early signals" />
        </a>
      </p>
      <h1>
        <Both {...signal.title} />
      </h1>
      <p class="badges">
        <SignalStateBadge state={signal.state} /> <Badge {...kindWords[signal.kind]} />{' '}
        {signal.fallback && <Badge tone="orange" zh="备用方法，虚报较多" en="Fallback method: more false alarms" />}
      </p>
      <div class="notice-columns">
        <div>
          <Why signal={signal} city={city} />
          <div class="charts">
            <SignalChart
              curve={evidence.curve}
              since={evidence.cluster ? [] : signal.since}
              from={signal.from}
              to={signal.to}
            />
            <SignalPlaces city={city} evidence={evidence} />
          </div>
          {evidence.cluster && <ClusterPart cluster={evidence.cluster} city={city} />}
          {evidence.pair && <PairPart pair={evidence.pair} />}
          <Words signal={signal} />
          <Levels signal={signal} city={city} />
          <Behind signal={signal} city={city} />
          <Recalls signal={signal} />
          <Earlier signal={signal} />
        </div>
        <aside aria-label="判断 Judgement">
          <SignalActs signal={signal} tried={tried} />
          {onward}
          <SignalHistory signal={signal} city={city} />
        </aside>
      </div>
    </>
  )
}

function Why({ signal, city }: { signal: SignalRead; city: City }) {
  const { method, fallback, from, to, count, expected, bound, p, surprise, evidence, measure, closed } = signal
  return (
    <SignalPart title={{ zh: '为什么在此', en: 'Why it is here' }}>
      <p>
        <Both {...methodWords[method].asks} />
      </p>
      <Facts
        rows={[
          [{ zh: '期间', en: 'Period' }, periodWords(from, to)],
          [
            { zh: '数了什么', en: 'Counted' },
            measure === 'incidents' ? (
              <Both zh="事件数（同一件事只算一次）" en="incidents, each event once" />
            ) : (
              <Both zh="人数（同一人重复来信不重算）" en="people; repeats by one person count once" />
            ),
          ],
          [
            { zh: '数量', en: 'Count' },
            <>
              <strong>{count}</strong>，
              <Both zh={`往常 ${expectedWords(expected)}`} en={`usually ${expectedWords(expected)}`} />
              {bound !== null && <Both zh={`，界限 ${expectedWords(bound)}`} en={`, bound ${expectedWords(bound)}`} />}
            </>,
          ],
          [
            { zh: '有多意外', en: 'How surprising' },
            <>
              <Both {...chanceWords(surprise)} />
              {p !== null && <span class="number"> p = {p.toExponential(1)}</span>}
            </>,
          ],
          [{ zh: '危险程度', en: 'Danger' }, <Dangers dangers={evidence.dangers} />],
          [{ zh: '方法', en: 'Method' }, <Method method={method} fallback={fallback} />],
          [
            { zh: '是否满期', en: 'Closed' },
            closed ? (
              <Both
                zh={`只检验已满期的日子${evidence.lag > 0 ? `：这类数据通常 ${evidence.lag} 天后到齐` : '，当天夜里满期'}`}
                en={`only closed days are tested${evidence.lag > 0 ? `: entries of this kind are complete after ${evidence.lag} days` : ''}`}
              />
            ) : (
              <Both
                zh="尚未满期：数量只会更多，这里是到发现那一刻为止"
                en="not closed: counted up to the moment it was found, and can only grow"
              />
            ),
          ],
          [{ zh: '牵头', en: 'Lead' }, <BureauName city={city} id={signal.lead} />],
          [
            { zh: '危害', en: 'Hazards' },
            signal.hazards.map((id) => city.hazards.find((hazard) => hazard.id === id)?.zh ?? id).join('、') || null,
          ],
        ]}
      />
      <details>
        <summary>
          <Both zh="方法版本与参数" en="Version and settings" />
        </summary>
        <p class="number">
          {signal.method} · {signal.version} · {JSON.stringify(signal.settings)}
        </p>
      </details>
    </SignalPart>
  )
}

function Dangers({ dangers }: { dangers: number[] }) {
  const told = dangers.flatMap((people, danger) => (people > 0 ? [{ people, danger }] : [])).reverse()
  return (
    <>
      {told.map(({ people, danger }, nth) => (
        <>
          {nth > 0 && '；'}
          <Both zh={`${dangerWords(danger).zh} ${people} 人`} en={`${dangerWords(danger).en}: ${people}`} />
        </>
      ))}
    </>
  )
}

function Words({ signal }: { signal: SignalRead }) {
  const { words } = signal.evidence
  if (words.length === 0) return null
  return (
    <SignalPart title={{ zh: '这些来件共有的词', en: 'Words that these reports share' }}>
      <ul class="reasons inline">
        {words.map(({ word, reports, usual }) => (
          <li>
            {word} <span class="hint">{`${reports} 件，平时 ${(usual * 100).toFixed(1)}%`}</span>
          </li>
        ))}
      </ul>
    </SignalPart>
  )
}

function Levels({ signal, city }: { signal: SignalRead; city: City }) {
  return (
    <SignalPart title={{ zh: '在哪个层级看得最清楚', en: 'Which level shows it best' }}>
      <Table
        caption={{ zh: '同一件事在各层级', en: 'The same event on each level' }}
        rows={signal.evidence.levels}
        columns={[
          { head: { zh: '层级', en: 'Level' }, cell: ({ level }) => <Both {...seriesLevels[level]} /> },
          { head: { zh: '序列', en: 'Series' }, cell: ({ level, key }) => nameOf(city, { level, key }).zh },
          { head: { zh: '数量', en: 'Count' }, cell: ({ count }) => count, numeric: true },
          { head: { zh: '往常', en: 'Usual' }, cell: ({ expected }) => expectedWords(expected), numeric: true },
          { head: { zh: '意外程度', en: 'Surprise' }, cell: ({ surprise }) => surprise.toFixed(1), numeric: true },
        ]}
      />
    </SignalPart>
  )
}
