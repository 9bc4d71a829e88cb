import { may } from '../../accounts/permissions.ts'
import { findCase } from '../../cases/find-case.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { notYours } from '../own/invite-firm.ts'
import { noSuchFirm } from '../read-firm.ts'
import { recordEnterpriseEvents } from '../record-event.ts'

type Deciding = { caseId: number; code: string; is: boolean }

/**
 * A person says that a case is about this firm, or is not. A yes ends the other proposals of the case; a no is remembered for the same words,
 * so that the machine never proposes it for them again. A firm that was not proposed may be named by its code. Throws NotFound, Forbidden,
 * Conflict.
 */
export async function decideMatch(context: Context, { caseId, code, is }: Deciding): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  await findCase(context, caseId)
  const firm = await db
    .selectFrom('enterprise')
    .select('id')
    .where('code', '=', code.trim().toUpperCase())
    .executeTakeFirst()
  if (!firm) throw new NotFound(noSuchFirm)
  await db.transaction().execute(async (tx) => {
    // One at a time: the second of two people finds what the first decided, and a second click finds its own decision.
    await tx.selectFrom('case_file').select('id').where('id', '=', caseId).forUpdate().execute()
    if (await isDecided(tx, { caseId, enterpriseId: firm.id, is })) return
    await (is ? clearOthers(tx, caseId, firm.id) : takeBackFinding(tx, caseId, firm.id))
    const match = await record(tx, context, { caseId, enterpriseId: firm.id, is })
    if (!is && match.said !== '') await keepApart(tx, context, { said: match.said, enterpriseId: firm.id })
    await tx.updateTable('enterprise').set({ regrade_at: context.now }).where('id', '=', firm.id).execute()
    const act = is ? ('match' as const) : ('refuse_match' as const)
    const event = { enterpriseId: firm.id, act, subject: `case:${caseId}`, reason: match.because.join('；') }
    await recordEnterpriseEvents(tx, context, [event])
  })
}

async function isDecided(tx: Db, { caseId, enterpriseId, is }: Decided): Promise<boolean> {
  const found = await tx
    .selectFrom('enterprise_match')
    .select('state')
    .where('case_id', '=', caseId)
    .where('enterprise_id', '=', enterpriseId)
    .where('decided_by', 'is not', null)
    .executeTakeFirst()
  return found?.state === stateOf(is)
}

async function clearOthers(tx: Db, caseId: number, enterpriseId: number): Promise<void> {
  const others = await tx
    .deleteFrom('enterprise_match')
    .where('case_id', '=', caseId)
    .where('state', '<>', 'refused')
    .where('enterprise_id', '<>', enterpriseId)
    .returning('state')
    .execute()
  if (others.some(({ state }) => state === 'linked')) throw new Conflict(linkedAlready)
}

/** What was found of a case no longer counts for a firm that it is not about. */
async function takeBackFinding(tx: Db, caseId: number, enterpriseId: number): Promise<void> {
  const penalised = await tx
    .selectFrom('case_penalty as p')
    .innerJoin('enterprise_fact as f', 'f.id', 'p.fact_id')
    .where('p.case_id', '=', caseId)
    .where('f.enterprise_id', '=', enterpriseId)
    .select('p.case_id')
    .executeTakeFirst()
  if (penalised) throw new Conflict(penalisedAlready)
  await tx
    .deleteFrom('enterprise_finding')
    .where('case_id', '=', caseId)
    .where('enterprise_id', '=', enterpriseId)
    .execute()
  await tx
    .updateTable('enterprise_fact')
    .set({ state: 'removed' })
    .where('source', '=', 'case')
    .where('source_ref', '=', String(caseId))
    .where('enterprise_id', '=', enterpriseId)
    .execute()
}

const stateOf = (is: boolean) => (is ? ('linked' as const) : ('refused' as const))

type Decided = { caseId: number; enterpriseId: number; is: boolean }

function record(tx: Db, { now, actor }: Context, { caseId, enterpriseId, is }: Decided) {
  const decided = {
    state: stateOf(is),
    decided_at: now,
    decided_by: actorName(actor),
  }
  const named = { tier: 'name' as const, said: '', score: 1, because: ['人工指定 named by a person'], found_at: now }
  return tx
    .insertInto('enterprise_match')
    .values({ case_id: caseId, enterprise_id: enterpriseId, ...named, ...decided })
    .onConflict((conflict) => conflict.columns(['case_id', 'enterprise_id']).doUpdateSet(decided))
    .returning(['said', 'because'])
    .executeTakeFirstOrThrow()
}

async function keepApart(
  tx: Db,
  { now, actor }: Context,
  { said, enterpriseId }: { said: string; enterpriseId: number },
) {
  await tx
    .insertInto('enterprise_apart')
    .values({ said, enterprise_id: enterpriseId, decided_at: now, actor: actorName(actor) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const penalisedAlready = {
  zh: '这件案子已以这家企业的处罚决定了结，不能解除。',
  en: 'The case ended in a penalty of this firm; the link stands.',
}
const linkedAlready = {
  zh: '这件案子已经关联另一家企业，请先解除。',
  en: 'The case is linked to another firm; undo that first.',
}
