import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { readReason } from '../reason.ts'
import { answerQuestions } from './answer-questions.ts'
import { addMember, openIncident } from './record-placing.ts'
import { recordRegrouping } from './record-regrouping.ts'
import { groupingReason, type SeenCase, seeTogether } from './see-together.ts'

/**
 * A person says that two cases tell of one event: the other case, with all of its incident, joins the first one's. What was kept apart
 * before no longer is. Answers the incident. Throws NotFound, Invalid without a reason, Conflict when they are together already.
 */
export async function mergeIncidents(
  context: Context,
  { caseId, otherId, reason }: { caseId: number; otherId: number; reason: string },
): Promise<number> {
  if (caseId === otherId) throw new Invalid(sameCase, { other: sameCase })
  const [one, other] = await seeTogether(context, [caseId, otherId])
  if (!one || !other) throw new Error('two cases were asked for')
  const because = readReason(reason, groupingReason)
  if (one.incidentId !== null && one.incidentId === other.incidentId) throw new Conflict(together)
  return context.db.transaction().execute((tx) => record(tx, context, { one, other, because }))
}

async function record(tx: Db, context: Context, { one, other, because }: Merge): Promise<number> {
  const { actor, now } = context
  const by = { actor: actorName(actor), at: now, because: [because] }
  const home = await openIncident(tx, { report: one, ...by })
  await addMember(tx, { home, reportId: other.id, ...by })
  await sql`delete from incident_apart where one_id in (select report_id from incident_member where incident_id = ${home})
    and other_id in (select report_id from incident_member where incident_id = ${home})`.execute(tx)
  await answerQuestions(tx, home, now)
  await recordRegrouping(tx, context, { of: other, before: other.incidentId, after: home, because })
  return home
}

type Merge = { one: SeenCase; other: SeenCase; because: string }

const sameCase = { zh: '请填另一个案件的编号。', en: 'Give the number of another case.' }
const together = { zh: '这两个案件已在同一事件中。', en: 'The two cases already belong to one incident.' }
