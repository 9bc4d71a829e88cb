import type { City, DistrictId } from '../reference/city.ts'
import { type WarningLevel, warningLevels } from './parts.tsx'

/** Width, height and gap of a tile, in units of the drawing. */
const tile = { width: 92, height: 58, gap: 6 }

/** A district as the map shows it: its colour, and a line of text under its name. */
export type DistrictMark = { level: WarningLevel; text: string }

/**
 * The districts of the city as tiles in their rough places, those marked in their colour. A schematic drawing that says so: the city's data
 * has no borders. Whatever it shows must stand beside it in words too; `label` is what a screen reader hears.
 */
export function AreaMap({ city, marks, label }: { city: City; marks: Map<DistrictId, DistrictMark>; label: string }) {
  const columns = Math.max(...city.districts.map(({ tile: [column] }) => column)) + 1
  const rows = Math.max(...city.districts.map(({ tile: [, row] }) => row)) + 1
  const [width, height] = [columns * (tile.width + tile.gap), rows * (tile.height + tile.gap)]
  return (
    <figure class="area-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {city.districts.map((district) => (
          <Tile district={district} mark={marks.get(district.id)} />
        ))}
      </svg>
      <figcaption class="hint">
        示意图，不按比例 <span lang="en">Schematic, not to scale</span>
      </figcaption>
    </figure>
  )
}

function Tile({ district, mark }: { district: City['districts'][number]; mark: DistrictMark | undefined }) {
  const [column, row] = district.tile
  const [x, y] = [column * (tile.width + tile.gap), row * (tile.height + tile.gap)]
  const middle = x + tile.width / 2
  return (
    <g class={mark ? `tone-${mark.level}` : undefined}>
      <rect x={x + 1} y={y + 1} width={tile.width - 2} height={tile.height - 2} rx={6} />
      <text x={middle} y={y + (mark ? 27 : 37)} text-anchor="middle">
        {shortName(district.zh)}
      </text>
      {mark && (
        <text x={middle} y={y + 49} text-anchor="middle" class="mark">
          {mark.text}
        </text>
      )}
    </g>
  )
}

const shortName = (zh: string): string => zh.replace(/(特别合作区|新区|区)$/, '')

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
