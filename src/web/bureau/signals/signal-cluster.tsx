import type { ClusterEvidence } from '../../../alerts/watch/place-scan.ts'
import { seriesLevels } from '../../../alerts/watch/series-keys.ts'
import type { City } from '../../../reference/city.ts'
import { Both, Facts, Table } from '../../parts.tsx'
import { expectedWords, SignalPart } from './signal-parts.tsx'

/** The cylinder of a cluster: which places, which days, what was to be expected, and how its p can be computed again. */
export function ClusterPart({ cluster, city }: { cluster: ClusterEvidence; city: City }) {
  const { days, seen, expected, p, adjusted, sectors, seed, replications } = cluster
  const [shown, quiet] = [
    cluster.places.filter((place) => place.seen > 0),
    cluster.places.filter((place) => place.seen === 0),
  ]
  return (
    <SignalPart title={{ zh: '聚集：哪些地方、哪几天', en: 'The cluster: which places and days' }}>
      <p>
        <Both
          zh={`最近 ${days} 天、这 ${cluster.places.length} 处相邻的地方共 ${seen} 起；按各处各日平时的份额，应有 ${expectedWords(expected)} 起。`}
          en={`${seen} events in ${cluster.places.length} neighbouring places in the last ${days} days; by the usual share of each place and day, ${expectedWords(expected)}.`}
        />
      </p>
      <Table
        caption={{ zh: '聚集中的地方', en: 'Places of the cluster' }}
        rows={shown}
        columns={[
          {
            head: { zh: '地方', en: 'Place' },
            cell: ({ district, street }) =>
              `${city.districts.find(({ id }) => id === district)?.zh ?? district}${street ?? '（未说街道）'}`,
          },
          { head: { zh: '事件', en: 'Events' }, cell: (place) => place.seen, numeric: true },
          { head: { zh: '按份额应有', en: 'Expected' }, cell: (place) => expectedWords(place.expected), numeric: true },
        ]}
      />
      {quiet.length > 0 && (
        <p class="hint">
          <Both
            zh={`圈内这几天没有事件的：${quiet.map(({ street, district }) => street ?? city.districts.find(({ id }) => id === district)?.zh ?? district).join('、')}。`}
            en={`${quiet.length} places of the zone had none.`}
          />
        </p>
      )}
      <Facts
        rows={[
          [
            { zh: 'p（置换）', en: 'p by permutation' },
            <Both
              zh={`${p.toExponential(1)}；同夜看了 ${sectors} 个领域，校正后 ${adjusted.toExponential(1)}`}
              en={`${p.toExponential(1)}; ${sectors} ${seriesLevels.sector.en.toLowerCase()}s that night, adjusted ${adjusted.toExponential(1)}`}
            />,
          ],
          [
            { zh: '怎样重算', en: 'To compute it again' },
            <Both
              zh={`随机种子 ${seed}，置换 ${replications} 次；所用的表随信号保存，重算结果相同。`}
              en={`seed ${seed}, ${replications} replications on the table kept with the signal give the same p.`}
            />,
          ],
        ]}
      />
    </SignalPart>
  )
}
