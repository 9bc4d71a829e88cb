import { Invalid, type Said } from '../../errors.ts'
import { type PersonalKind, personalDataIn } from '../../triage/personal-details.ts'

/** What a person writes for the public page of an incident, as typed. */
export type TypedIncident = { title: string; words: string; respondent: string; product: string; place: string }

/** The same, read. */
export type IncidentWords = {
  title: string
  words: string
  respondent: string | null
  product: string | null
  place: string | null
}

export const incidentLengths: Record<keyof TypedIncident, number> = {
  title: 60,
  words: 1000,
  respondent: 200,
  product: 200,
  place: 200,
}

/** As many characters in a row as no two people write by chance. */
const COPIED_UNITS = 16

/**
 * Reads the words of a public incident. Throws Invalid with a message per field: for what is missing or too long, for anything that can tell who
 * somebody is, and for a stretch that stands in one of the reports (`texts`): the page is in the publisher's own words. Pure.
 */
export function readIncidentWords(typed: TypedIncident, texts: string[]): IncidentWords {
  const faults: Partial<Record<keyof TypedIncident, Said>> = {}
  for (const name of Object.keys(incidentLengths) as (keyof TypedIncident)[]) {
    const text = typed[name].trim()
    const least = name === 'title' ? 4 : name === 'words' ? 20 : 0
    const fault =
      lengthFault(text, least, incidentLengths[name]) ??
      personalFault(text) ??
      (name === 'title' || name === 'words' ? copiedFault(withoutNames(text, typed), texts) : null)
    if (fault) faults[name] = fault
  }
  if (Object.keys(faults).length > 0) throw new Invalid(seeFields, faults)
  const line = (name: 'respondent' | 'product' | 'place') => typed[name].trim() || null
  return {
    title: typed.title.trim(),
    words: typed.words.trim(),
    respondent: line('respondent'),
    product: line('product'),
    place: line('place'),
  }
}

function lengthFault(text: string, least: number, most: number): Said | null {
  if (text.length < least) return { zh: `请至少写 ${least} 个字`, en: `Write at least ${least} characters` }
  return text.length > most ? { zh: `最多 ${most} 字`, en: `At most ${most} characters` } : null
}

/** A name or an address may be the firm's; numbers and accounts are somebody's. */
const allowed: PersonalKind[] = ['name', 'address']

function personalFault(text: string): Said | null {
  const span = personalDataIn(text).find(({ kind }) => !allowed.includes(kind))
  if (!span) return null
  const written = text.slice(span.start, span.end)
  return { zh: `“${written}”像是个人信息，请删去`, en: `“${written}” looks like personal data; take it out` }
}

/** What may be a person's name or home, for the preview to ask about. */
export function doubtfulWords({ title, words }: Pick<TypedIncident, 'title' | 'words'>): string[] {
  const found = [title, words].flatMap((text) => personalDataIn(text).map(({ start, end }) => text.slice(start, end)))
  return [...new Set(found)]
}

/** What firm, product and place are called is nobody's own words. */
const withoutNames = (text: string, { respondent, product, place }: TypedIncident): string =>
  [respondent, product, place]
    .map((name) => name.trim())
    .filter((name) => name.length > 1)
    .reduce((left, name) => left.replaceAll(name, '\u0000'), text)

function copiedFault(text: string, texts: string[]): Said | null {
  const plain = text.replaceAll(/\s/g, '')
  const reports = texts.map((one) => one.replaceAll(/\s/g, ''))
  for (let at = 0; at + COPIED_UNITS <= plain.length; at += 1) {
    const stretch = plain.slice(at, at + COPIED_UNITS)
    if (reports.some((one) => one.includes(stretch)))
      return {
        zh: `“${stretch}…”是诉求人的原话，请用自己的话写`,
        en: `“${stretch}…” stands in a report; write it in your own words`,
      }
  }
  return null
}

const seeFields: Said = {
  zh: '有内容需要修改，请看各栏的提示。',
  en: 'Some fields need a change; see the note beside each.',
}
