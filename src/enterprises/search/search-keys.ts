import type { City } from '../../reference/city.ts'
import { comparedName, exactName, withoutRegion } from './firm-names.ts'
import { initialsOf, readAsPinyin, syllablePairs, syllablesOf } from './pinyin-keys.ts'

/** What a firm is found by, and what a query asks for. Pure. */

export type Named = { name: string; formerNames: string[]; brands: string[]; address: string | null }
export type NameRow = {
  kind: 'current' | 'former' | 'brand'
  exact: string
  core: string
  pinyin: string
  initials: string
}

const keysMax = 120
const han = /\p{Script=Han}/u
const hanRuns = /\p{Script=Han}+/gu
const latinWords = /[a-z][a-z0-9]+/g
const numbers = /\d{1,6}/g

/** A name of so many letters may hold no rare pair any more when one of them is wrong. */
const slipLetters = { min: 3, max: 6 }

/** The names of a firm as rows of `enterprise_name`. */
export function nameRows({ name, formerNames, brands }: Omit<Named, 'address'>, city: City): NameRow[] {
  const rows = [
    { kind: 'current' as const, written: name },
    ...formerNames.map((written) => ({ kind: 'former' as const, written })),
    ...brands.map((written) => ({ kind: 'brand' as const, written })),
  ].map(({ kind, written }) => {
    const { exact, core } = comparedName(written, city)
    return { kind, exact, core, pinyin: syllablesOf(core).join(''), initials: initialsOf(core) }
  })
  return [...new Map(rows.map((row) => [`${row.kind} ${row.exact}`, row])).values()]
}

/** The keys of a firm: letters two by two of names and address, syllables two by two of the names, words in Latin letters, short names less a letter. */
export function keysOf(rows: NameRow[], address: string | null, city: City): string[] {
  const found = new Set<string>()
  for (const { core } of rows) {
    for (const key of [...hanPairs(core), ...latinKeys(core), ...syllablePairs(syllablesOf(core))]) found.add(key)
    if (core.length <= slipLetters.max) for (const key of slipKeys(core)) found.add(key)
  }
  const place = withoutRegion(exactName(address ?? ''), city)
  for (const key of [...hanPairs(place), ...(place.match(numbers) ?? []), ...latinKeys(place)]) found.add(key)
  return [...found].slice(0, keysMax)
}

/** A query as it is looked up. */
export type Asked = {
  exact: string
  core: string
  /** The beginning of a code; null when what was typed is none. */
  code: string | null
  /** What a firm that fits in all of it holds. */
  keys: string[]
  /** The same by sound, for a wrong letter of the same sound or a query in pinyin. */
  sounds: string[]
  /** The same less a letter, for a letter that is wrong, left out or put in. */
  slips: string[]
  pinyin: string
  initials: string
}

/** Reads what was typed: a code, a name, a brand, an address, or pinyin whole or by its first letters. */
export function askedOf(typed: string, city: City): Asked {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  const { exact, core } = comparedName(typed, city)
  const letters = !han.test(exact)
  const read = letters ? (readAsPinyin(typed.normalize('NFKC')) ?? []) : syllablesOf(core)
  const place = withoutRegion(exact, city)
  const keys = letters ? latinKeys(exact) : [...hanPairs(core), ...latinKeys(core), ...(place.match(numbers) ?? [])]
  return {
    exact,
    core,
    code: /^(?=.*\d{6})[0-9A-HJ-NPQRTUWXY]{8,18}$/.test(code) ? code : null,
    keys: [...new Set(keys)],
    sounds: syllablePairs(read),
    slips: letters || core.length > slipLetters.max + 1 ? [] : slipKeys(core),
    pinyin: read.join(''),
    initials: letters && /^[a-z]{2,12}$/.test(exact) ? exact : '',
  }
}

/**
 * A short Chinese name whole and without each of its letters: 华鑫科技 gives `-华鑫科技`, `-鑫科技`, `-华科技` and so on. Two names share one where they
 * differ by one letter that was changed, left out or put in (deletion neighbourhoods: Mor & Fraenkel 1982).
 */
export function slipKeys(core: string): string[] {
  const letters = [...core]
  if (letters.length < slipLetters.min || !letters.every((letter) => han.test(letter))) return []
  return [core, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))].map((left) => `-${left}`)
}

/** How many letters must be changed, left out or put in to make one text of the other (Levenshtein 1966). */
export function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]))
    row = next
  }
  return row[b.length] ?? 0
}

/** Neighbouring Chinese letters two by two. */
export function hanPairs(text: string): string[] {
  return (text.match(hanRuns) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
}

/** A Latin word whole, and where it is long also by threes, so that a wrong letter does not hide it. */
function latinKeys(text: string): string[] {
  return (text.match(latinWords) ?? []).flatMap((word) =>
    word.length < 5
      ? [word]
      : [word, ...Array.from({ length: word.length - 2 }, (_, at) => `'${word.slice(at, at + 3)}`)],
  )
}

/** How alike two texts are by the pairs of letters they share (Dice), 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const ours = pairs(a)
  const theirs = pairs(b)
  if (ours.length === 0 || theirs.length === 0) return 0
  const left = [...theirs]
  const shared = ours.filter((pair) => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return (2 * shared) / (ours.length + theirs.length)
}

const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
