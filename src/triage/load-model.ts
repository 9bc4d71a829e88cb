import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { TriageModel } from './model.ts'
import { type ModelHeader, unpackModel } from './model-file.ts'

/** Reads the weights a city ships in `<city directory>/model/`. Throws with the command that makes them when they are absent. */
export function loadModel(cityDirectory: string): TriageModel {
  const path = join(cityDirectory, 'model', 'triage')
  try {
    const header = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as ModelHeader
    return unpackModel(header, zstdDecompressSync(readFileSync(`${path}.bin.zst`)))
  } catch (error) {
    throw new Error(
      `读不到分拨模型 ${path}.bin.zst，请运行 npm run train / cannot read the triage model: run npm run train`,
      { cause: error },
    )
  }
}

export type { TriageModel }
