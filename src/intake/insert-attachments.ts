import type { Db } from '../db/open.ts'
import type { CleanAttachment } from './clean-attachment.ts'

/** Keeps the files of a filing, or those handed in later, in the caller's transaction. */
export async function insertAttachments(
  tx: Db,
  { reportId, attachments, at }: { reportId: number; attachments: CleanAttachment[]; at: Date },
): Promise<void> {
  // One at a time: a statement with five files of 10 MB would be doubled in memory on its way.
  for (const { name, mediaType, bytes, sha256, scan } of attachments) {
    await tx
      .insertInto('attachment')
      .values({
        report_id: reportId,
        name,
        media_type: mediaType,
        size_bytes: bytes.length,
        sha256,
        scan,
        bytes,
        added_at: at,
      })
      .execute()
  }
}
