import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import { findCase } from './find-case.ts'

export type AttachmentRead = { name: string; mediaType: Tables['attachment']['media_type']; bytes: Uint8Array }

/** One photo or document of a case the actor sees. Throws NotFound else. */
export async function readAttachment(
  context: Context,
  input: { caseId: number; attachmentId: number },
): Promise<AttachmentRead> {
  const found = await findCase(context, input.caseId)
  const attachment = await context.db
    .selectFrom('attachment')
    .where('id', '=', input.attachmentId)
    .where('report_id', '=', found.id)
    .select(['name', 'media_type', 'bytes'])
    .executeTakeFirst()
  if (!attachment) throw new NotFound({ zh: '没有这份附件。', en: 'There is no such attachment.' })
  return { name: attachment.name, mediaType: attachment.media_type, bytes: attachment.bytes }
}
