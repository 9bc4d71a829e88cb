import type { Notice } from '../../intake/notice.ts'
import type { City, LeafCode, ProductGroup } from '../../reference/city.ts'
import type { TbtLevelRule } from '../../reference/notice-rules.ts'
import { findWords, wordIndex } from './product-words.ts'

export type EvidenceKind = 'hs' | 'ics' | 'title' | 'products' | 'description' | 'category' | 'agency' | 'parent'
/** One reason to think that a notice concerns a leaf: where it stands in the notice, and how much it weighs (0–1). */
export type Evidence = {
  kind: EvidenceKind
  weight: number
  text: string
  start: number | null
  end: number | null
  zh: string
  en: string
}
export type LeafConcerned = {
  code: LeafCode
  label: 'direct' | 'broad'
  weight: number
  because: Evidence[]
  chapterOnly: boolean
}

/**
 * Leaves of the city that a notice concerns, weightiest first (tbt.md §5.2). Of each kind of evidence the best counts; the kinds combine
 * as 1 − Π(1 − w). A code belongs to the group that names it most exactly; groups that only hold its chapter get a chapter's weight.
 */
export function concernedLeaves(
  notice: Notice,
  city: City,
  rule: TbtLevelRule,
  parentLeaves: LeafCode[] = [],
): LeafConcerned[] {
  const byGroup = new Map<ProductGroup, Evidence[]>()
  const add = (group: ProductGroup, evidence: Evidence) => byGroup.set(group, [...(byGroup.get(group) ?? []), evidence])
  for (const { group, evidence } of [...codeEvidence(notice, city, rule), ...wordEvidence(notice, city, rule)])
    add(group, evidence)
  const own = [...byGroup].map(([group, evidence]) => toLeaf(group.leaf, bestOfEachKind(evidence)))
  const told = [...agencyEvidence(notice, rule), ...parentEvidence(parentLeaves, rule)]
  return merge(own, told, city)
    .flatMap((leaf) => labelled(leaf, rule))
    .sort((a, b) => b.weight - a.weight)
}

type Found = { group: ProductGroup; evidence: Evidence }
type Weighed = { code: LeafCode; weight: number; because: Evidence[] }

function codeEvidence(notice: Notice, city: City, rule: TbtLevelRule): Found[] {
  if (notice.kind !== 'bulletin') return []
  const hs = notice.hs
    .filter((code) => code.valid)
    .flatMap((code) => owners(code.norm, city, 'hs').map(({ group, exact }) => hsFound(group, code.norm, exact, rule)))
  const ics = notice.ics
    .filter((code) => code.valid)
    .flatMap((code) =>
      owners(code.norm, city, 'ics').map(({ group, exact }) => icsFound(group, code.norm, exact, rule)),
    )
  return [...hs, ...ics]
}

/** Groups whose prefix the code begins with (or that lie inside the code, when it is only a chapter). `exact` for the longest prefix. */
function owners(code: string, city: City, system: 'hs' | 'ics'): { group: ProductGroup; exact: boolean }[] {
  const held = city.productGroups.flatMap((group) => {
    const length = Math.max(
      0,
      ...group[system].filter((prefix) => holds(code, prefix, system)).map((prefix) => prefix.length),
    )
    return length > 0 ? [{ group, length }] : []
  })
  const longest = Math.max(0, ...held.map((one) => one.length))
  const inside = city.productGroups.filter(
    (group) => !held.some((one) => one.group === group) && group[system].some((prefix) => holds(prefix, code, system)),
  )
  return [
    ...held.map(({ group, length }) => ({ group, exact: length === longest })),
    ...inside.map((group) => ({ group, exact: false })),
  ]
}

function holds(code: string, prefix: string, system: 'hs' | 'ics'): boolean {
  if (system === 'hs') return code.startsWith(prefix)
  return code === prefix || code.startsWith(`${prefix}.`)
}

function hsFound(group: ProductGroup, code: string, exact: boolean, rule: TbtLevelRule): Found {
  const { hs6, hs4, hs2 } = rule.evidence
  const weight = !exact || code.length < 4 ? hs2 : code.length < 6 ? hs4 : hs6
  return codeFound(group, 'hs', code, weight, `海关编码 ${code} 属于“${group.zh}”`, `HS ${code} is among ${group.en}`)
}

function icsFound(group: ProductGroup, code: string, exact: boolean, rule: TbtLevelRule): Found {
  const { ics3, ics2, ics1 } = rule.evidence
  const parts = code.split('.').length
  const weight = !exact || parts === 1 ? ics1 : parts === 2 ? ics2 : ics3
  return codeFound(group, 'ics', code, weight, `ICS ${code} 属于“${group.zh}”`, `ICS ${code} is among ${group.en}`)
}

