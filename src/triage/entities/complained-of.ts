import type { LeafCode } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import { INTRODUCED_BEFORE, type NamedOne, SIGNS } from './complained-of-signs.ts'
import learned from './complained-of-weights.json' with { type: 'json' }
import type { CutText } from './cut-text.ts'
import { startsWithKnownFirm } from './known-firms.ts'

/** Weights of the signs, in the order of SIGNS; written by `npm run train:respondents -- --write`. */
export type SignWeights = { offset: number; signs: Record<string, number> }
const weights: SignWeights = learned

const BEFORE_UNITS = 14
const AFTER_UNITS = 18
const PLACES_MAX = 2
const STOP = /[。!?！？;；\n]/
const CLAUSE = /[,，。!?！？;；\n]/
/** From this probability a name is taken for the one complained of. */
export const COMPLAINED_OF_MIN = 0.35

/**
 * Of the firms, institutions and sites that a text names, those it complains of: a logistic regression over signs that stand beside the
 * name (投诉 before it, 拒绝 behind it, 附近 behind it, 就读 before it, its kind in such a matter).
 * `leaf` is what the text is about, null where that is not known.
 */
export function complainedOf(cut: CutText, named: Mention[], leaf: LeafCode | null): Mention[] {
  const respondents = named.filter(({ kind }) => kind === 'respondent')
  const passing = respondents.filter(
    ({ start }, at) =>
      !INTRODUCED_BEFORE.test(clauseBefore(cut.simplified, start)) &&
      probabilityOf(signsOf(cut, respondents, at, leaf), weights) < COMPLAINED_OF_MIN,
  )
  return named.filter((one) => !passing.includes(one))
}

/** Which of SIGNS stand beside the name at `at`, one for each sign. */
export function signsOf(cut: CutText, named: Mention[], at: number, leaf: LeafCode | null): boolean[] {
  const one = surroundings(cut, named, at, leaf)
  return SIGNS.map(({ stands }) => stands(one))
}

export function probabilityOf(signs: boolean[], { offset, signs: of }: SignWeights): number {
  let sum = offset
  for (let i = 0; i < SIGNS.length; i += 1) if (signs[i]) sum += of[SIGNS[i]?.name ?? ''] ?? 0
  return 1 / (1 + Math.exp(-sum))
}

function surroundings(
  { simplified, titleUnits }: CutText,
  named: Mention[],
  at: number,
  leaf: LeafCode | null,
): NamedOne {
  const { start, end } = named[at] as Mention
  const stem = stemOf(simplified.slice(start, end))
  const others = named.filter((other) => !sameStem(stem, stemOf(simplified.slice(other.start, other.end))))
  return {
    name: simplified.slice(start, end),
    beside: besideEach(simplified, stem, end),
    inTitle: end <= titleUnits,
    titled: titleUnits > 0,
    start,
    first: at === 0,
    known: startsWithKnownFirm(simplified, start),
    alone: others.length === 0,
    again: simplified.indexOf(stem, end) >= 0,
    leaf: leaf ?? '',
  }
}

/** The name without the area before it, as it is called the second time. */
function stemOf(name: string): string {
  const stem = name.replace(AREA_FIRST, '')
  return stem.length < 3 ? name : stem
}
const AREA_FIRST = /^(?:[A-Z]\d{0,2}[市区县]|[^市区县镇乡]{1,3}[市区县镇乡])+/
const sameStem = (one: string, other: string): boolean => one.includes(other) || other.includes(one)

/** What stands beside each place of the stem, the one that ends at `end` first. */
function besideEach(text: string, stem: string, end: number): NamedOne['beside'] {
  const beside: NamedOne['beside'] = []
  for (let at = end - stem.length; at >= 0 && beside.length < PLACES_MAX; at = text.indexOf(stem, at + stem.length)) {
    const after = text.slice(at + stem.length, at + stem.length + AFTER_UNITS)
    const stop = after.search(STOP)
    beside.push({ before: clauseBefore(text, at), after: stop < 0 ? after : after.slice(0, stop) })
  }
  return beside
}

function clauseBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - BEFORE_UNITS), at)
  for (let i = before.length - 1; i >= 0; i -= 1) if (CLAUSE.test(before[i] as string)) return before.slice(i + 1)
  return before
}
