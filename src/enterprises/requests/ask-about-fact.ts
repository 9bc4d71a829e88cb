import type { Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { masked } from '../../triage/personal-details.ts'
import { isPublished, monthsLater } from '../grade/grade.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { type FactRow, gradedFact } from '../register/fact-rows.ts'
import { procedureClock, type RequestKind, requestKinds } from './procedures.ts'

export const requestTextMax = 2000
type Asked = { factId: number; kind: RequestKind; text: string }

/**
 * A firm answers, objects to or asks for the repair of a fact of its record. An objection marks the fact for everybody at once. What looks like
 * personal data in the words is masked before they are kept. Its clock begins. Throws NotFound, Forbidden, Invalid; Conflict when the
 * same is asked already.
 */
export async function askAboutFact(
  context: Context,
  { factId, kind, text }: Asked,
): Promise<{ requestId: number; dueAt: Date }> {
  const { db, actor, now, city } = context
  if (actor.kind !== 'firm') throw new Forbidden(firmsOnly)
  const fact = await db
    .selectFrom('enterprise_fact')
    .selectAll()
    .where('id', '=', factId)
    .where('enterprise_id', '=', actor.enterpriseId)
    .executeTakeFirst()
  if (!fact) throw new NotFound(noFact)
  const fault = whyNot(context, kind, fact)
  if (fault !== null) throw new Invalid(fault, { text: fault })
  const said = masked(text.trim())
  if (said.length < 10 || said.length > requestTextMax) throw new Invalid(badText, { text: badText })
  const { dueAt } = procedureClock(city, requestKinds[kind].first, now, { extended: false })
  return db.transaction().execute(async (tx) => {
    const asked = await tx
      .insertInto('firm_request')
      .values({
        enterprise_id: actor.enterpriseId,
        fact_id: factId,
        kind,
        text: said,
        asked_at: now,
        asked_by: actor.accountId,
        bureau: fact.bureau,
        state: 'received',
        due_at: dueAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!asked) throw new Conflict(askedAlready)
    await recordEnterpriseEvents(tx, context, [
      {
        enterpriseId: actor.enterpriseId,
        act: 'ask',
        subject: `request:${asked.id}`,
        reason: requestKinds[kind].zh,
        detail: { fact: factId, kind },
      },
    ])
    return { requestId: asked.id, dueAt }
  })
}

/** Why this may not be asked of the fact; null when it may. */
export function whyNot(
  { city, now }: Pick<Context, 'city' | 'now'>,
  kind: RequestKind,
  fact: FactRow,
): { zh: string; en: string } | null {
  const today = toShanghaiDate(now)
  if (!isPublished(gradedFact(fact), today)) return notPublished
  if (kind !== 'repair') return null
  const rule = city.credit.repair.find(
    ({ kind, safety }) => kind === fact.kind && (safety === undefined || safety === fact.safety),
  )
  if (!rule) return notRepaired
  const from = monthsLater(fact.happened_on, rule.months)
  return today >= from
    ? null
    : {
        zh: `公示满 ${rule.months} 个月（${from}）后可以申请修复。`,
        en: `Repair may be asked for after ${rule.months} months of publication, from ${from}.`,
      }
}

const firmsOnly = { zh: '请以企业身份登录。', en: 'Please sign in as the firm.' }
const noFact = { zh: '贵单位的档案里没有这条记录。', en: 'There is no such fact in your record.' }
const notPublished = {
  zh: '这条记录没有在公示，不需要处理。',
  en: 'This fact is not published; nothing needs to be done.',
}
const notRepaired = {
  zh: '这类记录不适用信用修复；认为有误的，请提出异议。',
  en: 'Facts of this kind are not repaired; object if you think it is wrong.',
}
const badText = {
  zh: `请写明理由，10 至 ${requestTextMax} 字。`,
  en: `Say why, in 10 to ${requestTextMax} characters.`,
}
const askedAlready = { zh: '同样的事项正在处理中，请等待决定。', en: 'The same is being decided already; please wait.' }
