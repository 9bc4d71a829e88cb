import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { findCase } from '../find-case.ts'
import { receiptHash } from '../tracking/receipt.ts'
import type { DocumentContent } from './fill-form.ts'

export type DocumentRead = {
  id: number
  caseId: number
  content: DocumentContent
  pdf: Uint8Array
  sha256: string
  madeAt: Date
}

/** Who asks: staff who may see the case, or the holder of its receipt, who sees what is addressed to the reporter. */
type Asked = { documentId: number } & ({ caseId: number } | { receipt: string })

/** Reads a document as it was sent. Throws NotFound when there is none or it is not for the reader. */
export async function readDocument(context: Context, asked: Asked): Promise<DocumentRead> {
  const { db } = context
  if ('caseId' in asked) await findCase(context, asked.caseId)
  const base = db
    .selectFrom('case_document as d')
    .innerJoin('case_file as c', 'c.id', 'd.case_id')
    .where('d.id', '=', asked.documentId)
    .select(['d.id', 'd.case_id', 'd.content', 'd.pdf', 'd.sha256', 'd.made_at'])
  const row = await ('caseId' in asked
    ? base.where('d.case_id', '=', asked.caseId)
    : base
        .where('c.receipt_hash', '=', receiptHash(asked.receipt))
        .where('d.addressee', 'in', ['reporter', 'both_sides'])
  ).executeTakeFirst()
  if (!row) throw new NotFound({ zh: '没有这份文书。', en: 'There is no such document.' })
  const { case_id, made_at, content, ...document } = row
  return { ...document, caseId: case_id, content: content as DocumentContent, madeAt: made_at }
}
