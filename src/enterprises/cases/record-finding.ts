import { createHash, createHmac } from 'node:crypto'
import { may } from '../../accounts/permissions.ts'
import { findCase } from '../../cases/find-case.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { notYours } from '../own/invite-firm.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { registerReason } from '../requests/open-request.ts'

export const findings = {
  verified: { zh: '查证属实', en: 'Verified' },
  settled: { zh: '调解支持消费者', en: "Settled in the consumer's favour" },
  unfounded: { zh: '不属实', en: 'Unfounded' },
  unclear: { zh: '无法查实', en: 'Cannot be verified' },
} as const
export type Finding = keyof typeof findings

/**
 * The bureau in charge says what it found out about a case of a firm. A verified case, and a complaint settled in the consumer's favour,
 * becomes a fact of the firm's record that names nobody; anything else, and a clue that is not verified, never counts. Said anew the last word
 * holds. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function recordFinding(
  context: Context,
  { caseId, finding, reason: typed }: { caseId: number; finding: string; reason: string },
): Promise<void> {
  const { db, now, actor } = context
  const found = await findCase(context, caseId)
  if (!may(actor, 'keep_firms') || actor.kind !== 'staff' || actor.bureau !== found.lead) throw new Forbidden(notYours)
  const said = (Object.keys(findings) as Finding[]).find((one) => one === finding)
  if (!said) throw new Invalid(noFinding, { finding: noFinding })
  if (said === 'settled' && !(found.filing.tracks ?? [found.filing.kind]).includes('complaint'))
    throw new Invalid(notSettled, { finding: notSettled })
  const reason = readReason(typed, registerReason)
  const linked = await db
    .selectFrom('enterprise_match')
    .select('enterprise_id')
    .where('case_id', '=', caseId)
    .where('state', '=', 'linked')
    .executeTakeFirst()
  if (!linked) throw new Conflict({ zh: '请先确认是哪一家企业。', en: 'Say first which firm the case is about.' })
  const enterpriseId = linked.enterprise_id
  await db.transaction().execute(async (tx) => {
    const row = { enterprise_id: enterpriseId, finding: said, reason, found_at: now, found_by: actorName(actor) }
    await tx
      .insertInto('enterprise_finding')
      .values({ case_id: caseId, ...row })
      .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
      .execute()
    await keepFact(
      { ...context, db: tx },
      {
        caseId,
        enterpriseId,
        finding: said,
        kind: found.filing.kind,
        leaf: found.filing.leaf,
        safety: found.danger >= 2,
      },
    )
    await tx.updateTable('enterprise').set({ regrade_at: now }).where('id', '=', enterpriseId).execute()
    await recordEnterpriseEvents(tx, context, [
      { enterpriseId, act: 'find', subject: `case:${caseId}`, reason, detail: { finding: said } },
    ])
  })
}

const noFinding = { zh: '请选择查办结论', en: 'Choose what was found' }
const notSettled = { zh: '举报不适用调解，请选其他结论', en: 'A report of a violation is not mediated; choose another' }

type Found = {
  caseId: number
  enterpriseId: number
  finding: Finding
  kind: 'complaint' | 'report'
  leaf: string
  safety: boolean
}

/** The fact of a case is written, changed or taken away with what was found. */
async function keepFact(context: Context & { db: Db }, found: Found): Promise<void> {
  const { db: tx } = context
  const { caseId, finding } = found
  if (finding !== 'verified' && finding !== 'settled') {
    await tx
      .updateTable('enterprise_fact')
      .set({ state: 'removed' })
      .where('source', '=', 'case')
      .where('source_ref', '=', String(caseId))
      .execute()
    return
  }
  const row = factOf(context, found, finding)
  await tx
    .insertInto('enterprise_fact')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'source_ref']).doUpdateSet({ ...row, state: 'standing' }))
    .execute()
}

/** Nothing that leads to the filing or to who filed it: the leaf instead of the text, and a number that only the service can trace. */
function factOf(
  { city, now, secret, actor }: Context,
  { caseId, enterpriseId, kind, leaf, safety }: Found,
  finding: 'verified' | 'settled',
) {
  const bureau = actor.kind === 'staff' ? actor.bureau : city.dispatchBureau
  const day = toShanghaiDate(now)
  const trace = createHmac('sha256', secret).update(`finding:${caseId}`).digest('hex').slice(0, 8).toUpperCase()
  return {
    enterprise_id: enterpriseId,
    kind,
    result: finding,
    severity: null,
    harm: 'none' as const,
    safety,
    subject: city.leaves.get(leaf)?.zh ?? '其他',
    document_no: `查办-${day.slice(0, 4)}-${trace}`,
    authority: city.bureaus.get(bureau)?.zh ?? bureau,
    bureau,
    happened_on: day,
    ends_on: null,
    rectified_on: null,
    shown_until: null,
    state: 'standing' as const,
    source: 'case' as const,
    source_ref: String(caseId),
    case_id: caseId,
    content_hash: createHash('sha256').update(`${caseId}:${finding}`).digest('hex'),
    recorded_at: now,
  }
}
