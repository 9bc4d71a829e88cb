import type { BureauId, LeafCode } from '../../reference/city.ts'
import { type Classes, type Label, leadsOf, leavesOf } from './fit.ts'

/** A leaf that one of two readers chose is right; where only one has read, the leaf they could have defended is half right. */
export function leafRight(leaf: LeafCode, label: Label, classes: Classes): number {
  if (leavesOf(label).some((told) => answersTo(leaf, told, label, classes))) return 1
  return label.second === undefined && label.alt !== null && answersTo(leaf, label.alt, label, classes) ? 0.5 : 0
}

/** A reader who knew only the leaves first agreed on is answered by one that was added out of theirs. */
export const answersTo = (leaf: LeafCode, told: LeafCode, { agreedLeaves }: Label, { countsAs }: Classes): boolean =>
  leaf === told || (agreedLeaves === true && countsAs(leaf) === countsAs(told))

/** As the figures of the corpus count: where a reader said "not a quality matter", saying so is right whoever it goes to. */
export function leadRight({ leaf, lead }: { leaf: LeafCode; lead: BureauId }, label: Label, classes: Classes): boolean {
  if (leadsOf(label).includes(lead)) return true
  const noMatter = label.agreedLeaves === true && classes.countsAs(leaf) === 'NONE'
  return noMatter && leafRight(leaf, label, classes) === 1
}
