import { autoDispatchConfidence } from '../cases/opening.ts'
import type { TriageModel } from '../triage/model.ts'
import type { Said } from './settled-reports.ts'

/** Whether a case so read would go to its bureau without a dispatcher, danger apart. */
export function dispatchesAlone({ leaf, leadConfidence }: Said, _model: TriageModel): boolean {
  return leaf !== 'NONE' && leadConfidence >= autoDispatchConfidence
}
