import type { BureauId, LeafCode } from '../../reference/city.ts'
import { DANGER_COLUMNS } from '../model.ts'
import { fitSvm, type LinearModel } from './linear-svm.ts'
import type { Row } from './vocabulary.ts'

/** What an annotation says of a text; `alt` is a second leaf that could be defended. */
export type Label = { leaf: LeafCode; alt: LeafCode | null; lead: BureauId; danger: 0 | 1 | 2 | 3 }
export type JointClass = { leaf: LeafCode; lead: BureauId }

const PAIR_MINIMUM = 3
const CLASS_COST = 3
const DANGER_COST = 1
const DANGER_YES_COST = 3

/** One class for every leaf with its commonest bureau, and one for every further bureau with at least three texts. */
export function jointClassesOf(labels: Label[]): JointClass[] {
  const pairs = Map.groupBy(labels, (label) => `${label.leaf} ${label.lead}`)
  const counted = [...pairs.values()].map((same) => ({
    leaf: same[0]?.leaf ?? '',
    lead: same[0]?.lead ?? '',
    n: same.length,
  }))
  counted.sort((a, b) => (a.leaf < b.leaf ? -1 : a.leaf > b.leaf ? 1 : b.n - a.n || (a.lead < b.lead ? -1 : 1)))
  return counted
    .filter((one, i) => one.n >= PAIR_MINIMUM || counted[i - 1]?.leaf !== one.leaf)
    .map(({ leaf, lead }) => ({ leaf, lead }))
}

/** The class a label belongs to: its own pair, else its leaf with the commonest bureau; −1 for a leaf never seen. */
export function classOf(label: Label, classes: JointClass[]): number {
  const exact = classes.findIndex((one) => one.leaf === label.leaf && one.lead === label.lead)
  return exact >= 0 ? exact : classes.findIndex((one) => one.leaf === label.leaf)
}

/** Columns: the joint classes, then danger ≥ 1, ≥ 2, ≥ 3. */
export function fitModel(rows: Row[], features: number, labels: Label[], classes: JointClass[], seed = 1): LinearModel {
  const classIndex = Int32Array.from(labels, (label) => classOf(label, classes))
  const danger = Int32Array.from(labels, (label) => label.danger)
  const K = classes.length
  return fitSvm(
    rows,
    features,
    {
      columns: K + DANGER_COLUMNS,
      answer: (i, c) => (c < K ? classIndex[i] === c : (danger[i] as number) > c - K),
      cost: (i, c) => (c < K ? CLASS_COST : (danger[i] as number) > c - K ? DANGER_YES_COST : DANGER_COST),
    },
    { seed },
  )
}
