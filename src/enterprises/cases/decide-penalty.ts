import { may } from '../../accounts/permissions.ts'
import { type Decided, decideMove } from '../../cases/acts/decide-move.ts'
import { recordMove } from '../../cases/acts/record-move.ts'
import { type CaseFound, findCase } from '../../cases/find-case.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, Invalid, type Said } from '../../errors.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import { notYours } from '../own/invite-firm.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { severityNames } from '../register/fact-words.ts'
import type { FactRow } from '../register/register-sheets.ts'
import { writeFacts } from '../register/write-facts.ts'

/** What is typed: a penalty that stands on the firm's record (`fact`, its number), or one that is not there yet. */
export type TypedPenalty = {
  fact: string
  document_no: string
  happened_on: string
  severity: string
  subject: string
  safety: boolean
  text: string
}

/**
 * A clue that was filed (立案) ends in a penalty decision: the case is linked with the row of the firm's record, which is written if the register
 * does not hold that document yet — a sheet that tells it later finds it there. The reporter is told the outcome in the words given; that a
 * case stands behind a penalty never shows on the firm's page. Throws NotFound, Forbidden, Conflict, Invalid with a message per field.
 */
export async function decidePenalty(
  context: Context,
  { caseId, typed }: { caseId: number; typed: TypedPenalty },
): Promise<void> {
  const { db, actor } = context
  const found = await findCase(context, caseId)
  if (!may(actor, 'keep_firms') || actor.kind !== 'staff' || actor.bureau !== found.lead) throw new Forbidden(notYours)
  const firm = await linkedFirm(db, caseId)
  const decided = decideMove(context, found, 'decide_penalty', { text: typed.text })
  if (!(await wasFiled(db, caseId))) throw new Conflict(notFiled)
  const fact = typed.fact === '' ? readPenalty(context, found, { code: firm.code, typed }) : Number(typed.fact)
  await db.transaction().execute(async (tx) => {
    const factId = typeof fact === 'number' ? await known(tx, firm.id, fact) : await written(tx, context, fact)
    await record(tx, context, { decided, caseId, factId, firmId: firm.id })
  })
}

async function linkedFirm(db: Db, caseId: number): Promise<{ id: number; code: string }> {
  const firm = await db
    .selectFrom('enterprise_match as m')
    .innerJoin('enterprise as e', 'e.id', 'm.enterprise_id')
    .where('m.case_id', '=', caseId)
    .where('m.state', '=', 'linked')
    .select(['e.id', 'e.code'])
    .executeTakeFirst()
  if (!firm) throw new Conflict(firmFirst)
  return firm
}

async function wasFiled(db: Db, caseId: number): Promise<boolean> {
  const filed = await db
    .selectFrom('case_event')
    .where('case_id', '=', caseId)
    .where('act', '=', 'decide_filing')
    .where('milestone', '=', 'case_filed')
    .select('id')
    .executeTakeFirst()
  return filed !== undefined
}

/** The decision as a row of the sheet of penalties would tell it. */
function readPenalty(
  { city, now }: Context,
  found: CaseFound,
  { code, typed }: { code: string; typed: TypedPenalty },
): FactRow {
  const severity = Object.keys(severityNames).find((one) => one === typed.severity) as FactRow['severity'] | undefined
  const [documentNo, subject] = [typed.document_no.trim(), typed.subject.trim()]
  const today = toShanghaiDate(now)
  const faults: Record<string, Said> = {}
  if (documentNo.length < 4 || documentNo.length > 100) faults.document_no = noNumber
  if (subject.length < 2 || subject.length > 200) faults.subject = noSubject
  if (!severity) faults.severity = choose
  const filedOn = toShanghaiDate(found.filing.receivedAt)
  if (!isRealDate(typed.happened_on) || typed.happened_on > today || typed.happened_on < filedOn)
    faults.happened_on = wrongDay(filedOn, today)
  if (Object.keys(faults).length > 0) throw new Invalid(seeFields, faults)
  return {
    ...{ code, kind: 'penalty', result: 'decided', severity: severity ?? null, harm: 'none', safety: typed.safety },
    ...{ subject, documentNo, authority: city.bureaus.get(found.lead)?.zh ?? found.lead, bureau: found.lead },
    ...{ happenedOn: typed.happened_on, endsOn: null, rectifiedOn: null, aboutDocument: null },
  }
}

/** The penalty chosen from the firm's record. */
async function known(tx: Db, enterpriseId: number, factId: number): Promise<number> {
  const row = await tx
    .selectFrom('enterprise_fact')
    .where('id', '=', Number.isSafeInteger(factId) ? factId : 0)
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '=', 'penalty')
    .where('state', '<>', 'removed')
    .select('id')
    .executeTakeFirst()
  if (!row) throw new Invalid(seeFields, { fact: choose })
  return row.id
}

async function written(tx: Db, context: Context, fact: FactRow): Promise<number> {
  await writeFacts(tx, context, [{ number: 1, raw: '', fact }])
  const { id } = await tx
    .selectFrom('enterprise_fact')
    .where('kind', '=', 'penalty')
    .where('authority', '=', fact.authority)
    .where('document_no', '=', fact.documentNo)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

type Recorded = { decided: Decided; caseId: number; factId: number; firmId: number }

async function record(tx: Db, context: Context, { decided, caseId, factId, firmId }: Recorded): Promise<void> {
  const { now, actor } = context
  await recordMove(tx, context, decided)
  const linked = { case_id: caseId, fact_id: factId, linked_at: now, linked_by: actorName(actor) }
  await tx.insertInto('case_penalty').values(linked).execute()
  await recordEnterpriseEvents(tx, context, [
    {
      enterpriseId: firmId,
      act: 'link_penalty',
      subject: `case:${caseId}`,
      reason: '处罚决定 penalty',
      detail: { fact: factId },
    },
  ])
}

const firmFirst: Said = { zh: '请先确认是哪一家企业。', en: 'Say first which firm the case is about.' }
const notFiled: Said = {
  zh: '此案没有立案，不会有处罚决定。',
  en: 'No case was opened here, so there can be no penalty.',
}
const noNumber: Said = { zh: '请写处罚决定书文号', en: 'Give the number of the decision' }
const noSubject: Said = { zh: '请写处罚的违法行为', en: 'Say what was penalised' }
const choose: Said = { zh: '请从列表中选择', en: 'Choose one of the list' }
const wrongDay = (first: string, last: string): Said => ({
  zh: `请填 ${first} 至 ${last} 之间的日期`,
  en: `Give a day from ${first} to ${last}`,
})
const seeFields: Said = { zh: '还没有记下，请看各栏的提示。', en: 'Not recorded yet; see the note beside each field.' }
