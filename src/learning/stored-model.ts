import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/open.ts'
import type { TriageModel } from '../triage/model.ts'
import { type ModelHeader, packModel, unpackModel } from '../triage/model-file.ts'

/** A model as the columns of its row. Five megabytes travel as base64: the embedded driver writes bytes one by one, in seconds. */
export function packedColumns(model: TriageModel): { header: string; weights: RawBuilder<Uint8Array> } {
  const { header, binary } = packModel(model)
  return { header: JSON.stringify(header), weights: sql`decode(${Buffer.from(binary).toString('base64')}, 'base64')` }
}

/** Reads a model's numbers. Throws when it has none yet. */
export async function readStoredModel(db: Db, version: string): Promise<TriageModel> {
  const { header, weights } = await db
    .selectFrom('triage_model')
    .select('header')
    .select(sql<string | null>`encode(weights, 'base64')`.as('weights'))
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (header === null || weights === null) throw new Error(`model ${version} has not been built`)
  return unpackModel(header as ModelHeader, Buffer.from(weights, 'base64'))
}
