import type { Actor, Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { addDays, isRealDate, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Given } from '../acts/act-words.ts'
import { lastDayOf } from '../clocks/clock-holds.ts'
import type { CaseFound } from '../find-case.ts'
import { lastDue } from '../parts/parts.ts'
import type { LeadTask } from './lead-tasks.ts'

/** Where no clock of the case runs, a task is due within this. */
const daysMax = 365

/** The bureaus to which the actor may give a task of the case: all in it from the one in charge, its own from a supporting one. */
export function taskBureaus(actor: Actor, { lead, support }: { lead: string; support: string[] }): string[] {
  if (actor.kind !== 'staff') return []
  return actor.bureau === lead ? [lead, ...support] : [actor.bureau]
}

/** The task that is given. Throws Invalid with a message per field: a bureau outside the case, a day that is past or after its clocks. */
export function subTask({ actor, now }: Context, found: CaseFound, given: Given): LeadTask {
  const { title, bureau, due, note } = given
  const faults: Record<string, Said> = {}
  if (!taskBureaus(actor, found).includes(bureau ?? '')) faults.bureau = notInvolved
  const day = dueDay(due ?? '', found, now)
  if (typeof day !== 'string') faults.due = day
  if (Object.keys(faults).length > 0 || typeof day !== 'string') throw new Invalid(incomplete, faults)
  return {
    kind: 'sub_task',
    number: found.subTasks + 1,
    bureau: bureau ?? found.lead,
    case_id: found.id,
    title_zh: title ?? '',
    title_en: `Case ${found.id}: ${title}`,
    because: note === null ? [] : [note],
    due_at: shanghaiInstant(day, '24:00'),
  }
}

function dueDay(typed: string, found: CaseFound, now: Date): string | Said {
  if (!isRealDate(typed)) return { zh: '日期请写成 2026-05-31 的形式', en: 'Write the date as 2026-05-31' }
  const today = toShanghaiDate(now)
  const last = lastDue(found.clocks)
  // A case that is late already still has work to share out.
  const latest = last !== null && last > now ? lastDayOf({ due_at: last }) : addDays(today, daysMax)
  if (typed < today) return { zh: '日期已经过去', en: 'This day is past' }
  if (typed <= latest) return typed
  return { zh: `不能晚于案件的时限 ${latest}`, en: `Not after the last clock of the case, ${latest}` }
}

const notInvolved: Said = {
  zh: '请选择主办或协办单位；协办单位只能安排本单位的任务',
  en: 'Choose the bureau in charge or a supporting one; a supporting bureau gives tasks to itself',
}
const incomplete: Said = { zh: '有内容需要修改，请看各栏的提示。', en: 'See the note beside each field.' }
