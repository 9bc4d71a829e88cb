import { type WtoItem, wtoLabels } from './wto-labels.ts'

export type WtoForm = Partial<Record<WtoItem, string>>

const byLabel = new Map(
  Object.entries(wtoLabels).flatMap(([item, names]) =>
    names.map((name): [string, WtoItem] => [name.toLowerCase(), item as WtoItem]),
  ),
)
const anyLabel = [...byLabel.keys()]
  .sort((a, b) => b.length - a.length)
  .map((label) =>
    label
      .replace(/[.*+?^${}()|[\]\\/¿]/g, '\\$&')
      .replace(/ /g, '\\s+')
      .replace(/['’]/g, "['’]"),
  )
  .join('|')
/** A label begins a line or a cell, after the number of the item; what the form prints in brackets behind it belongs to the label. */
const occurrence = new RegExp(`(?<=^|[\\n|])[\\s*]*(?:\\d{1,2}\\s*\\.?[\\s|*]*)?(${anyLabel})([^:\\n|]{0,400}?):`, 'gi')
/** These carry their boxes before the colon: `Notified under Article 2.9.2 [X], …, other:`. */
const boxesInLabel = new Set<WtoItem>(['articles'])

/** The items of a notification by their labels, wherever they stand: a value runs to the next label. The first of a kind counts. */
export function readWtoForm(text: string): WtoForm {
  const found = [...text.matchAll(occurrence)].filter((match) => isLabel(match[1] ?? '', match[2] ?? ''))
  const form: WtoForm = {}
  found.forEach((match, index) => {
    const item = byLabel.get((match[1] ?? '').toLowerCase().replace(/\s+/g, ' ').replace(/’/g, "'"))
    if (!item || form[item] !== undefined) return
    const value = text.slice(match.index + match[0].length, found[index + 1]?.index ?? text.length)
    form[item] = tidy(boxesInLabel.has(item) ? `${match[2] ?? ''} ${value}` : value)
  })
  return form
}

/** `Title` and `Description` are also words of prose: as labels they stand alone before their colon. */
function isLabel(label: string, tail: string): boolean {
  return (
    !/^(?:title|intitulé|título|description|brief description|texte|descripción)$/i.test(label) || tail.trim() === ''
  )
}

function tidy(value: string): string {
  return value
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s|]*\d{1,2}\s*\.?[\s|]*$/, '')
        .replace(/\s*\|\s*/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n')
    .replace(/^[\s|_]+|[\s|_]+$/g, '')
}
