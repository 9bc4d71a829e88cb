import type { City } from '../../reference/city.ts'
import { leafAsTaught } from '../added-leaves.ts'
import { certaintyOf } from '../certainty.ts'
import type { TriageModel } from '../model.ts'
import { firstOf, opinionsOf } from '../opinions.ts'
import {
  asModel,
  type Ground,
  type InSlices,
  type Lesson,
  lastSteps,
  layGround,
  scoresBy,
  teach,
} from './adapt-model.ts'
import { type Answer, answerFrom, type TextRead } from './answer-from-scores.ts'
import { fitCurve } from './calibration.ts'
import type { DispatchCase } from './fit-dispatch.ts'
import { seeded, shuffled } from './random.ts'
import { refitDispatch } from './refit-dispatch.ts'
import type { Row } from './vocabulary.ts'

/** A lesson with its text. Those `taught` train the challenger; those `judged` are a fair sample of recent reports. */
export type Case = Lesson & {
  read: TextRead
  taught: boolean
  judged: boolean
  /** Reports of one event carry one number: they are held out together. */
  event: number
}

/** A challenger, and what it says of each case while that case and its event were left out of its training. */
export type Challenger = { model: TriageModel; answers: Answer[] }

const FOLDS = 4
const SEED = 5
/** Below this many judged reports the seed's calibration is better founded than a new one. */
const CALIBRATION_CASES_MIN = 300

/** Teaches the seed with the cases, calibrates and sets thresholds on answers to cases left out, and answers both. Deterministic. */
export function* challenge(seed: TriageModel, cases: Case[], city: City, version: string): InSlices<Challenger> {
  const ground = yield* layGround(seed, cases)
  const taught = placesOf(cases, ({ taught }) => taught)
  const heldOut = yield* crossFit(ground, cases)
  const linear = yield* teach(ground, taught)
  const curves = curvesOf(heldOut, cases, seed)
  const answers: Answer[] = []
  for (const [place, { scores, last }] of heldOut.entries()) {
    answers.push(answerFrom(scores, (cases[place] as Case).read, city, { ...last, ...curves }))
    if (place % 20 === 0) yield
  }
  const dispatch = refitDispatch(seed.dispatch, dispatchCasesOf(cases, answers, { city, seed }))
  return { model: { ...asModel(ground, linear, lastSteps(ground, taught), version), ...curves, dispatch }, answers }
}

/** Answers on judged reports whose bureau is settled, under the model's own leaf. */
function dispatchCasesOf(
  cases: Case[],
  answers: Answer[],
  { city, seed }: { city: City; seed: TriageModel },
): DispatchCase[] {
  return cases.flatMap(({ judged, settled }, place) => {
    const { leaf, lead, leadConfidence } = answers[place] as Answer
    if (!judged || settled.lead === null) return []
    return [{ leaf: leafAsTaught(leaf, city, seed), confidence: leadConfidence, right: lead === settled.lead }]
  })
}

type First = ReturnType<typeof firstOf>
type HeldOut = { scores: Float32Array; last: TriageModel; leaf: First; lead: First }

/** Each case scored by weights taught without its fold; folds keep events whole. */
function* crossFit(ground: Ground, cases: Case[]): InSlices<HeldOut[]> {
  const foldOf = foldsOf(cases)
  const heldOut: HeldOut[] = new Array(cases.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const kept = placesOf(cases, ({ taught, event }) => taught && foldOf(event) !== fold)
    const linear = yield* teach(ground, kept)
    const last = lastSteps(ground, kept)
    for (const place of placesOf(cases, ({ event }) => foldOf(event) === fold)) {
      heldOut[place] = heldOutOf(scoresBy(linear, ground.rows[place] as Row), last)
      if (place % 20 === 0) yield
    }
  }
  return heldOut
}

function heldOutOf(scores: Float32Array, last: TriageModel): HeldOut {
  const opinions = opinionsOf(scores, last)
  const lead = { ...firstOf(opinions.leads, last.leads), raw: certaintyOf(scores, opinions, last) }
  return { scores, last, leaf: firstOf(opinions.leaves, last.leaves), lead }
}

function foldsOf(cases: Case[]): (event: number) => number {
  const events = [...new Set(cases.map(({ event }) => event))]
  const order = shuffled(events.length, seeded(SEED))
  const folds = new Map(events.map((event, at) => [event, (order[at] as number) % FOLDS]))
  return (event) => folds.get(event) ?? 0
}

const placesOf = (cases: Case[], wanted: (one: Case) => boolean): number[] =>
  cases.flatMap((one, place) => (wanted(one) ? [place] : []))

type Curves = Pick<TriageModel, 'leafCalibration' | 'leadCalibration'>

function curvesOf(heldOut: HeldOut[], cases: Case[], seed: TriageModel): Curves {
  const answered = (part: 'leaf' | 'lead') =>
    heldOut.flatMap((held, place) => {
      const { judged, settled } = cases[place] as Case
      if (!judged || settled[part] === null) return []
      return [{ raw: held[part].raw, right: Number(held[part].name === settled[part]) }]
    })
  const [leaf, lead] = [answered('leaf'), answered('lead')]
  return {
    leafCalibration: leaf.length < CALIBRATION_CASES_MIN ? seed.leafCalibration : fitCurve(leaf),
    leadCalibration: lead.length < CALIBRATION_CASES_MIN ? seed.leadCalibration : fitCurve(lead),
  }
}
