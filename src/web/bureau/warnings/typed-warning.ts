import type { Toll } from '../../../alerts/risk-assessment/incident-grade.ts'
import { levelsUpward } from '../../../alerts/warning-acts.ts'
import {
  audiences,
  certainties,
  signalStrengths,
  spreads,
  streetId,
  urgencies,
  type WarningContent,
} from '../../../alerts/warnings/warning-content.ts'
import { Invalid, type Said } from '../../../errors.ts'
import { isRealDate, shanghaiInstant, shanghaiMinute } from '../../../reference/calendar.ts'
import type { City } from '../../../reference/city.ts'
import { chosen, lineOf } from '../../form-values.ts'

/** A form as it was typed: every value under its name, so that nothing is lost when one of them has to be mended. */
export type TypedWarning = Record<string, string[]>

const titleMax = 100
export const textMax = 3000

export function typedWarning(form: FormData): TypedWarning {
  const typed: TypedWarning = {}
  for (const name of new Set(form.keys()))
    typed[name] = form.getAll(name).flatMap((value) => (typeof value === 'string' ? value.slice(0, textMax) : []))
  return typed
}

/** The form of a text that is saved already. */
export function typedFrom(content: WarningContent): TypedWarning {
  const { basis, advice, beyondCity } = content
  const line = (value: string | number | null) => [value === null ? '' : String(value)]
  return {
    level: [content.level],
    levelReason: [content.levelReason],
    field: line(basis.toll?.field ?? null),
    ...Object.fromEntries(
      Object.entries(basis.toll?.figures ?? {}).map(([id, figure]) => [`toll-${id}`, line(figure)]),
    ),
    is: basis.toll?.is ?? [],
    risk: line(basis.risk),
    spread: [basis.spread],
    signal: [basis.signal],
    ...both('title', content.title),
    ...both('matter', content.matter),
    ...both('note', content.note),
    ...both('advice-authorities', advice.authorities),
    ...both('advice-trade', advice.trade),
    ...both('advice-public', advice.public),
    leaves: content.leaves,
    districts: content.districts,
    streets: content.streets,
    beyondCity: beyondCity ? ['yes'] : [],
    audience: [content.audience],
    bureaus: content.bureaus,
    firms: [content.firms.join('\n')],
    certainty: [content.certainty],
    urgency: [content.urgency],
    startsAt: [localOf(content.startsAt)],
    endsAt: [localOf(content.endsAt)],
    publisher: [content.publisher],
    contact: [content.contact],
  }
}

const both = (name: string, { zh, en }: Said): TypedWarning => ({ [`${name}-zh`]: [zh], [`${name}-en`]: [en] })
const localOf = (instant: string): string => (instant === '' ? '' : shanghaiMinute(new Date(instant)).replace(' ', 'T'))

/**
 * Reads a form as a text that may still lack parts. Throws Invalid, with a message beside the field, only for what cannot be kept: a number
 * or a time that is none, or a code the city does not know.
 */
export function readTypedWarning(form: FormData, city: City): WarningContent {
  const faults: Record<string, Said> = {}
  const content: WarningContent = {
    ...textsOf(form),
    ...placesOf(form, city),
    level: chosen(lineOf(form, 'level', 20), levelsUpward) ?? 'blue',
    levelReason: lineOf(form, 'levelReason', 500),
    basis: basisOf(form, city, faults),
    audience: chosen(lineOf(form, 'audience', 20), audiences) ?? 'public',
    bureaus: listOf(form, 'bureaus', city.bureaus.keys()),
    firms: firmsOf(lineOf(form, 'firms', textMax)),
    certainty: chosen(lineOf(form, 'certainty', 20), certainties) ?? 'Likely',
    urgency: chosen(lineOf(form, 'urgency', 20), urgencies) ?? 'Expected',
    startsAt: instantOf(lineOf(form, 'startsAt', 20), 'startsAt', faults),
    endsAt: instantOf(lineOf(form, 'endsAt', 20), 'endsAt', faults),
    publisher: lineOf(form, 'publisher', 20),
    contact: lineOf(form, 'contact', 200),
  }
  if (Object.keys(faults).length > 0) throw new Invalid(mend, faults)
  return content
}

