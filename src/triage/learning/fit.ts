import type { BureauId, LeafCode } from '../../reference/city.ts'
import { DANGER_COLUMNS } from '../model.ts'
import { fitSvm, type LinearModel } from './linear-svm.ts'
import type { Row } from './vocabulary.ts'

/** What is known of a text; `alt` is a second leaf that could be defended, `lead` and `danger` null where nobody judged them. */
export type Label = { leaf: LeafCode; alt: LeafCode | null; lead: BureauId | null; danger: 0 | 1 | 2 | 3 | null }

const CLASS_COST = 3
const LEAD_COST = 1
/** A second defensible leaf is a weak yes to its own question and no objection to the first. */
const ALT_SHARE = 0.1
const DANGER_COST = 1
const DANGER_YES_COST = 3

/** Columns: is it this leaf, is it this bureau's, is danger ≥ 1, ≥ 2, ≥ 3. */
export function fitModel(
  rows: Row[],
  features: number,
  labels: Label[],
  leaves: LeafCode[],
  leads: BureauId[],
  seed = 1,
): LinearModel {
  const leaf = Int32Array.from(labels, (label) => leaves.indexOf(label.leaf))
  const alt = Int32Array.from(labels, (label) => (label.alt === null ? -1 : leaves.indexOf(label.alt)))
  const lead = Int32Array.from(labels, (label) => (label.lead === null ? -1 : leads.indexOf(label.lead)))
  const danger = Int32Array.from(labels, (label) => label.danger ?? -1)
  const K = leaves.length
  const D = K + leads.length
  const answer = (i: number, c: number): boolean | null => {
    if (c < K) return leaf[i] === c || alt[i] === c
    if (c < D) return lead[i] === -1 ? null : K + (lead[i] as number) === c
    return danger[i] === -1 ? null : (danger[i] as number) > c - D
  }
  const cost = (i: number, c: number): number => {
    if (c < K) return alt[i] === c && leaf[i] !== c ? CLASS_COST * ALT_SHARE : CLASS_COST
    if (c < D) return LEAD_COST
    return (danger[i] as number) > c - D ? DANGER_YES_COST : DANGER_COST
  }
  return fitSvm(rows, features, { columns: D + DANGER_COLUMNS, answer, cost }, { seed })
}
