import type { City } from '../reference/city.ts'
import { leafAsTaught } from '../triage/added-leaves.ts'
import { isSure, type TriageModel } from '../triage/model.ts'
import type { Said } from './settled-reports.ts'

/** Whether a case so read would go to its bureau without a dispatcher, danger apart. */
export function dispatchesAlone({ leaf, leadConfidence }: Said, model: TriageModel, city: City): boolean {
  return isSure(leafAsTaught(leaf, city, model), leadConfidence, model)
}
