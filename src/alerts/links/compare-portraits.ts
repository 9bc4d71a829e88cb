import { readAsPinyin, syllablesOf } from '../../enterprises/search/pinyin-keys.ts'
import { likeness } from '../../enterprises/search/search-keys.ts'
import { pieceOf } from '../../intake/recalls/gtin.ts'
import { madeDays } from './link-doubts.ts'
import type { LinkField } from './link-weights.ts'
import { type DaySpan, meet } from './made-on.ts'
import type { ComparedFirm, Portrait, ReportPortrait } from './portraits.ts'
import { saidHow } from './said-plainly.ts'

/** How one part of a report and of a recall stand to each other. `said` is what the reason shows; `key` the recall's own word. */
export type Compared = { level: Level; said: string; key: string | null; likeness: number }
export type Level =
  | 'same'
  | 'core'
  | 'branch'
  | 'near'
  | 'alike'
  | 'sound'
  | 'held'
  | 'inside'
  | 'group'
  | 'leaf'
  | 'outside'
  | 'different'
  | 'missing'
export type Comparison = Record<LinkField, Compared>

const nearFrom = 0.6
const alikeFrom = 0.6
const firmAlikeFrom = 0.75
const BRANCH = /(?:分公司|分店|分厂|支行|分行|分院|营业部|门店)$/

/** Compares part by part. Deterministic; what either side does not say is `missing`. */
export function comparePortraits(report: ReportPortrait, recall: Portrait): Comparison {
  return {
    gtin: compareGtins(report.gtins, recall.gtins),
    code: oneOf(report.codes, recall.codes),
    model: compareModels(report, recall),
    batch: compareBatches(report, recall),
    brand: compareBrands(report, recall),
    firm: compareFirms(report.firms, recall.firms),
    goods: compareGoods(report, recall),
    made: compareMade(report.made, recall),
    hazard: oneOf(report.hazards, recall.hazards),
  }
}

export const missing: Compared = { level: 'missing', said: '', key: null, likeness: 0 }
const same = (key: string): Compared => ({ level: 'same', said: key, key, likeness: 1 })
const other = (said: string | undefined): Compared => ({ level: 'different', said: said ?? '', key: null, likeness: 0 })

function oneOf(ours: string[], theirs: string[]): Compared {
  if (ours.length === 0 || theirs.length === 0) return missing
  const shared = ours.find((one) => theirs.includes(one))
  return shared === undefined ? other(ours[0]) : same(shared)
}

/** The number of an outer case is not that of the piece, but says which it holds. */
function compareGtins(ours: string[], theirs: string[]): Compared {
  const how = oneOf(ours, theirs)
  const packed = how.level === 'different' && ours.find((gtin) => theirs.includes(pieceOf(gtin) ?? ''))
  return packed ? { level: 'near', said: packed, key: pieceOf(packed), likeness: nearFrom } : how
}

function compareModels({ models, numbers, told }: ReportPortrait, recall: Portrait): Compared {
  const said = [...models, ...numbers]
  if (recall.models.length === 0 || said.length === 0) return missing
  const shared = recall.models.filter((model) => said.includes(model)).sort((a, b) => b.length - a.length)
  // BX300 is named inside BX300 Pro: the longer number is the one meant.
  const whole = shared.find((model) => saidHow(told, model, recall.models) !== 'longer')
  if (whole) return same(whole)
  if (shared[0]) {
    const longer = models.find((model) => model !== shared[0] && model.startsWith(shared[0] ?? '')) ?? `${shared[0]}…`
    return { level: 'near', said: longer, key: shared[0], likeness: likeness(longer, shared[0]) }
  }
  const near = nearest(
    said.filter((one) => recall.models.some((model) => isSlip(one, model))),
    recall.models,
  )
  if (near.likeness >= nearFrom) return { level: 'near', ...near }
  return models.length > 0 ? other(models[0]) : missing
}

/** Letters taken for digits, or something added behind; another number in it is another model. */
function isSlip(one: string, model: string): boolean {
  const [a, b] = [one, model].map((key) => key.replaceAll('O', '0').replace(/[IL]/g, '1'))
  if (!a || !b) return false
  return a === b || a.startsWith(b) || b.startsWith(a) || digits(a) === digits(b)
}

const digits = (key: string): string => key.replace(/\D+/g, ' ').trim()

function compareBatches(report: ReportPortrait, recall: Portrait): Compared {
  if (recall.batches.length === 0) return missing
  const { batches } = report
  const said = [...batches, ...madeDays(report), ...report.numbers]
  const shared = recall.batches.find((batch) => said.includes(batch))
  if (shared) return same(shared)
  return batches[0] === undefined ? missing : { level: 'outside', said: batches[0], key: null, likeness: 0 }
}

