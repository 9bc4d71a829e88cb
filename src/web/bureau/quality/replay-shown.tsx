import type { ClassLine, Difference, Replay, ReplayFigures, Share } from '../../../learning/replay.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { bureauWords, counted, leafWords, shareOf } from './quality-parts.tsx'

const figureNames: { name: keyof ReplayFigures; zh: string; en: string }[] = [
  { name: 'lead', zh: '单位准确', en: 'Bureau right' },
  { name: 'leaf', zh: '类别准确', en: 'Leaf right' },
  { name: 'dangerRecall', zh: '危险召回（≥2）', en: 'Danger recall (≥ 2)' },
  { name: 'dangerPrecision', zh: '危险准确（≥2）', en: 'Danger precision (≥ 2)' },
  { name: 'alone', zh: '自动分派占比', en: 'Dispatched alone' },
  { name: 'aloneRight', zh: '自动分派准确', en: 'Right among those' },
]

/** A challenger beside the champion: all together, per bureau and per leaf, and where they part. */
export function ReplayShown({ replay, city }: { replay: Replay; city: City }) {
  const { champion, challenger } = replay.figures
  return (
    <>
      <h3>
        <Both zh="回放对比" en="Replay" />
      </h3>
      <p class="hint">
        <Both
          zh={`${shanghaiTime(new Date(replay.at))}，与 ${replay.champion} 对比，${shanghaiTime(new Date(replay.since)).slice(0, 10)} 以来已有结论的 ${replay.reports} 件；挑战者答每一件时都没有学过这一件和同一事件的其他件。`}
          en={`Beside ${replay.champion} over ${replay.reports} settled reports; the challenger answered each without having learned it or others of its event.`}
        />
      </p>
      <Table
        caption={{ zh: '回放对比', en: 'Replay' }}
        rows={figureNames}
        columns={[
          { head: { zh: '指标', en: 'Figure' }, cell: ({ zh, en }) => <Both zh={zh} en={en} /> },
          { head: { zh: '使用中', en: 'Champion' }, cell: ({ name }) => counted(champion[name]), numeric: true },
          { head: { zh: '挑战者', en: 'Challenger' }, cell: ({ name }) => counted(challenger[name]), numeric: true },
          {
            head: { zh: '差别', en: 'Change' },
            cell: ({ name }) => <Change before={champion[name]} after={challenger[name]} />,
            numeric: true,
          },
        ]}
      />
      <details>
        <summary>
          <Both zh="逐单位" en="By bureau" />
        </summary>
        <Lines lines={replay.leads} name={(id) => bureauWords(city, id)} what={{ zh: '单位', en: 'Bureau' }} />
      </details>
      <details>
        <summary>
          <Both zh="逐类别" en="By leaf" />
        </summary>
        <Lines lines={replay.leaves} name={(code) => leafWords(city, code)} what={{ zh: '类别', en: 'Leaf' }} />
      </details>
      <details open={replay.differences.length <= 10}>
        <summary>
          <Both zh={`说法不同之处 ${replay.differences.length} 种`} en="Where they part" />
        </summary>
        <Differences differences={replay.differences} city={city} />
      </details>
    </>
  )
}

function Change({ before, after }: { before: Share; after: Share }) {
  const [was, is] = [shareOf(before), shareOf(after)]
  if (was === null || is === null) return <>—</>
  const points = (is - was) * 100
  if (Math.abs(points) < 0.05) return <>±0</>
  return points > 0 ? (
    <Badge tone="good" zh={`+${points.toFixed(1)}`} en="up" />
  ) : (
    <Badge tone="orange" zh={points.toFixed(1)} en="down" />
  )
}

type LinesProps = { lines: ClassLine[]; name: (code: string) => string; what: { zh: string; en: string } }

function Lines({ lines, name, what }: LinesProps) {
  return (
    <Table
      caption={what}
      rows={lines}
      columns={[
        { head: what, cell: ({ code }) => name(code) },
        { head: { zh: '件数', en: 'Reports' }, cell: ({ of }) => of, numeric: true },
        {
          head: { zh: '使用中', en: 'Champion' },
          cell: ({ of, champion }) => counted({ right: champion, of }),
          numeric: true,
        },
        {
          head: { zh: '挑战者', en: 'Challenger' },
          cell: ({ of, challenger }) => counted({ right: challenger, of }),
          numeric: true,
        },
      ]}
    />
  )
}

function Differences({ differences, city }: { differences: Difference[]; city: City }) {
  const name = (what: Difference['what'], code: string) =>
    what === 'leaf' ? leafWords(city, code) : bureauWords(city, code)
  return (
    <Table
      caption={{ zh: '说法不同之处', en: 'Where they part' }}
      rows={differences}
      empty={{ zh: '两个模型处处相同。', en: 'Both say the same everywhere.' }}
      columns={[
        { head: { zh: '应为', en: 'Should be' }, cell: ({ what, settled }) => name(what, settled) },
        { head: { zh: '使用中', en: 'Champion' }, cell: ({ what, champion }) => name(what, champion) },
        { head: { zh: '挑战者', en: 'Challenger' }, cell: ({ what, challenger }) => name(what, challenger) },
        { head: { zh: '次数', en: 'Times' }, cell: ({ times }) => times, numeric: true },
        {
          head: { zh: '案件', en: 'Cases' },
          cell: ({ reports }) =>
            reports.map((id) => (
              <>
                <a href={bureauPaths.case(id)}>{id}</a>{' '}
              </>
            )),
        },
      ]}
    />
  )
}
