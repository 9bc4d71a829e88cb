import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { readGiven, type Typed } from '../acts/act-words.ts'
import { type Act, acts } from '../acts/case-states.ts'
import { judgeAct, stateAfter } from '../acts/verdicts.ts'
import type { CaseFound } from '../find-case.ts'
import { gatherCase } from '../gather-case.ts'
import { JOINED_MAX, type Joint, numbersIn } from './joint.ts'
import { settles } from './joint-changes.ts'

/** One act to be done on one case, by whom. */
export type Move = { context: Context; found: CaseFound; act: Act; typed: Typed }

/**
 * Every case on which an act is done: mediation is done once and recorded on each complaint that is mediated together with this one and
 * is still open to it; a settlement leaves those who did not consent to go on alone. The case itself comes first.
 */
export async function movesOf({ context, found, act, typed }: Move): Promise<Move[]> {
  const alone: Move = { context, found, act, typed }
  if (acts[act].together === undefined) return [alone]
  if (acts[act].joint === 'joins') return joining(alone)
  if (!found.joint) return [alone]
  stateAfter(context.actor, found, act)
  readGiven(context.city, act, typed)
  const others = await othersOf(context, found)
  const open = others.filter((other) => judgeAct(context.actor, other, act).allowed)
  const all = [found, ...open].map((one): Move => ({ context, found: one, act, typed }))
  return act === 'end_mediation' && settles(typed.ending) ? settling(context, found.joint, all) : all
}

/** Who consented is settled with; everybody else's complaint goes on alone. Throws Conflict while there is still time to answer. */
function settling(context: Context, joint: Joint, all: Move[]): Move[] {
  const saidYes = new Set(joint.members.filter(({ consents }) => consents === true).map((one) => one.case))
  const waiting = joint.members.length - saidYes.size
  const { settlement, answerUntil } = joint
  if (settlement === null || answerUntil === null) throw new Conflict(askFirst)
  if (waiting > 0 && context.now < answerUntil) throw new Conflict(stillWaiting(waiting, answerUntil))
  if (saidYes.size === 0) throw new Conflict(nobody)
  const byMachine: Context = { ...context, actor: { kind: 'job', name: 'joint-complaint' } }
  return all.map((move) =>
    saidYes.has(move.found.id) ? move : { context: byMachine, found: move.found, act: 'go_alone', typed: {} },
  )
}

async function othersOf(context: Context, { id, joint }: CaseFound): Promise<CaseFound[]> {
  const found: CaseFound[] = []
  for (const one of joint?.members ?? []) {
    const other = one.case === id ? null : await gatherCase(context, one.case)
    if (other && seesCase(context.actor, other)) found.push(other)
  }
  return found
}

/** The complaints named, each of the same incident and open to it. Throws Invalid with their numbers when some are not. */
async function joining({ context, found, act, typed }: Move): Promise<Move[]> {
  const named = numbersIn(`${found.id} ${typed.cases ?? ''}`).slice(0, JOINED_MAX + 1)
  const alike = await ofOneIncident(context, found.id, named)
  const others: CaseFound[] = []
  const unfit: number[] = []
  for (const id of named.filter((one) => one !== found.id)) {
    const other = alike.includes(id) ? await gatherCase(context, id) : null
    if (other && seesCase(context.actor, other) && judgeAct(context.actor, other, act).allowed) others.push(other)
    else unfit.push(id)
  }
  if (unfit.length > 0) throw new Invalid(notThese(unfit), { cases: notThese(unfit) })
  const full = { ...typed, cases: named.join(' ') }
  return [found, ...others].map((one) => ({ context, found: one, act, typed: full }))
}

async function ofOneIncident({ db }: Context, caseId: number, named: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('incident_member as m')
    .innerJoin('incident_member as n', 'n.incident_id', 'm.incident_id')
    .where('m.report_id', '=', caseId)
    .where('n.report_id', 'in', named)
    .select('n.report_id')
    .execute()
  return rows.map(({ report_id }) => report_id)
}

const notThese = (ids: number[]): Said => {
  const list = ids.map((id) => `#${id}`).join('、')
  return {
    zh: `${list} 不能一并调解：须是同一事件、本单位办理中、还没有并过的投诉。`,
    en: `${list} cannot be joined: it takes complaints of one incident that your bureau handles and that were not joined before.`,
  }
}
const askFirst: Said = {
  zh: '共同投诉的和解须各自同意：请先“就和解方案征求同意”。',
  en: 'In a joint complaint each consents to a settlement: put it to them first.',
}
const stillWaiting = (waiting: number, until: Date): Said => {
  const day = toShanghaiDate(new Date(until.getTime() - 1))
  return {
    zh: `还有 ${waiting} 位投诉人没有答复，他们可以答复到 ${day} 24:00；之后没有同意的单独继续办理。`,
    en: `${waiting} have not answered yet and may until the end of ${day}; after that, those who have not consented go on alone.`,
  }
}
const nobody: Said = {
  zh: '没有一位投诉人同意这个方案，不能以和解结束；可再次调解或选择其他情形。',
  en: 'No complainant consents, so it cannot end settled; mediate again or choose another ending.',
}
