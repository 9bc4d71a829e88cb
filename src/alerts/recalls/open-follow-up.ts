import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { addressesOf } from '../../enterprises/firm-letters.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../errors.ts'
import type { SourceNotice } from '../../intake/notice.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { citizenWords } from './citizen-words.ts'
import { recallDues } from './recall-clocks.ts'
import { recallOpenedLetters } from './recall-letters.ts'
import { notYours } from './recall-sight.ts'
import { recordRecallEvent } from './record-recall-event.ts'

type Opening = {
  noticeId: number
  /** As in recall-rules.yaml. */
  regime: string
  /** Since when the clocks run. */
  startedAt: Date | null
  affected: number | null
  /** Credit code of the firm that reports; '' for none of the register. */
  code: string
}

/**
 * Begins to follow a recall under the rules of its kind: from then on its clocks run, and its firm is told what to hand in and by when. The
 * words for the public are drafted from the notice; nothing is public yet. Throws Forbidden, NotFound, Invalid with a sentence a field, Conflict when it
 * is followed already.
 */
export async function openFollowUp(context: Context, opening: Opening): Promise<void> {
  const { db, actor, city, now } = context
  if (actor.kind !== 'staff' || !may(actor, 'follow_recalls')) throw new Forbidden(notYours)
  const row = await db
    .selectFrom('notice')
    .select(['content', 'title', 'title_zh'])
    .where('id', '=', opening.noticeId)
    .executeTakeFirst()
  // Written by import-notices.
  const notice = row?.content as SourceNotice | undefined
  if (!row || notice?.kind !== 'recall') throw new NotFound({ zh: '没有这次召回。', en: 'There is no such recall.' })
  const { startedAt, affected } = checked(context, opening)
  const enterpriseId = await firmOf(context, opening.code)
  const { noticeId, regime } = opening
  const rules = city.recallRegimes.find(({ id }) => id === regime)
  await db.transaction().execute(async (tx) => {
    const opened = await tx
      .insertInto('recall_follow_up')
      .values({
        notice_id: noticeId,
        bureau: actor.bureau,
        enterprise_id: enterpriseId,
        regime,
        started_at: startedAt,
        affected,
        state: 'open',
        opened_at: now,
        opened_by: actorName(actor),
        ...citizenWords(notice, city),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('notice_id')
      .executeTakeFirst()
    if (!opened) throw new Conflict({ zh: '这次召回已经在跟进。', en: 'This recall is followed already.' })
    await recordRecallEvent(tx, context, { noticeId, act: 'open', reason: `${rules?.zh ?? regime}，${affected} 件` })
    if (!rules || enterpriseId === null) return
    const dues = recallDues(city.calendar, { regime: rules, startedAt, reports: [] }, now)
    const recall = { notice_id: noticeId, title: row.title_zh ?? row.title }
    const letters = recallOpenedLetters(context, recall, await addressesOf(tx, enterpriseId), dues)
    await oweLetters(tx, context.queue, letters, now)
  })
}

function checked(
  { city, now }: Context,
  { regime, startedAt, affected }: Opening,
): { startedAt: Date; affected: number } {
  const faults: Record<string, Said> = {}
  if (!city.recallRegimes.some(({ id }) => id === regime))
    faults.regime = { zh: '请选择召回的类别', en: 'Choose the kind of recall' }
  if (startedAt === null || startedAt > now)
    faults.started_at = { zh: '请填写不晚于现在的起算时间', en: 'Give a time from which it runs, not in the future' }
  if (affected === null || affected < 1 || affected > 2_000_000_000)
    faults.affected = { zh: '请填写涉及数量，1 以上的整数', en: 'Give how many products are affected, 1 or more' }
  if (startedAt !== null && affected !== null && Object.keys(faults).length === 0) return { startedAt, affected }
  throw new Invalid(
    { zh: '还不能开始跟进，请看各栏的提示。', en: 'It cannot be followed yet: see each field.' },
    faults,
  )
}

async function firmOf({ db }: Context, code: string): Promise<number | null> {
  if (code === '') return null
  const firm = await db
    .selectFrom('enterprise')
    .select('id')
    .where('code', '=', code.trim().toUpperCase())
    .executeTakeFirst()
  if (firm) return firm.id
  const unknown = { zh: '档案里没有这个统一社会信用代码', en: 'The register does not know this credit code' }
  throw new Invalid(unknown, { code: unknown })
}