function textsOf(form: FormData): Pick<WarningContent, 'title' | 'matter' | 'advice' | 'note'> {
  const said = (name: string, max = textMax): Said => ({
    zh: lineOf(form, `${name}-zh`, max),
    en: lineOf(form, `${name}-en`, max),
  })
  return {
    title: said('title', titleMax),
    matter: said('matter'),
    advice: { authorities: said('advice-authorities'), trade: said('advice-trade'), public: said('advice-public') },
    note: said('note', 1000),
  }
}

function basisOf(form: FormData, city: City, faults: Record<string, Said>): WarningContent['basis'] {
  return {
    toll: tollOf(form, city, faults),
    risk: chosen(lineOf(form, 'risk', 20), ['low', 'medium', 'high', 'serious'] as const),
    spread: chosen(lineOf(form, 'spread', 20), spreads) ?? 'single',
    signal: chosen(lineOf(form, 'signal', 20), signalStrengths) ?? 'none',
  }
}

function tollOf(form: FormData, { incidentGrading }: City, faults: Record<string, Said>): Toll | null {
  const field = chosen(
    lineOf(form, 'field', 40),
    incidentGrading.fields.map(({ id }) => id),
  )
  const figures = incidentGrading.measures.flatMap(({ id }) => {
    const figure = countOf(lineOf(form, `toll-${id}`, 12), `toll-${id}`, faults)
    return figure === null ? [] : [[id, figure] as const]
  })
  if (field === null) return null
  const known = incidentGrading.circumstances.map(({ id }) => id)
  return { field, figures: Object.fromEntries(figures), is: listOf(form, 'is', known) }
}

function placesOf(form: FormData, city: City): Pick<WarningContent, 'leaves' | 'districts' | 'streets' | 'beyondCity'> {
  const known = city.districts.flatMap((district) => district.streets.map(streetId))
  const streets = listOf(form, 'streets', known)
  const districts = listOf(
    form,
    'districts',
    city.districts.map(({ id }) => id),
  )
  return {
    leaves: listOf(form, 'leaves', city.leaves.keys()),
    districts: withStreets(city, districts, streets),
    streets,
    beyondCity: form.get('beyondCity') === 'yes',
  }
}

function listOf(form: FormData, name: string, known: Iterable<string>): string[] {
  const all = new Set(known)
  return form.getAll(name).filter((value): value is string => typeof value === 'string' && all.has(value))
}

const mend: Said = {
  zh: '有几处写法看不懂，请修改后再保存。',
  en: 'Some of it cannot be read; please mend it and save again.',
}

/** A street that is named lies in its district. */
function withStreets(city: City, districts: string[], streets: string[]): string[] {
  const holding = city.districts.filter((district) =>
    district.streets.some((street) => streets.includes(streetId(street))),
  )
  return [...new Set([...districts, ...holding.map(({ id }) => id)])]
}

const firmsOf = (lines: string): string[] => [
  ...new Set(
    lines
      .split(/\r?\n/)
      .map((line) => line.trim().slice(0, 100))
      .filter(Boolean),
  ),
]

function countOf(written: string, name: string, faults: Record<string, Said>): number | null {
  if (written === '') return null
  if (/^\d{1,9}$/.test(written)) return Number(written)
  faults[name] = { zh: '写成整数，如 3；不明就留空', en: 'A whole number such as 3, or nothing when it is not known' }
  return null
}

/** What a `datetime-local` field sends, as an instant. */
function instantOf(written: string, name: string, faults: Record<string, Said>): string {
  if (written === '') return ''
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):[0-5]\d/.exec(written) ?? []
  if (time !== '' && isRealDate(date)) return shanghaiInstant(date, written.slice(11, 16)).toISOString()
  faults[name] = { zh: '写成 2026-11-20 18:00', en: 'Write it as 2026-11-20 18:00' }
  return ''
}
