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
/** Softer than the classes: danger is told by many words that each say little. */
const DANGER_COST = 0.3
const DANGER_YES_COST = 0.9

/** Columns: is it this leaf, is it this bureau's, is danger ≥ 1, ≥ 2, ≥ 3. */
export function fitModel(
  rows: Row[],
  features: number,
  labels: Label[],
  leaves: LeafCode[],
  leads: BureauId[],
  seed = 1,
): LinearModel {
  const K = leaves.length
  const D = K + leads.length
  const asked = labels.map((label) => questionsOf(label, leaves, leads))
  const answer = (i: number, c: number): boolean | null => {
    const { leaf, alt, lead, danger } = asked[i] as Asked
    if (c < K) return leaf.includes(c) || alt === c
    if (c < D) return lead.length === 0 ? null : lead.includes(c - K)
    return danger === null ? null : danger > c - D
  }
  const cost = (i: number, c: number): number => {
    const { leaf, alt, lead, danger } = asked[i] as Asked
    if (c < K) return CLASS_COST * (leaf.includes(c) ? shareOf(leaf) : alt === c ? ALT_SHARE : 1)
    if (c < D) return LEAD_COST * (lead.includes(c - K) ? shareOf(lead) : 1)
    return (danger ?? 0) > c - D ? DANGER_YES_COST : DANGER_COST
  }
  return fitSvm(rows, features, { columns: D + DANGER_COLUMNS, answer, cost }, { seed })
}

type Asked = { leaf: number[]; alt: number; lead: number[]; danger: Danger | null }

/** The answers as columns. */
function questionsOf(label: Label, leaves: LeafCode[], leads: BureauId[]): Asked {
  const places = (names: string[], known: string[]) => known.map((one) => names.indexOf(one)).filter((at) => at >= 0)
  return {
    leaf: places(leaves, leavesOf(label)),
    alt: label.alt === null ? -1 : leaves.indexOf(label.alt),
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
