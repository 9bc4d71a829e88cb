import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IncidentModel, type IncidentModelHeader, unpackIncidentModel } from './incident-model.ts'

/** Reads what grouping has learned from `<city directory>/model/`. Throws with the command that makes it when it is absent. */
export function loadIncidentModel(cityDirectory: string): IncidentModel {
  const path = join(cityDirectory, 'model', 'incidents')
  try {
    const header = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as IncidentModelHeader
    return unpackIncidentModel(header, readFileSync(`${path}.bin`))
  } catch (error) {
    throw new Error(
      `读不到归并模型 ${path}.bin，请运行 npm run train:incidents / cannot read the model of incidents: run npm run train:incidents`,
      { cause: error },
    )
  }
}
