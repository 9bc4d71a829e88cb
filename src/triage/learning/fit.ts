import type { BureauId, LeafCode } from '../../reference/city.ts'
import { DANGER_COLUMNS } from '../model.ts'
import { fitSvm, type LinearModel } from './linear-svm.ts'
import type { Row } from './vocabulary.ts'

type Danger = 0 | 1 | 2 | 3
/**
 * What is known of a text; `alt` is a second leaf that could be defended, `lead` and `danger` null where nobody judged them.
 * `second` is what another reader answered who had not seen the first answer.
 */
export type Label = {
  leaf: LeafCode
  alt: LeafCode | null
  /** The reader knew only the leaves first agreed on: of a leaf that counts as the one chosen the label says little. */
  agreedLeaves?: boolean
  lead: BureauId | null
  danger: Danger | null
  second?: { leaf: LeafCode; lead: BureauId; danger: Danger } | undefined
}

const CLASS_COST = 1.5
const LEAD_COST = 1
/** Where two readers differ both answers are a yes, each at this part of the cost. */
const DISPUTED_SHARE = 0.5
/** A second defensible leaf is a weak yes to its own question and no objection to the first. */
const ALT_SHARE = 0.05
/** A label of the leaves first agreed on as an objection to a leaf that was added out of its leaf. */
const ADDED_SHARE = 0.1
/** Softer than the classes: danger is told by many words that each say little. */
const DANGER_COST = 0.3
const DANGER_YES_COST = 0.9

/** What can be answered; `countsAs` gives, of a leaf that a city added, the one first agreed on, and of every other the leaf itself. */
export type Classes = { leaves: LeafCode[]; leads: BureauId[]; countsAs: (leaf: LeafCode) => LeafCode }

/** Columns: is it this leaf, is it this bureau's, is danger ≥ 1, ≥ 2, ≥ 3. */
export function fitModel(rows: Row[], features: number, labels: Label[], classes: Classes, seed = 1): LinearModel {
  const { leaves, leads, countsAs } = classes
  const K = leaves.length
  const D = K + leads.length
  const asked = labels.map((label) => questionsOf(label, classes))
  const root = leaves.map((leaf) => leaves.indexOf(countsAs(leaf)))
  const answer = (i: number, c: number): boolean | null => {
    const { leaf, weak, lead, danger } = asked[i] as Asked
    if (c < K) return leaf.includes(c) || weak.includes(c)
    if (c < D) return lead.length === 0 ? null : lead.includes(c - K)
    return danger === null ? null : danger > c - D
  }
  const cost = (i: number, c: number): number => {
    const { leaf, weak, lead, danger, agreedLeaves } = asked[i] as Asked
    if (c < K && leaf.includes(c)) return CLASS_COST * shareOf(leaf)
    if (c < K && weak.includes(c)) return CLASS_COST * ALT_SHARE
    if (c < K) return CLASS_COST * (agreedLeaves && leaf.includes(root[c] as number) ? ADDED_SHARE : 1)
    if (c < D) return LEAD_COST * (lead.includes(c - K) ? shareOf(lead) : 1)
    return (danger ?? 0) > c - D ? DANGER_YES_COST : DANGER_COST
  }
  return fitSvm(rows, features, { columns: D + DANGER_COLUMNS, answer, cost }, { seed })
}

type Asked = { leaf: number[]; weak: number[]; lead: number[]; danger: Danger | null; agreedLeaves: boolean }

/** The answers as columns; of an added leaf, what it counts as is a weak yes. */
function questionsOf(label: Label, { leaves, leads, countsAs }: Classes): Asked {
  const places = (names: string[], known: string[]) => known.map((one) => names.indexOf(one)).filter((at) => at >= 0)
  return {
    leaf: places(leaves, leavesOf(label)),
    weak: places(leaves, [...(label.alt === null ? [] : [label.alt]), ...leavesOf(label).map(countsAs)]),
    agreedLeaves: label.agreedLeaves ?? false,
    lead: places(leads, leadsOf(label)),
    danger: label.danger === null ? null : dangerOf(label),
  }
}

/** The leaves that readers chose, each once. */
export const leavesOf = ({ leaf, second }: Label): LeafCode[] =>
  second === undefined || second.leaf === leaf ? [leaf] : [leaf, second.leaf]

/** The bureaus that readers chose, each once; none where nobody did. */
export function leadsOf({ lead, second }: Label): BureauId[] {
  if (lead === null) return []
  return second === undefined || second.lead === lead ? [lead] : [lead, second.lead]
}

/** The graver of the dangers that readers saw; 0 where nobody looked. */
export const dangerOf = ({ danger, second }: Label): Danger => Math.max(danger ?? 0, second?.danger ?? 0) as Danger

const shareOf = (answers: number[]): number => (answers.length > 1 ? DISPUTED_SHARE : 1)
