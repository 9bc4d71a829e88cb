import type { Context } from '../../context.ts'
import { documentForm } from './document-forms.ts'

export type DocumentListed = { id: number; zh: string; en: string; number: string; madeAt: Date; toReporter: boolean }

const documentsMax = 100

/** The documents of a case, oldest first. The caller has checked that the reader may see the case. */
export async function listDocuments({ db }: Pick<Context, 'db'>, caseId: number): Promise<DocumentListed[]> {
  const rows = await db
    .selectFrom('case_document')
    .where('case_id', '=', caseId)
    .select(['id', 'form', 'number', 'made_at', 'addressee'])
    .orderBy('id')
    .limit(documentsMax)
    .execute()
  return rows.map(({ id, form, number, made_at, addressee }) => ({
    id,
    zh: documentForm(form)?.zh ?? form,
    en: documentForm(form)?.en ?? form,
    number,
    madeAt: made_at,
    toReporter: addressee === 'reporter' || addressee === 'both_sides',
  }))
}
