import type { LeafCode } from '../../reference/city.ts'
import { certaintyInputs, certaintyOf } from '../certainty.ts'
import { dangerInputs } from '../danger.ts'
import { calibrate, type TriageModel } from '../model.ts'
import { firstOf, type OpinionModel, type Opinions, opinionsOf, softmax } from '../opinions.ts'
import { fitCurve, fitSharpness } from './calibration.ts'
import type { Example, Unseen } from './examples.ts'
import { type Classes, dangerOf } from './fit.ts'
import { type DangerCase, fitDanger } from './fit-danger.ts'
import { fitDispatch } from './fit-dispatch.ts'
import { fitLogistic } from './logistic.ts'
import { answersTo, leadRight, leafRight } from './right-answers.ts'

const LEAF_SHARE = 0.35
const LEAD_SHARPNESS = 6
const LEAD_SAY = 0.2
/** How much a letter or sentence of the city's own counts beside a labelled text in which bureau leads a leaf. */
const OWN_SHARE = 0.2
/** How much an own letter counts beside another text in the last step of danger: they tell of far more dangers than arrive. */
const OWN_DANGER_SHARE = 0.1
/** … and in how sure of the bureau the model is. */
export const OWN_SURE_SHARE = 0.3
const CERTAINTY_RIDGE = 0.3

type LastSteps = Omit<OpinionModel, 'leaves' | 'leads'> &
  Pick<TriageModel, 'leadCertainty' | 'leafCalibration' | 'leadCalibration' | 'dispatch' | 'danger'>

/**
 * What comes after the scores, fitted to scores of texts left out of training. Curves come from texts as they arrive. Own letters help, at a part
 * of the weight, to say how sure of the bureau the model is and from when a leaf is dispatched alone, most of all the leaves of which few
 * texts arrive; the danger model learns from all.
 */
export function fitLastSteps(unseen: Unseen[], examples: Example[], classes: Classes): LastSteps {
  const leafSharpness = fitSharpness((sharpness) => meanLogLikelihood(unseen, classes, sharpness))
  const leadOfLeaf = leadsOfLeaves(examples, classes)
  const base = { leafSharpness, leadSharpness: LEAD_SHARPNESS, leadOfLeaf, leafShare: LEAF_SHARE, leadSay: LEAD_SAY }
  const read = unseen.map((one) => ({ ...one, opinions: opinionsOf(one.scores, { ...classes, ...base }) }))
  return { ...base, ...fitSureness(read, leadOfLeaf, classes), danger: fitDanger(read.map(dangerCase)) }
}

type Read = Unseen & { opinions: Opinions }

/** How sure the model is of leaf and bureau, and from when on that is enough to dispatch a filing alone. Texts chosen for being hard say nothing of it. */
function fitSureness(
  read: Read[],
  leadOfLeaf: number[][],
  classes: Classes,
): Pick<LastSteps, 'leadCertainty' | 'leafCalibration' | 'leadCalibration' | 'dispatch'> {
  const fair = read.filter(({ origin }) => origin !== 'chosen').map((one) => answered(one, leadOfLeaf, classes))
  const { weights, offset } = fitLogistic(fair, CERTAINTY_RIDGE)
  const leadCertainty = { weights: [...weights].map(round), offset: round(offset) }
  const sure = fair.map((one) => ({
    ...one,
    raw: certaintyOf(one.scores, one.opinions, { leadCertainty, leadOfLeaf }),
  }))
  const arriving = sure.filter(({ origin }) => origin === 'arriving')
  const leafCalibration = fitCurve(
    arriving.map(({ leaf, label }) => ({ raw: leaf.raw, right: leafRight(leaf.name, label, classes) })),
  )
  const leadCalibration = fitCurve(arriving.map(({ raw, yes }) => ({ raw, right: Number(yes) })))
  const dispatch = fitDispatch(
    sure.map(({ leaf, raw, yes, share }) => ({
      leaf: leaf.name,
      confidence: calibrate(leadCalibration, raw),
      right: yes,
      share,
    })),
  )
  return { leadCertainty, leafCalibration, leadCalibration, dispatch }
}

/** A text with the first answers to it, as a case of the question whether the bureau is right. */
function answered(one: Read, leadOfLeaf: number[][], classes: Classes) {
  const { scores, opinions, label, origin } = one
  const leaf = firstOf(opinions.leaves, classes.leaves)
  const lead = firstOf(opinions.leads, classes.leads).name
  const yes = leadRight({ leaf: leaf.name, lead }, label, classes)
  const share = origin === 'own' ? OWN_SURE_SHARE : 1
  return { ...one, leaf, yes, share, inputs: certaintyInputs(scores, opinions, { leadOfLeaf }) }
}

const dangerCase = ({ scores, signs, opinions, label, rule, origin }: Read): DangerCase => ({
  inputs: dangerInputs(scores, signs, opinions.leaves, opinions.direct),
  danger: dangerOf(label),
  rule,
  arriving: origin === 'arriving',
  share: origin === 'own' ? OWN_DANGER_SHARE : 1,
})

function meanLogLikelihood(unseen: Unseen[], classes: Classes, sharpness: number): number {
  const { leaves } = classes
  let sum = 0
  for (const { scores, label } of unseen) {
    const said = softmax(scores, 0, leaves.length, sharpness)
    const right = said.filter((_, l) => answersTo(leaves[l] as LeafCode, label.leaf, label, classes))
    sum += Math.log(right.reduce((all, one) => all + one, 0) + 1e-4)
  }
  return sum / unseen.length
}

/** Smoothed shares of the bureaus that lead each leaf. */
function leadsOfLeaves(examples: Example[], { leaves, leads }: Classes): number[][] {
  return leaves.map((leaf) => {
    const times = leads.map(() => 0.5 / leads.length)
    for (const { label, origin } of examples) {
      const lead = label.lead === null ? -1 : leads.indexOf(label.lead)
      if (label.leaf === leaf && lead >= 0) times[lead] = (times[lead] as number) + (origin === 'own' ? OWN_SHARE : 1)
    }
    const sum = times.reduce((a, b) => a + b, 0)
    return times.map((n) => Math.round((n / sum) * 1e4) / 1e4)
  })
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5
