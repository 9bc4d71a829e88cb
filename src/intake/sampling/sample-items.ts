import type { SampleItem } from '../notice.ts'
import { foldSpaces, nothingStated } from '../source-text.ts'
import type { ItemPart } from './sample-headers.ts'

const strong = /\|\||[║‖∥∣|｜┃¦]/
const circled = /^[①-⑳(（]?\d*[①-⑳)）、]/
/** A slash between parts, not the one of a unit (`CFU/g`, `mg/kg`, `/100g`) or of `GB/T`. */
const slash = /\/(?!\s*(?:\d*\s*(?:[kmμu]?g|m?L|cm|kg|100)|T\s?\d|25))/i
const usual: ItemPart[] = ['item', 'measured', 'limit']

/**
 * What one cell says of several things: `菌落总数║7500CFU/g║≤1000CFU/g`, any of the separators seen, several items one after the other
 * (`；` or a line each). Values may hold `；` themselves (`①1；②3`): a piece goes with the item before until that has all its parts.
 */
export function readCombined(cell: string, parts: ItemPart[] = usual): SampleItem[] {
  if (nothingStated(cell)) return []
  const separator = strong.test(cell) ? strong : slash
  const items: string[][] = []
  for (const piece of cell.split(/[;；\n\r]+/)) {
    const fields = piece.split(separator).map((field) => foldSpaces(field))
    const last = items.at(-1)
    const goesOn = last && (fields.length === 1 || (last.length < parts.length && circled.test(fields[0] ?? '')))
    if (goesOn) {
      last[last.length - 1] = [last.at(-1), fields[0]].filter((text) => text !== '').join('；')
      last.push(...fields.slice(1))
    } else items.push(fields)
  }
  return items.map((fields) => itemOf(fields, parts)).filter((item) => item.item !== '' || item.measured !== null)
}

function itemOf(fields: string[], parts: ItemPart[]): SampleItem {
  const at = (part: ItemPart) => {
    const place = parts.indexOf(part)
    return place < 0 ? '' : (fields[place] ?? '')
  }
  return { item: at('item'), measured: statedOrNull(at('measured')), limit: statedOrNull(at('limit')) }
}

/** Columns of their own: `a；b` beside `1；2` beside `x；y` are two items where the counts agree, else one. */
export function readParallel(item: string, measured: string, limit: string): SampleItem[] {
  if (nothingStated(item) && nothingStated(measured)) return []
  const [names, values, limits] = [item, measured, limit].map((text) =>
    text
      .split(/[;；\n]|(?<=[^\d])[、](?=[^\d])/)
      .map(foldSpaces)
      .filter((one) => one !== ''),
  )
  const count = names?.length ?? 0
  if (count > 1 && values?.length === count && (limits?.length === count || (limits?.length ?? 0) <= 1))
    return (names ?? []).map((name, index) => ({
      item: name,
      measured: statedOrNull(values[index] ?? ''),
      limit: statedOrNull(limits?.[index] ?? limits?.[0] ?? ''),
    }))
  return [{ item: foldSpaces(item), measured: statedOrNull(measured), limit: statedOrNull(limit) }]
}

export function statedOrNull(text: string): string | null {
  const folded = foldSpaces(text)
  return nothingStated(folded) ? null : folded
}
