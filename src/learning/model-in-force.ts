import type { Db } from '../db/open.ts'
import type { TriageModel } from '../triage/model.ts'
import { readStoredModel } from './stored-model.ts'

/** The model that this process reads with: the champion among those of its own seed. */
export type ModelInForce = {
  current: () => TriageModel
  /** Looks whether another has become the champion and takes it over; answers how many changes it found. A round of every process. */
  follow: () => Promise<number>
}

/** Opens with the champion of the seed, or the seed itself while it is not registered. */
export async function openModelInForce(db: Db, seed: TriageModel): Promise<ModelInForce> {
  let model = seed
  const follow = async () => {
    const champion = await db
      .selectFrom('triage_model')
      .select('version')
      .where('seed', '=', seed.version)
      .where('state', '=', 'champion')
      .executeTakeFirst()
    if (!champion || champion.version === model.version) return 0
    model = champion.version === seed.version ? seed : await readStoredModel(db, champion.version)
    return 1
  }
  await follow()
  return { current: () => model, follow }
}
