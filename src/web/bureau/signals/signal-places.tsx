import type { Evidence } from '../../../alerts/watch/evidence.ts'
import type { City } from '../../../reference/city.ts'
import { AreaMap, type DistrictMark } from '../../area-map.tsx'
import { Both, Table } from '../../parts.tsx'

const SHADES = 4

type Place = Evidence['places'][number]

/** Where people told of it: streets darker where more did, a line around those of a cluster; the same as a table behind. */
export function SignalPlaces({ city, evidence: { places, cluster } }: { city: City; evidence: Evidence }) {
  const known = places.filter(({ district }) => district !== null)
  const unknown = places.filter(({ district }) => district === null).reduce((sum, { people }) => sum + people, 0)
  const most = Math.max(1, ...known.map(({ people }) => people))
  const peopleIn = (district: string, street: string) =>
    known.find((place) => place.district === district && place.street === street)?.people ?? 0
  const ringed = (district: string, street: string | null) =>
    cluster?.places.some((place) => place.district === district && place.street === street) ?? false
  const marks = city.districts.flatMap(({ id }): [string, DistrictMark][] => {
    const people = known.reduce((sum, place) => sum + (place.district === id ? place.people : 0), 0)
    return people > 0 || ringed(id, null) ? [[id, { level: null, text: `${people}`, ringed: ringed(id, null) }]] : []
  })
  return (
    <figure class="chart">
      <figcaption>
        <strong>
          <Both zh="在哪里" en="Where" />
        </strong>
      </figcaption>
      <AreaMap
        city={city}
        marks={new Map(marks)}
        streetMark={({ id }, { zh }) => {
          const people = peopleIn(id, zh)
          return { shade: Math.ceil((people / most) * SHADES), text: `${zh} ${people}`, ringed: ringed(id, zh) }
        }}
        label={saidOf(city, known)}
      />
      <p class="hint">
        <Both
          zh={`每格一个区，小格是街道，颜色越深人越多（最多 ${most} 人）。${cluster ? '描边的是聚集所在。' : ''}${unknown > 0 ? `另有 ${unknown} 人没有说地点。` : ''}`}
          en={`One square a district, small squares are streets; darker means more people (at most ${most}).${cluster ? ' Outlined: the cluster.' : ''}${unknown > 0 ? ` ${unknown} named no place.` : ''}`}
        />
      </p>
      <details>
        <summary>
          <Both zh="看数字" en="The numbers" />
        </summary>
        <Table
          caption={{ zh: '各街道人数', en: 'People by street' }}
          rows={places}
          columns={[
            { head: { zh: '区', en: 'District' }, cell: ({ district }) => districtNamed(city, district) },
            { head: { zh: '街道', en: 'Street' }, cell: ({ street }) => street ?? '—' },
            { head: { zh: '人数', en: 'People' }, cell: ({ people }) => people, numeric: true },
          ]}
        />
      </details>
    </figure>
  )
}

const districtNamed = (city: City, id: string | null): string =>
  id === null ? '不明 unknown' : (city.districts.find((district) => district.id === id)?.zh ?? id)

function saidOf(city: City, places: Place[]): string {
  const named = places
    .slice(0, 5)
    .map(({ district, street, people }) => `${districtNamed(city, district)}${street ?? ''} ${people} 人`)
  return named.length === 0 ? '没有地点 No places' : `人数最多的地方：${named.join('，')} Places with most people`
}
