import type { Said } from '../../errors.ts'
import type { Upload } from '../../intake/attachments.ts'
import { storable } from '../../intake/storable.ts'

/** What was typed into the form, as typed, so that nothing is lost when something needs a change. */
export type TypedFiling = Record<TextName, string> & { claims: string[] }

const textNames = [
  'submission_key',
  'kind',
  'title',
  'text',
  'respondent',
  'product',
  'place',
  'occurred_on',
  'amount',
  'anonymous',
  'contact.name',
  'contact.phone',
  'contact.email',
  'others',
  'second',
  'incident',
] as const
type TextName = (typeof textNames)[number]

/** The form nobody has typed into yet. `submissionKey` makes a double click file once. */
export function emptyFiling(submissionKey: string): TypedFiling {
  const blank = Object.fromEntries(textNames.map((name) => [name, ''])) as Record<TextName, string>
  return { ...blank, submission_key: submissionKey, claims: [] }
}

/** What the page that led here knew already, from its address: names of a firm and of goods, never of a person. */
export function knownBefore(query: (name: string) => string | undefined): Pick<TypedFiling, 'respondent' | 'product'> {
  const given = (name: string) =>
    storable(query(name) ?? '')
      .trim()
      .slice(0, KNOWN_MAX)
  return { respondent: given('respondent'), product: given('product') }
}

const KNOWN_MAX = 100

/** What was typed, from the form's fields. */
export function typedFiling(form: FormData): TypedFiling {
  const text = (name: string): string => {
    const value = form.get(name)
    // Browsers send line breaks as CRLF; people count and store one character.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
  }
  const texts = Object.fromEntries(textNames.map((name) => [name, text(name)])) as Record<TextName, string>
  return { ...texts, claims: form.getAll('claims').filter((claim) => typeof claim === 'string') }
}

/** The files chosen; a file input left alone sends one nameless, empty file. */
export async function filesOf(form: FormData, name = 'files'): Promise<Upload[]> {
  const files = form.getAll(name).filter((entry) => typeof entry !== 'string')
  const chosen = files.filter((file) => file.name !== '' || file.size > 0)
  return Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: await file.bytes() })))
}

/** The typed form as `parseComplaint` takes it. */
export function complaintOf(typed: TypedFiling): unknown {
  const { kind, title, text, respondent, product, place, occurred_on, amount, anonymous, claims } = typed
  const { submission_key, incident } = typed
  const contact = { name: typed['contact.name'], phone: typed['contact.phone'], email: typed['contact.email'] }
  return {
    kind,
    title,
    text,
    respondent,
    product,
    place,
    occurred_on: occurred_on || null,
    amount: yuan(amount),
    claims,
    anonymous: anonymous === 'yes',
    contact: anonymous === 'yes' ? null : contact,
    submission_key: submission_key || null,
    incident: incident || null,
  }
}

/** `1,299.50 元` → 1299.5; what is no number stays text, for the parser to say so. */
function yuan(typed: string): number | string | null {
  const digits = typed.normalize('NFKC').replace(/[,，\s¥￥元]/g, '')
  if (digits === '') return null
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : typed
}

/** Errors by the field of the form they stand beside: those of one claim belong to the list of claims. */
export function besideFields(fields: Record<string, Said>): Record<string, Said> {
  return Object.fromEntries(Object.entries(fields).map(([name, said]) => [name.replace(/^claims\..*/, 'claims'), said]))
}
