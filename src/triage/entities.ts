import type { City, LeafCode } from '../reference/city.ts'
import type { Mention } from './assessment.ts'
import { amountsIn } from './entities/amounts.ts'
import { claimsIn } from './entities/claims.ts'
import { complainedOf } from './entities/complained-of.ts'
import { type CutText, cutText } from './entities/cut-text.ts'
import { identifiersIn } from './entities/identifiers.ts'
import { MARK, marksOf } from './entities/marks.ts'
import { mention, withoutOverlaps } from './entities/mention.ts'
import { hurtIn } from './entities/people.ts'
import { placeMentions } from './entities/places.ts'
import { productMentions } from './entities/products.ts'
import { respondentMentions } from './entities/respondents.ts'
import { timesIn } from './entities/times.ts'
import { vulnerableWords } from './entities/vulnerable.ts'
import { WORD } from './entities/word-kinds.ts'
import type { NormalText } from './normalise.ts'
import type { NamedPlace } from './places.ts'

export type FormFields = {
  respondent?: string | undefined
  product?: string | undefined
  place?: string | undefined
  amount?: number | undefined
}

/** What is known beside the text: places of the city found in it, and the leaf that it is about (null: not known). */
type Known = { places: NamedPlace[]; city: City; leaf: LeafCode | null }

/** Names, sums, dates, people, demands and numbers in the text, each with its span; what the form says is looked for first. In order of appearance. */
export function mentionsIn(normal: NormalText, words: string[], form: FormFields, known: Known): Mention[] {
  const cut = cutText(normal, words, known.city)
  const marks = marksOf(cut.simplified)
  const respondents = [
    ...said('respondent', normal, form.respondent),
    ...complainedOf(cut, withoutOverlaps(respondentMentions(cut, known.city, known.leaf)), known.leaf),
  ]
  const products = productMentions(cut, known.city, isOfGoods(known.leaf, known.city))
  return withoutOverlaps([
    ...respondents,
    ...said('product', normal, form.product),
    ...products.filter((one) => !respondents.some(({ start, end }) => start <= one.start && one.end <= end)),
    ...said('place', normal, form.place),
    ...placeMentions(cut, known.places),
    ...vulnerable(cut),
    ...hurtIn(cut),
    ...claimsIn(cut.text, cut.simplified, (marks & MARK.latin) !== 0),
    ...timesIn(cut.simplified, (marks & MARK.digit) !== 0),
    ...((marks & (MARK.digit | MARK.numeral)) !== 0 ? amountsIn(cut.simplified, marks) : []),
    ...((marks & MARK.digit) !== 0 ? identifiersIn(cut.text, marks) : []),
  ])
}

const isOfGoods = (leaf: LeafCode | null, city: City): boolean =>
  leaf !== null && city.leaves.get(leaf)?.domain === 'product'

function said(kind: Mention['kind'], normal: NormalText, name: string | undefined): Mention[] {
  const wanted = name?.normalize('NFKC').trim() ?? ''
  const start = wanted === '' ? -1 : normal.text.indexOf(wanted)
  return start < 0 ? [] : [mention(kind, normal.text, { start, end: start + wanted.length })]
}

function vulnerable({ words, starts, kinds, text }: CutText): Mention[] {
  const found: Mention[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (((kinds[at] as number) & WORD.vulnerable) === 0) continue
    const group = vulnerableWords.get(words[at] as string)
    if (group !== undefined)
      found.push(mention('vulnerable', text, { start: starts[at] as number, end: starts[at + 1] as number }, group))
  }
  return found
}
