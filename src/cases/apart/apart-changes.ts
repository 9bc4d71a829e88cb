import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, Invalid, type Said } from '../../errors.ts'
import type { Given } from '../acts/act-words.ts'
import { type Act, acts } from '../acts/case-states.ts'
import type { CaseFound } from '../find-case.ts'
import { apartChoices, apartsOpenTo, type Ground, grounds, noApartFor, ownCase, rulings } from './apart.ts'

/** What an act means for what is judged apart in its case. */
export type ApartChange =
  | { does: 'sets'; item: number | null; answeredAt: Date | null; ground: Ground; reason: string; article: string }
  | { does: 'objects'; id: number; item: number | null; reason: string }
  | { does: 'rules'; id: number; item: number | null; upheld: boolean; reason: string }

/** Decides it; null for every other act. Throws Forbidden for a case of the actor's own bureau, Invalid and Conflict as the table says. */
export function apartOf({ actor }: Context, found: CaseFound, act: Act, given: Given): ApartChange | null {
  const does = acts[act].apart
  if (does === undefined) return null
  if (actor.kind === 'staff' && actor.bureau === found.lead) throw new Forbidden(ownCase)
  const reason = given.reason ?? ''
  if (does === 'sets') {
    const item = itemSet(found, given)
    const ground = (given.ground ?? '') as Ground
    return {
      does,
      item,
      answeredAt: item === null ? (found.judgedAt ?? null) : null,
      ground,
      reason,
      article: given.article ?? '',
    }
  }
  const open = apartsOpenTo(actor, found.aparts, does)
  const apart = given.apart === null && open.length === 1 ? open[0] : open.find(({ id }) => String(id) === given.apart)
  if (!apart) throw new Conflict(noApartFor[does])
  const { id, item } = apart
  return does === 'objects' ? { does, id, item, reason } : { does, id, item, upheld: given.ruling === 'upheld', reason }
}

/** The demand that is set apart; null for the judgement. */
function itemSet(found: CaseFound, { apart }: Given): number | null {
  if (!apartChoices(found).includes(apart ?? '')) throw new Invalid(choose, { apart: choose })
  return apart === 'judgement' ? null : Number(apart)
}

/** What the reporter is told of it. */
export function apartWords(change: ApartChange | null): string[] {
  if (change === null) return []
  const what = change.item === null ? '您对答复的评价 your judgement' : `第 ${change.item} 项诉求 demand ${change.item}`
  if (change.does === 'sets') {
    const { zh, en } = grounds[change.ground]
    return [`${what}：单列（${zh} ${en}），不计入对单位的考核。您可以在查询页提出一次异议。You may object once.`]
  }
  if (change.does === 'objects') return [`${what}：诉求人对单列提出异议 the reporter objects.`]
  const { zh, en } = rulings[change.upheld ? 'upheld' : 'lifted']
  return [`${what}：${zh}。${en}.`]
}

/** Writes it in the caller's transaction. */
export async function recordApart(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId, lead }: CaseFound,
  change: ApartChange,
): Promise<void> {
  if (change.does === 'sets') {
    const { does: _, answeredAt, ...row } = change
    const bureau = actor.kind === 'staff' ? actor.bureau : lead
    const set = { ...row, answered_at: answeredAt, case_id: caseId, set_at: now, set_by: actorName(actor), bureau }
    await tx.insertInto('set_apart').values(set).execute()
    return
  }
  const said =
    change.does === 'objects'
      ? { objected_at: now, objection: change.reason }
      : { ruled_at: now, ruled_by: actorName(actor), upheld: change.upheld, ruling: change.reason }
  await tx.updateTable('set_apart').set(said).where('id', '=', change.id).execute()
}

const choose: Said = { zh: '请从列表中选择', en: 'Choose one of the list' }