/** The day an article was made lies within what is recalled, or outside of all of it. */
function compareMade(ours: DaySpan[], { made }: Portrait): Compared {
  const [first] = ours
  if (first === undefined || made.length === 0) return missing
  const inside = ours.find((our) => made.some((their) => meet(our, their)))
  const { from, to } = inside ?? first
  const said = from === to ? from : `${from}–${to}`
  return { level: inside ? 'inside' : 'outside', said, key: null, likeness: 0 }
}

function compareBrands(report: ReportPortrait, recall: Portrait): Compared {
  const { brands, text } = report
  if (recall.brands.length === 0) return missing
  const shared = recall.brands.find((brand) => brands.includes(brand) || saysBrand(text, brand, recall))
  if (shared) return same(shared)
  const sounding = recall.brands.find((brand) => saysSound(report, brand))
  const held = recall.brands.find((brand) => /\p{Script=Han}/u.test(brand) && text.includes(brand))
  if (held) return { level: 'held', said: held, key: held, likeness: 1 }
  if (sounding) return { level: 'sound', said: sounding, key: sounding, likeness: 1 }
  const near = nearest(brands, recall.brands)
  if (near.likeness >= alikeFrom) return { level: 'alike', ...near }
  return brands.length > 0 ? other(brands[0]) : missing
}

/** A brand stands as a word of its own, in Chinese before 牌, goods or a number: 小熊饼干 is not the brand 小熊. */
function saysBrand(text: string, brand: string, { goods }: Portrait): boolean {
  if (/^[a-z0-9]+$/.test(brand)) return brand.length >= 3 && latinBrand(brand).test(text)
  for (let at = text.indexOf(brand); at >= 0; at = text.indexOf(brand, at + 1)) {
    const behind = text.slice(at + brand.length).replace(/^ ?(?:的|这款|新款|儿童|婴儿)?/, '')
    if (/^(?:牌|[a-z]*[ -]?\d)/.test(behind) || goods.some((word) => behind.startsWith(word))) return true
  }
  return false
}

/** `Tallow & Pine` is written tallowpine here: within a long name what joins its words may stand. */
function latinBrand(brand: string): RegExp {
  const written = brand.length < 6 ? brand : [...brand].join("[\\s&'’.-]{0,3}")
  return new RegExp(`(?<![a-z0-9])${written}(?![a-z])`)
}

/** The Chinese name of the brand written in pinyin, or a brand in pinyin written in Chinese. */
function saysSound({ text, sound }: ReportPortrait, brand: string): boolean {
  if (/\p{Script=Han}/u.test(brand)) {
    const letters = syllablesOf(brand).join('')
    return letters.length >= 4 && (text.match(/[a-z]+/g) ?? []).some((word) => readAsPinyin(word)?.join('') === letters)
  }
  const syllables = brand.length >= 4 ? readAsPinyin(brand) : null
  return syllables !== null && syllables.length >= 2 && sound.includes(` ${syllables.join(' ')} `)
}

function compareFirms(ours: ComparedFirm[], theirs: ComparedFirm[]): Compared {
  if (ours.length === 0 || theirs.length === 0) return missing
  const all = ours.flatMap((our) => theirs.map((their) => compareFirm(our, their)))
  return rank.flatMap((level) => all.filter((one) => one.level === level))[0] ?? missing
}
export const rank: Level[] = ['same', 'core', 'sound', 'branch', 'alike', 'different']

/** How two firms' names stand to each other; one bare name in two cities is two firms, and a branch is not its parent. */
export function compareFirm(our: ComparedFirm, their: ComparedFirm): Compared {
  const said = { said: our.exact, key: their.exact, likeness: likeness(our.core, their.core) }
  if (our.exact === their.exact) return { ...said, level: 'same' }
  const elsewhere = our.city !== null && their.city !== null && our.city !== their.city
  if (our.core === their.core) return { ...said, level: elsewhere ? 'different' : 'core' }
  const [short, long] = our.core.length < their.core.length ? [our.core, their.core] : [their.core, our.core]
  if (BRANCH.test(long) && long.startsWith(short) && short.length >= 2) return { ...said, level: 'branch' }
  return { ...said, level: said.likeness >= firmAlikeFrom && !elsewhere ? 'alike' : 'different' }
}

function compareGoods(report: Portrait, recall: Portrait): Compared {
  const word = oneOf(report.goods, recall.goods)
  if (word.level === 'same' || recall.goods.length === 0) return word
  const group = oneOf(report.groups, recall.groups)
  if (group.level === 'same') return { ...group, level: 'group' }
  if (report.leaves.some((leaf) => recall.leaves.includes(leaf))) return { ...word, level: 'leaf' }
  return word
}

function nearest(ours: string[], theirs: string[]): { said: string; key: string; likeness: number } {
  let best = { said: '', key: '', likeness: 0 }
  for (const said of ours)
    for (const key of theirs) {
      const how = likeness(said, key)
      if (how > best.likeness) best = { said, key, likeness: how }
    }
  return best
}
