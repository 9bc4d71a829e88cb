import type { City, District, DistrictId, Street } from '../reference/city.ts'
import { type WarningLevel, warningLevels } from './parts.tsx'

/** In units of the drawing: a tile of a district, its head, and the squares of its streets under it. */
const tile = { width: 92, head: 58, gap: 6, inset: 5 }
const square = { across: 4, gap: 4 }
const side = (tile.width - 2 * tile.inset - (square.across - 1) * square.gap) / square.across
/** With streets under it the head is one line. */
const headLine = 32

/** A district as the map shows it: its colour, if any, a line of text with its name, and whether a line is drawn around it. */
export type DistrictMark = { level: WarningLevel | null; text: string; ringed?: boolean }
/** A street: how dark it is, 0 to 4, what it says when pointed at, and whether a line is drawn around it. */
export type StreetMark = { shade: number; text: string; ringed: boolean }

type AreaMapProps = {
  city: City
  marks: Map<DistrictId, DistrictMark>
  /** What is known of each street; without it the map shows districts alone. */
  streetMark?: (district: District, street: Street) => StreetMark
  label: string
}

/**
 * The districts of the city as tiles in their rough places, those marked in their colour, where asked with their streets as small squares. A
 * schematic drawing that says so: the city's data has no borders. Whatever it shows must stand beside it in words too; `label` is what a
 * screen reader hears.
 */
export function AreaMap({ city, marks, streetMark, label }: AreaMapProps) {
  const columns = linesOf(city.districts.map(({ tile: [column] }) => column))
  const rows = linesOf(city.districts.map(({ tile: [, row] }) => row))
  const heights = rows.map((row) =>
    Math.max(...city.districts.map((one) => (one.tile[1] === row ? heightOf(one, streetMark) : 0))),
  )
  const topOf = (nth: number) => heights.slice(0, nth).reduce((sum, height) => sum + height + tile.gap, 0)
  return (
    <figure class="area-map">
      <svg
        viewBox={`0 0 ${columns.length * (tile.width + tile.gap)} ${topOf(rows.length)}`}
        role="img"
        aria-label={label}
      >
        {city.districts.map((district) => {
          const [column, row] = [columns.indexOf(district.tile[0]), rows.indexOf(district.tile[1])]
          const corner = { x: column * (tile.width + tile.gap), y: topOf(row), height: heights[row] ?? tile.head }
          return <Tile district={district} {...corner} mark={marks.get(district.id)} streetMark={streetMark} />
        })}
      </svg>
      <figcaption class="hint">
        示意图，不按比例 <span lang="en">Schematic, not to scale</span>
      </figcaption>
    </figure>
  )
}

/** The columns or rows that hold anything, in order; empty ones are left out. */
const linesOf = (places: number[]): number[] => [...new Set(places)].sort((a, b) => a - b)

const heightOf = ({ streets }: District, streetMark: AreaMapProps['streetMark']): number =>
  streetMark
    ? headLine + Math.ceil(streets.length / square.across) * (side + square.gap) + tile.inset - square.gap + 1
    : tile.head

type TileProps = {
  district: District
  x: number
  y: number
  height: number
  mark: DistrictMark | undefined
  streetMark: AreaMapProps['streetMark']
}

function Tile({ district, x, y, height, mark, streetMark }: TileProps) {
  const middle = x + tile.width / 2
  const name = district.zh.replace(/(特别合作区|新区|区)$/, '')
  return (
    <g class={mark?.level ? `tone-${mark.level}` : undefined}>
      <rect
        class={mark?.ringed ? 'ringed' : undefined}
        x={x + 1}
        y={y + 1}
        width={tile.width - 2}
        height={height - 2}
        rx={6}
      />
      <text x={middle} y={y + (streetMark ? 24 : mark ? 27 : 37)} text-anchor="middle">
        {streetMark && mark ? `${name} ${mark.text}` : name}
      </text>
      {mark && !streetMark && (
        <text x={middle} y={y + 49} text-anchor="middle" class="mark">
          {mark.text}
        </text>
      )}
      {streetMark &&
        district.streets.map((street, nth) => (
          <StreetSquare
            mark={streetMark(district, street)}
            x={x + tile.inset + (nth % square.across) * (side + square.gap)}
            y={y + headLine + Math.floor(nth / square.across) * (side + square.gap)}
          />
        ))}
    </g>
  )
}

const StreetSquare = ({ mark, x, y }: { mark: StreetMark; x: number; y: number }) => (
  <rect
    class={`street shade-${mark.shade}${mark.ringed ? ' ringed' : ''}`}
    x={x.toFixed(1)}
    y={y.toFixed(1)}
    width={side.toFixed(1)}
    height={side.toFixed(1)}
  >
    <title>{mark.text}</title>
  </rect>
)

/** The marks of one warning: its districts, or every one where it holds for the whole city. */
export function marksOf(
  city: City,
  { level, districts, streets }: { level: WarningLevel; districts: DistrictId[]; streets: string[] },
): Map<DistrictId, DistrictMark> {
  const hit = city.districts.filter(
    (district) =>
      districts.includes(district.id) || district.streets.some(({ code, zh }) => streets.includes(code ?? zh)),
  )
  const all = hit.length === 0 ? city.districts : hit
  return new Map(all.map(({ id }) => [id, { level, text: warningLevels[level].zh.slice(0, 2) }]))
}
