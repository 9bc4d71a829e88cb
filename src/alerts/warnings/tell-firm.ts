import { z } from 'zod'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import { addWorkdays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import { writes } from './draft-acts.ts'
import { findDraft } from './find-draft.ts'
import { recordEvent } from './record-event.ts'

/**
 * Puts on record that a firm which a warning names was told of it and how, and until when it may answer: the working days of the city's
 * rule, the day of telling not counted. Throws NotFound, Forbidden, Invalid, and Conflict when it was told before.
 */
export async function tellFirm(
  context: Context,
  { warningId, firm, how, address }: { warningId: number; firm: string; how: string; address: string },
): Promise<void> {
  const { db, actor, city, now } = context
  const draft = await findDraft(context, warningId)
  if (actor.kind !== 'staff' || !writes(actor, draft.bureau)) throw new Forbidden(notYours)
  const told = readTelling(draft.content.firms, { firm, how, address })
  const last = addWorkdays(city.calendar, toShanghaiDate(now), draft.rules.hearing.workdays).date
  await db.transaction().execute(async (tx) => {
    const begun = await tx
      .insertInto('warning_hearing')
      .values({
        warning_id: warningId,
        firm: told.firm,
        told_at: now,
        told_by: actor.accountId,
        told_how: told.how,
        address: told.address,
        answer_by: shanghaiInstant(last, '24:00'),
      })
      .onConflict((conflict) => conflict.columns(['warning_id', 'firm']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!begun) throw new Conflict(toldAlready)
    await recordEvent(tx, context, { warningId, act: 'hear', reason: `已告知 Told: ${told.firm}` })
  })
}

function readTelling(firms: string[], { firm, how, address }: { firm: string; how: string; address: string }) {
  if (!firms.includes(firm))
    throw new Invalid(mend, {
      firm: { zh: '请从文稿点名的企业里选', en: 'Choose one of the firms that the text names' },
    })
  if (how.trim().length < 2)
    throw new Invalid(mend, { how: { zh: '请写明何时以何种方式告知了谁', en: 'Say how and whom you told' } })
  const mail = z.email().safeParse(address.trim())
  if (address.trim() !== '' && !mail.success)
    throw new Invalid(mend, {
      address: { zh: '邮箱写成 name@example.com，没有就留空', en: 'Give a valid address or none' },
    })
  return { firm, how: how.trim().slice(0, 500), address: mail.success ? mail.data.toLowerCase() : null }
}

const mend = { zh: '告知记录还缺内容。', en: 'The record of telling lacks something.' }
const notYours = {
  zh: '由拟稿单位或联席会议办公室告知企业。',
  en: 'Its bureau or the joint-meeting office tells the firm.',
}
const toldAlready = { zh: '已经告知过这家企业。', en: 'This firm was told already.' }
