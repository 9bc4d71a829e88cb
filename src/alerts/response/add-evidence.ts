import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import type { CleanAttachment } from '../../intake/clean-attachment.ts'
import { findTask } from './find-task.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { doesTask, notYours } from './response-sight.ts'

const filesMax = 30

/** Keeps files that show what was done in a task, each with its hash in the log. Throws NotFound, Forbidden, Conflict beyond the limit. */
export async function addEvidence(
  context: Context,
  { taskId, files }: { taskId: number; files: CleanAttachment[] },
): Promise<{ responseId: number }> {
  const { db, actor, now } = context
  const { response, ...task } = await findTask(context, taskId)
  if (!doesTask(actor, task)) throw notYours()
  const kept = await db.selectFrom('response_evidence').where('task_id', '=', taskId).select('id').execute()
  if (kept.length + files.length > filesMax) throw new Conflict(tooMany)
  await db.transaction().execute(async (tx) => {
    for (const { name, mediaType, bytes, sha256, scan } of files) {
      await tx
        .insertInto('response_evidence')
        .values({
          ...{ task_id: taskId, name, media_type: mediaType, size_bytes: bytes.length, sha256, scan },
          ...{ bytes: Buffer.from(bytes), added_at: now, added_by: actorName(actor) },
        })
        .execute()
      const text = `${name}（SHA-256 ${sha256.slice(0, 16)}…）`
      await recordResponseEvent(tx, context, { responseId: response.id, act: 'evidence', taskId, text })
    }
  })
  return { responseId: response.id }
}

const tooMany = { zh: `一项任务最多 ${filesMax} 个文件。`, en: `At most ${filesMax} files on one task.` }
