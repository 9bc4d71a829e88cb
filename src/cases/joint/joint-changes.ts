import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import { addDays, isRealDate, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Given } from '../acts/act-words.ts'
import { type Act, acts } from '../acts/case-states.ts'
import { mediationEndings } from '../acts/mediation-endings.ts'
import type { CaseFound } from '../find-case.ts'
import { consentOf, JOINED_MAX, numbersIn, participants, REPRESENTATIVES_MAX } from './joint.ts'

/** What an act means for the joint complaint of its case. */
export type JointChange =
  | { does: 'joins'; jointId: number; cases: number; representatives: number[] }
  | { does: 'proposes'; jointId: number; settlement: string; until: Date }
  | { does: 'consents'; jointId: number }
  | { does: 'leaves'; jointId: number; said: boolean }

/** Days within which complainants answer, or a mediation is called. */
const daysMax = 60

/** Whether the ending chosen settles the matter, by the number of its case in the Order. */
export const settles = (ending: string | null | undefined): boolean =>
  mediationEndings.some(({ id, settled }) => id === ending && settled)

/**
 * Decides it; null for every other act. Throws Invalid with a message per field, and Conflict where a settlement would bind a complainant
 * who did not consent to it.
 */
export function jointOf({ now }: Context, found: CaseFound, act: Act, given: Given): JointChange | null {
  const { joint } = found
  checkDay(act, given, toShanghaiDate(now))
  if (act === 'end_mediation' && joint && settles(given.ending) && consentOf(joint, found.id) !== true)
    throw new Conflict(notConsented)
  const { joint: does } = acts[act]
  if (does === undefined) return null
  if (does === 'joins') return joined(found, given)
  if (!joint) return null
  const jointId = joint.id
  if (does === 'consents') return { does, jointId }
  if (does === 'leaves') return { does, jointId, said: act === 'dissent' }
  return { does, jointId, settlement: given.text ?? '', until: shanghaiInstant(given.due ?? '', '24:00') }
}

function joined(found: CaseFound, given: Given): JointChange {
  const cases = numbersIn(given.cases ?? '')
  const representatives = numbersIn(given.representatives ?? '')
  const faults: Record<string, Said> = {}
  if (cases.length < 2 || cases.length > JOINED_MAX || !cases.includes(found.id)) faults.cases = howMany
  if (representatives.length > REPRESENTATIVES_MAX || !representatives.every((one) => cases.includes(one)))
    faults.representatives = whoSpeaks
  if (representatives.length === 0) faults.representatives = whoSpeaks
  if (Object.keys(faults).length > 0) throw new Invalid(seeFields, faults)
  return { does: 'joins', jointId: cases[0] ?? found.id, cases: cases.length, representatives }
}

/** A mediation is called for a day to come and recorded of one that was; complainants have until a day to come. */
function checkDay(act: Act, { due }: Given, today: string): void {
  if (act !== 'call_mediation' && act !== 'record_mediation' && act !== 'propose_settlement') return
  const [first, last] = act === 'record_mediation' ? [addDays(today, -365), today] : [today, addDays(today, daysMax)]
  if (due !== null && isRealDate(due) && due >= first && due <= last) return
  const said = { zh: `请填 ${first} 至 ${last} 之间的日期`, en: `Give a day from ${first} to ${last}` }
  throw new Invalid(seeFields, { due: said })
}

/** What the reporter is told of it: numbers of cases, never who filed them. */
export function jointWords(change: JointChange | null, act: Act, given: Given): string[] {
  const day = act === 'call_mediation' || act === 'record_mediation' ? given.due : null
  const sides = numbersOrRoles(given.participants)
  return [
    ...(day === null ? [] : [`${day}`]),
    ...(sides === '' ? [] : [`参加 Present：${sides}`]),
    ...(change === null ? [] : changeWords(change)),
  ]
}

const numbersOrRoles = (typed: string | null): string =>
  (typed ?? '')
    .split(' ')
    .flatMap((role) => participants[role] ?? [])
    .map(({ zh, en }) => `${zh} ${en}`)
    .join('、')

function changeWords(change: JointChange): string[] {
  if (change.does === 'joins') {
    const who = change.representatives.map((id) => `#${id}`).join('、')
    return [
      `共 ${change.cases} 件投诉一并调解，由案件 ${who} 的投诉人代表。您的回执、答复、评价和隐私不变；和解须您本人同意。`,
      `${change.cases} complaints are mediated together, represented by who filed ${who}. Your receipt, answer and privacy stay yours; no settlement binds you without your consent.`,
    ]
  }
  if (change.does === 'proposes') {
    const until = toShanghaiDate(new Date(change.until.getTime() - 1))
    return [
      `请在 ${until} 24:00 前在查询页答复是否同意；没有同意的，您的投诉单独继续办理。Please say by then whether you consent; without it your complaint goes on alone.`,
    ]
  }
  if (change.does === 'consents') return ['投诉人同意和解方案。The complainant consents.']
  return [
    change.said
      ? '投诉人不同意和解方案，此件单独继续办理。The complainant does not consent; this complaint goes on alone.'
      : '没有收到您对和解方案的同意，您的投诉单独继续办理，权利不受影响。Without your consent your complaint goes on alone, with all its rights.',
  ]
}

/** Writes it in the caller's transaction. */
export async function recordJoint(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId }: CaseFound,
  change: JointChange,
): Promise<void> {
  const { jointId } = change
  const mine = (set: { consents: boolean | null; answered_at: Date | null; left_at?: Date }) =>
    tx.updateTable('joint_member').set(set).where('case_id', '=', caseId).execute()
  if (change.does === 'joins') {
    const made = { id: jointId, joined_at: now, joined_by: actorName(actor) }
    await tx
      .insertInto('joint_complaint')
      .values(made)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const represents = change.representatives.includes(caseId)
    await tx.insertInto('joint_member').values({ case_id: caseId, joint_id: jointId, represents }).execute()
  } else if (change.does === 'proposes') {
    const set = { settlement: change.settlement, proposed_at: now, answer_until: change.until }
    await tx.updateTable('joint_complaint').set(set).where('id', '=', jointId).execute()
    await mine({ consents: null, answered_at: null })
  } else if (change.does === 'consents') await mine({ consents: true, answered_at: now })
  else await mine({ consents: false, answered_at: change.said ? now : null, left_at: now })
}

const howMany: Said = {
  zh: `至少两件，最多 ${JOINED_MAX} 件，其中有本案`,
  en: `Two to ${JOINED_MAX} complaints, this one among them`,
}
const whoSpeaks: Said = {
  zh: '从一并调解的投诉中选一至两名代表人',
  en: 'Choose one or two of the complaints mediated together',
}
const seeFields: Said = { zh: '有内容需要修改，请看各栏的提示。', en: 'See the note beside each field.' }
const notConsented: Said = {
  zh: '和解须投诉人本人同意；请先就和解方案征求同意。',
  en: 'A settlement needs the complainant’s own consent; ask for it first.',
}