function codeFound(
  group: ProductGroup,
  kind: 'hs' | 'ics',
  text: string,
  weight: number,
  zh: string,
  en: string,
): Found {
  return { group, evidence: { kind, weight, text, start: null, end: null, zh, en } }
}

function wordEvidence(notice: Notice, city: City, rule: TbtLevelRule): Found[] {
  const index = wordIndex(city)
  return textsOf(notice).flatMap(({ kind, text, zh, en }) =>
    findWords(text, index).map(({ group, word, start, end }) => ({
      group,
      evidence: {
        kind,
        weight: rule.evidence[kind],
        text: word,
        start,
        end,
        zh: `${zh}有“${word}”（${group.zh}）`,
        en: `${en} says "${word}" (${group.en})`,
      },
    })),
  )
}

type TextKind = 'title' | 'products' | 'description' | 'category'
function textsOf(notice: Notice): { kind: TextKind; text: string; zh: string; en: string }[] {
  const title = { kind: 'title' as const, text: notice.title, zh: '标题', en: 'the title' }
  const description = {
    kind: 'description' as const,
    text: notice.description.slice(0, 6_000),
    zh: '内容',
    en: 'the description',
  }
  if (notice.kind === 'bulletin')
    return [title, { kind: 'products', text: notice.products, zh: '产品栏', en: 'the products' }, description]
  const names = notice.products.map((product) => product.name).join('; ')
  const categories = notice.products.map((product) => product.category ?? '').join('; ')
  return [
    title,
    { kind: 'products', text: names, zh: '产品名', en: 'the product' },
    { kind: 'category', text: categories, zh: '类别', en: 'the category' },
    description,
  ]
}

function agencyEvidence(notice: Notice, rule: TbtLevelRule): { code: LeafCode; evidence: Evidence }[] {
  if (notice.kind !== 'bulletin' || notice.agency === '') return []
  return rule.agencies.flatMap(({ words, leaves }) => {
    const word = words.find((one) => notice.agency.includes(one))
    if (!word) return []
    const evidence: Evidence = {
      kind: 'agency',
      weight: rule.evidence.agency,
      text: word,
      start: null,
      end: null,
      zh: `负责机构是“${word}”`,
      en: `the agency is "${word}"`,
    }
    return leaves.map((code) => ({ code, evidence }))
  })
}

function parentEvidence(parentLeaves: LeafCode[], rule: TbtLevelRule): { code: LeafCode; evidence: Evidence }[] {
  return parentLeaves.map((code) => ({
    code,
    evidence: {
      kind: 'parent',
      weight: rule.evidence.parent,
      text: code,
      start: null,
      end: null,
      zh: '原通报涉及该事项',
      en: 'the original notification concerns it',
    },
  }))
}

/** Several groups may stand for one leaf: the weightiest speaks for it. What is told of the leaf itself is added to that. */
function merge(own: Weighed[], told: { code: LeafCode; evidence: Evidence }[], city: City): Weighed[] {
  const leaves = new Map<LeafCode, Weighed>()
  for (const leaf of own) {
    const other = leaves.get(leaf.code)
    if (!other || other.weight < leaf.weight) leaves.set(leaf.code, leaf)
  }
  for (const { code, evidence } of told) {
    if (city.leaves.has(code)) leaves.set(code, toLeaf(code, [...(leaves.get(code)?.because ?? []), evidence]))
  }
  return [...leaves.values()]
}

function bestOfEachKind(evidence: Evidence[]): Evidence[] {
  const best = new Map<EvidenceKind, Evidence>()
  for (const one of evidence) if ((best.get(one.kind)?.weight ?? -1) < one.weight) best.set(one.kind, one)
  return [...best.values()].sort((a, b) => b.weight - a.weight)
}

function toLeaf(code: LeafCode, because: Evidence[]): Weighed {
  return { code, because, weight: 1 - because.reduce((left, one) => left * (1 - one.weight), 1) }
}

function labelled(leaf: Weighed, rule: TbtLevelRule): LeafConcerned[] {
  const weight = Math.round(leaf.weight * 1_000) / 1_000
  if (weight < rule.evidence.broad) return []
  const codes = leaf.because.filter((one) => one.kind === 'hs')
  const chapterOnly = codes.length > 0 && codes.every((one) => one.weight <= rule.evidence.hs2)
  return [{ ...leaf, weight, chapterOnly, label: weight >= rule.evidence.direct ? 'direct' : 'broad' }]
}
