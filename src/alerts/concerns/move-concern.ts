import { actorName, type Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { isRealDate } from '../../reference/calendar.ts'
import { weighAnew } from '../hits/let-stand.ts'
import { readWords } from '../response/response-words.ts'
import { type ConcernAct, concernActs, concernNotNow, stateAfterConcernAct } from './concern-moves.ts'
import { findConcern } from './find-concern.ts'

export type TypedStep = { text: string; meeting: string; meetingOn: string }

/**
 * Takes a trade concern a step on, by the table; the measure is weighed anew, because a concern counts in its level. Throws NotFound,
 * Forbidden, Conflict in another state, Invalid with a message per field.
 */
export async function moveConcern(
  context: Context,
  { concernId, act, typed }: { concernId: number; act: ConcernAct; typed: TypedStep },
): Promise<void> {
  const { db, actor, now } = context
  const found = await findConcern(context, concernId)
  const to = stateAfterConcernAct(actor, found.state, act)
  const text = readWords(typed.text, `text-${act}`, concernActs[act].asks)
  const meeting = concernActs[act].meeting ? readMeeting(typed) : null
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('trade_concern')
      .set({
        ...(meeting ? { meeting: meeting.name, meeting_on: meeting.on } : {}),
        ...(act === 'resolve' ? { result: text } : {}),
        state: to,
        moves: found.moves + 1,
      })
      .where('id', '=', concernId)
      .where('moves', '=', found.moves)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw concernNotNow(found.state, act)
    await tx
      .insertInto('trade_concern_event')
      .values({
        ...{ concern_id: concernId, at: now, actor: actorName(actor), act, from_state: found.state, to_state: to },
        text: meeting ? `${meeting.name}，${meeting.on}：${text}` : text,
      })
      .execute()
    await weighAnew(tx, found.family)
  })
}

function readMeeting({ meeting, meetingOn }: TypedStep): { name: string; on: string } {
  const faults: Record<string, Said> = {
    ...(meeting.trim().length >= 2 ? {} : { meeting: sayMeeting }),
    ...(isRealDate(meetingOn) ? {} : { meetingOn: sayDay }),
  }
  if (Object.keys(faults).length > 0) throw new Invalid(sayMeeting, faults)
  return { name: meeting.trim().slice(0, 120), on: meetingOn }
}

const sayMeeting = { zh: '请写明哪次会议，例如“WTO/TBT 委员会 2027 年 3 月例会”', en: 'Name the meeting' }
const sayDay = { zh: '请选择会议日期', en: 'Choose the day of the meeting' }
