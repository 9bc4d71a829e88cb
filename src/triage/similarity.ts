import type { Assessment } from './assessment.ts'
import { DIGIT, foldedUnits } from './folded-units.ts'
import { toSimplified } from './normalise.ts'

/** What of a report is compared with another. */
export type Likeness = {
  title: string | null
  text: string
  respondent: string | null
  place: string | null
  leaf: string
  receivedAt: Date
}

const COMPARED_UNITS_MAX = 2000
const HASHES = 6
const BANDS = 3
const SAME = 0.8
const LIKELY = 0.5
const SAME_EVENT = 0.25
const EVENT_DAYS_MAX = 3
const DAY_MS = 86_400_000
const NAME_UNITS_MIN = 3
const RESPONDENTS_MAX = 2

/**
 * Keys that reports of one event are likely to share, as whole numbers below 2^52: one of the exact text,
 * three MinHash bands of two over runs of three characters (Broder 1997; two texts of Jaccard likeness s share a band
 * with probability 1 − (1 − s²)³: 0.95 at 0.8, 0.58 at 0.5), and one of each respondent named in the text with the leaf.
 * Each key is a row written for every report, so they are few.
 */
export function likenessKeys({ text, leaf, mentions }: Pick<Assessment, 'text' | 'leaf' | 'mentions'>): number[] {
  const letters = plain(text)
  const shingles = shinglesOf(letters)
  const minima = minimaOf(shingles)
  const keys = [key(0, [hashText(letters)])]
  for (let band = 0; band < BANDS && shingles.size > 0; band += 1) {
    keys.push(key(1 + band, [minima[2 * band] as number, minima[2 * band + 1] as number]))
  }
  const named = mentions.filter((one) => one.kind === 'respondent').map((one) => nameOf(one.text))
  for (const name of named.filter((one) => one !== '').slice(0, RESPONDENTS_MAX))
    keys.push(key(100, [hashText(`${name}|${leaf.value}`)]))
  return [...new Set(keys)]
}

/** Whether two reports probably tell of the same event, how sure (0–1) and why; null when not. Symmetric. */
export function likelyDuplicate(a: Likeness, b: Likeness): { score: number; because: string[] } | null {
  const overlap = jaccard(shinglesOfReport(a), shinglesOfReport(b))
  const percent = Math.round(overlap * 100)
  const alike = `文字相同 ${percent}% / ${percent}% of the text the same`
  if (overlap >= SAME) return { score: overlap, because: [alike] }
  const ties = tiesOf(a, b)
  if (differ(a.respondent, b.respondent) || differ(a.place, b.place)) return null
  if (overlap >= LIKELY) return { score: overlap, because: [alike, ...ties] }
  if (overlap >= SAME_EVENT && ties.length >= 2)
    return { score: Math.min(0.79, overlap + 0.15 * ties.length), because: [alike, ...ties] }
  return null
}

function tiesOf(a: Likeness, b: Likeness): string[] {
  const ties: string[] = []
  if (sameName(a.respondent, b.respondent)) ties.push('同一被投诉方 / same respondent')
  if (sameName(a.place, b.place)) ties.push('同一地点 / same place')
  if (ties.length === 0) return ties
  if (a.leaf === b.leaf) ties.push('同一事项 / same matter')
  const days = Math.abs(a.receivedAt.getTime() - b.receivedAt.getTime()) / DAY_MS
  if (days <= EVENT_DAYS_MAX)
    ties.push(`相隔不到 ${Math.max(1, Math.ceil(days))} 天 / within ${Math.max(1, Math.ceil(days))} days`)
  return ties
}

const sameName = (a: string | null, b: string | null): boolean => nameOf(a) !== '' && nameOf(a) === nameOf(b)

/** Both are named and neither name holds the other. */
function differ(a: string | null, b: string | null): boolean {
  const [one, other] = [nameOf(a), nameOf(b)]
  if (one === '' || other === '') return false
  return !one.includes(other) && !other.includes(one)
}

function nameOf(name: string | null): string {
  const letters = toSimplified((name ?? '').normalize('NFKC').toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '')
  return letters.length >= NAME_UNITS_MIN ? letters : ''
}

/** Simplified letters only, case dropped, a run of digits made one so that order and telephone numbers do not tell copies apart. */
function plain(text: string): string {
  const told = toSimplified(text.slice(0, COMPARED_UNITS_MAX).normalize('NFKC'))
  const units: number[] = []
  let before = 0
  for (let i = 0; i < told.length; i += 1) {
    const unit = foldedUnits[told.charCodeAt(i)] as number
    if (unit !== 0 && !(unit === DIGIT && before === DIGIT)) units.push(unit)
    before = unit
  }
  return String.fromCharCode(...units)
}

function shinglesOf(letters: string): Set<number> {
  const shingles = new Set<number>()
  for (let i = 0; i + 3 <= letters.length; i += 1) {
    let hash = Math.imul(0x811c9dc5 ^ letters.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ letters.charCodeAt(i + 1), 0x01000193)
    shingles.add(mix(Math.imul(hash ^ letters.charCodeAt(i + 2), 0x01000193)))
  }
  return shingles
}

/** A new report is compared with several earlier ones; its shingles are made once. */
const shinglesMade = new WeakMap<Likeness, Set<number>>()

function shinglesOfReport(report: Likeness): Set<number> {
  const made = shinglesMade.get(report) ?? shinglesOf(plain(`${report.title ?? ''}\n${report.text}`))
  shinglesMade.set(report, made)
  return made
}

function jaccard(a: Set<number>, b: Set<number>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const shingle of a) if (b.has(shingle)) shared += 1
  return shared / (a.size + b.size - shared)
}

/** Smallest value of each of six hash functions over the shingles. */
function minimaOf(shingles: Set<number>): Uint32Array {
  const minima = new Uint32Array(HASHES).fill(0xffffffff)
  for (const shingle of shingles) {
    for (let h = 0; h < HASHES; h += 1) {
      const value = mix(shingle ^ Math.imul(h + 1, 0x9e3779b1))
      if (value < (minima[h] as number)) minima[h] = value
    }
  }
  return minima
}

function key(family: number, parts: number[]): number {
  let high = mix(family + 1)
  let low = mix(family ^ 0x5bd1e995)
  for (const part of parts) {
    high = mix(high ^ part)
    low = mix(Math.imul(low, 0x01000193) ^ part)
  }
  return (high & 0xfffff) * 0x100000000 + low
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
