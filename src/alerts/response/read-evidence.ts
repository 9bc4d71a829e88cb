import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { findResponse } from './find-response.ts'
import { noSuchTask } from './find-task.ts'

export type EvidenceRead = { name: string; mediaType: Tables['response_evidence']['media_type']; bytes: Uint8Array }

/** One file of a response that the actor sees. Throws NotFound. */
export async function readEvidence(context: Context, { evidenceId }: { evidenceId: number }): Promise<EvidenceRead> {
  const file = await context.db
    .selectFrom('response_evidence as e')
    .innerJoin('task as t', 't.id', 'e.task_id')
    .where('e.id', '=', evidenceId)
    .select(['e.name', 'e.media_type', 'e.bytes', 't.response_id'])
    .executeTakeFirst()
  if (!file || file.response_id === null) throw noSuchTask()
  await findResponse(context, file.response_id)
  return { name: file.name, mediaType: file.media_type, bytes: file.bytes }
}
