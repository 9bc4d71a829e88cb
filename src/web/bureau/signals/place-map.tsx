import type { Evidence } from '../../../alerts/watch/evidence.ts'
import type { City, District } from '../../../reference/city.ts'
import { Both, Table } from '../../parts.tsx'

const SQUARE = 84
const GAP = 4
const HEAD = 28
const STREETS_ACROSS = 4
const SHADES = 4

type Place = Evidence['places'][number]

/** The city as squares, one a district and in it one a street, darker where more people told of it; the same as a table behind. */
export function PlaceMap({ city, places }: { city: City; places: Place[] }) {
  const known = places.filter(({ district }) => district !== null)
  const unknown = places.filter(({ district }) => district === null).reduce((sum, { people }) => sum + people, 0)
  const most = Math.max(1, ...known.map(({ people }) => people))
  const columns = linesOf(city.districts.map(({ tile }) => tile[0]))
  const rows = linesOf(city.districts.map(({ tile }) => tile[1]))
  const heights = rows.map((row) => rowHeight(city.districts.filter(({ tile }) => tile[1] === row)))
  const topOf = (row: number) => heights.slice(0, rows.indexOf(row)).reduce((sum, height) => sum + height, 0)
  const all = heights.reduce((sum, height) => sum + height, 0)
  return (
    <figure class="chart place-map">
      <figcaption>
        <strong>
          <Both zh="在哪里" en="Where" />
        </strong>
      </figcaption>
      <svg viewBox={`0 0 ${columns.length * SQUARE} ${all}`} role="img" aria-label={saidOf(city, known)}>
        {city.districts.map((district) => (
          <Tile
            district={district}
            left={columns.indexOf(district.tile[0]) * SQUARE}
            top={topOf(district.tile[1])}
            height={heights[rows.indexOf(district.tile[1])] ?? 0}
            places={known}
            most={most}
          />
        ))}
      </svg>
      <p class="hint">
        <Both
          zh={`每格一个区，小格是街道，颜色越深人越多（最多 ${most} 人）。方位为示意。${unknown > 0 ? `另有 ${unknown} 人没有说地点。` : ''}`}
          en={`One square a district, small squares are streets; darker means more people (at most ${most}). A sketch, not a map.${unknown > 0 ? ` ${unknown} named no place.` : ''}`}
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

/** The columns or rows that hold anything, in order; empty ones are left out. */
const linesOf = (places: number[]): number[] => [...new Set(places)].sort((a, b) => a - b)

const side = (SQUARE - GAP * 2 - (STREETS_ACROSS - 1) * 3) / STREETS_ACROSS

const rowHeight = (districts: District[]): number => {
  const lines = Math.max(1, ...districts.map(({ streets }) => Math.ceil(streets.length / STREETS_ACROSS)))
  return HEAD + lines * (side + 3) + GAP * 2
}

type TileProps = { district: District; left: number; top: number; height: number; places: Place[]; most: number }

function Tile({ district, left, top, height, places, most }: TileProps) {
  const own = places.filter((place) => place.district === district.id)
  const people = own.reduce((sum, place) => sum + place.people, 0)
  return (
    <g>
      <rect class="tile" x={left + 1} y={top + 1} width={SQUARE - 2} height={height - 3} rx="4" />
      <text x={left + GAP + 2} y={top + 22}>
        {district.zh.replace(/(?:特别合作|新)?区$/, '')}
        {people > 0 ? ` ${people}` : ''}
      </text>
      {district.streets.map(({ zh }, nth) => {
        const here = own.find(({ street }) => street === zh)?.people ?? 0
        return (
          <rect
            class={`street shade-${Math.ceil((here / most) * SHADES)}`}
            x={(left + GAP + (nth % STREETS_ACROSS) * (side + 3)).toFixed(1)}
            y={(top + HEAD + Math.floor(nth / STREETS_ACROSS) * (side + 3)).toFixed(1)}
            width={side.toFixed(1)}
            height={side.toFixed(1)}
          >
            <title>{`${zh} ${here}`}</title>
          </rect>
        )
      })}
    </g>
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
