import { canonicalAddress, readPage } from '../page-text.ts'
import type { SourceRecord } from '../source-text.ts'

type Part =
  | 'number'
  | 'date'
  | 'name'
  | 'hazard'
  | 'remedy'
  | 'units'
  | 'contact'
  | 'description'
  | 'injuries'
  | 'sold'
  | 'importers'
  | 'distributors'
  | 'manufacturers'
  | 'country'
  | 'options'

/** Headings of a recall's page on cpsc.gov, as old and new layouts word them. */
const headings: [Part, RegExp][] = [
  ['number', /^recall number/i],
  ['date', /^(?:recall date|release date|original release date)/i],
  ['name', /^name of products?/i],
  ['hazard', /^hazards?(?: description)?/i],
  ['options', /^remedy options?/i],
  ['remedy', /^(?:remedy|consumer action|what to do)/i],
  ['units', /^units/i],
  ['contact', /^consumer contact/i],
  ['description', /^(?:description|recall details)/i],
  ['injuries', /^(?:incidents?\/injuries|injuries\/incidents|incidents)/i],
  ['sold', /^sold (?:exclusively )?(?:at|online|by)|^sold exclusively/i],
  ['importers', /^importers?(?:\(s\))?/i],
  ['distributors', /^distributors?(?:\(s\))?/i],
  ['manufacturers', /^manufacturers?(?:\(s\))?(?!\w| in)/i],
  ['country', /^manufactured in/i],
]

/** A recall's own page as the record that the service would give; null when it is no such page. The address is the page's canonical one. */
export function recordOfCpscPage(html: string): SourceRecord | null {
  const page = readPage(html)
  const parts = partsOf(page.text.split('\n'))
  const at = (part: Part) => parts.get(part) ?? ''
  const number = /\d{2}-?\d{3,4}/.exec(at('number'))?.[0]
  if (!number || at('hazard') === '') return null
  const listed = (part: Part) => (at(part) === '' ? [] : [{ Name: at(part) }])
  return {
    RecallNumber: number,
    RecallDate: isoOf(at('date')),
    Title: page.title,
    Description: at('description'),
    URL: canonicalAddress(html) ?? '',
    ConsumerContact: at('contact'),
    Products: [{ Name: at('name') || page.title, NumberOfUnits: at('units') }],
    Injuries: listed('injuries'),
    Manufacturers: listed('manufacturers'),
    Retailers: listed('sold'),
    Importers: listed('importers'),
    Distributors: listed('distributors'),
    ManufacturerCountries: at('country') === '' ? [] : [{ Country: at('country') }],
    Hazards: listed('hazard'),
    Remedies: listed('remedy'),
    RemedyOptions: (at('options') || at('remedy'))
      .split(/[,;]| and /)
      .map((option) => ({ Option: option.trim() }))
      .filter(({ Option }) => Option !== '' && Option.length < 40),
  }
}

/** A heading and what follows it, on its own line or below, up to the next heading. The first of a kind counts. */
function partsOf(lines: string[]): Map<Part, string> {
  const parts = new Map<Part, string[]>()
  let current: string[] | null = null
  for (const line of lines) {
    const clean = line.replace(/\s*\|\s*/g, ' ').trim()
    const heading = headings.find(
      ([, pattern]) => pattern.test(clean) && (/[:：]/.test(clean.slice(0, 40)) || clean.length < 40),
    )
    if (heading) {
      const inline = clean.replace(heading[1], '').replace(/^[\s:：]+/, '')
      const kept: string[] = inline === '' ? [] : [inline]
      current = parts.has(heading[0]) ? null : kept
      if (current) parts.set(heading[0], current)
    } else if (current && clean !== '') current.push(clean)
  }
  return new Map([...parts].map(([part, said]) => [part, said.join(' ').slice(0, 4_000)]))
}

const months = 'january february march april may june july august september october november december'.split(' ')

function isoOf(written: string): string {
  const named = /([A-Z][a-z]+) (\d{1,2}), (\d{4})/.exec(written)
  const month = months.indexOf((named?.[1] ?? '').toLowerCase()) + 1
  if (!named || month === 0) return written
  return `${named[3]}-${String(month).padStart(2, '0')}-${(named[2] ?? '').padStart(2, '0')}`
}
