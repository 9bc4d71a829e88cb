import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { readCase } from '../read-case.ts'
import { type DocumentForm, documentForm, documentSight, formsFor } from './document-forms.ts'
import { documentPdf } from './document-pdf.ts'
import { fillForm } from './fill-form.ts'

/**
 * Makes one of the official documents of a case: numbered, with its arithmetic, its words and PDF frozen. Answers its id. Throws
 * NotFound for another bureau's case or an unknown form, Forbidden for anybody but the bureau in charge, Conflict when the form does
 * not fit the state, Invalid with a message per field.
 */
export async function makeDocument(
  context: Context,
  input: { caseId: number; form: string; typed: Record<string, string> },
): Promise<number> {
  const { city, actor, now } = context
  const read = await readCase(context, input.caseId)
  const form = documentForm(input.form)
  if (!form) throw new NotFound({ zh: '没有这种文书。', en: 'There is no such form.' })
  if (actor.kind !== 'staff' || actor.bureau !== read.lead || actor.role === 'auditor') throw new Forbidden(onlyLead)
  if (!formsFor(documentSight(read)).includes(form)) throw new Conflict(notNow(form))
  const today = toShanghaiDate(now)
  fillForm({ form, read, city, number: '', today }, input.typed)
  const { year, serial } = await nextSerial(context.db, form, now)
  const number = `质哨〔${year}〕${form.sign}字第${serial}号`
  const content = fillForm({ form, read, city, number, today }, input.typed)
  const pdf = await documentPdf(content, now)
  const { id } = await context.db
    .insertInto('case_document')
    .values({
      case_id: read.id,
      form: form.id,
      year,
      serial,
      number,
      addressee: form.to,
      content: JSON.stringify(content),
      pdf,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      made_at: now,
      made_by: actor.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Numbers of a form run within the year of Shanghai; one that was taken and not used stays unused. */
async function nextSerial(db: Db, form: DocumentForm, now: Date): Promise<{ year: number; serial: number }> {
  const year = Number(toShanghaiDate(now).slice(0, 4))
  const { last } = await db
    .insertInto('document_serial')
    .values({ form: form.id, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['form', 'year']).doUpdateSet((eb) => ({ last: eb('document_serial.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return { year, serial: last }
}

const onlyLead = { zh: '文书由主办单位制作。', en: 'The bureau in charge makes the documents.' }
const notNow = (form: DocumentForm) => ({
  zh: `此案现在不能制作“${form.zh}”。`,
  en: `“${form.en}” does not fit this case now.`,
})
