import type { Actor } from '../../context.ts'
import type { Said } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { type ClockRow, earliest } from '../clocks/clock-moves.ts'
import { type Clock, clockOf } from '../clocks/clocks.ts'
import type { PartDoes } from './part-acts.ts'

/** The parts that bureaus beside the lead have in a case. Pure. */

export type PartEnd = 'handed_in' | 'returned' | 'taken_back' | 'case_moved'

/** One demand given to one bureau, as far as the table of acts looks at it. */
export type PartSight = { bureau: string; signedAt: Date | null; endedBy: PartEnd | null }

/** A demand with its parts, in the order in which they were given. */
export type ItemSight = { number: number; parts: PartSight[] }

/** The same as a decision about the case needs it: `words` are those of an officer, `text` those of whoever set it apart. */
export type ItemFound = ItemSight & { leaf: string; words: string | null; text: string }

/** More demands than this are no longer one case. */
export const itemsMax = 8

/** The part of an item that runs now; null when none does. */
export function partNow<Part extends Pick<PartSight, 'endedBy'>>({ parts }: { parts: Part[] }): Part | null {
  return parts.find(({ endedBy }) => endedBy === null) ?? null
}

/** The items, by number, on which the actor may do this now. */
export function itemsOpenTo(actor: Actor, items: ItemSight[], does: PartDoes): number[] {
  return items.filter((item) => isOpen(actor, item, does)).map(({ number }) => number)
}

function isOpen(actor: Actor, item: ItemSight, does: PartDoes): boolean {
  const part = partNow(item)
  if (does === 'marks') return false
  if (does === 'gives') return part === null
  if (does === 'takes_back') return part !== null
  if (part === null || actor.kind !== 'staff' || part.bureau !== actor.bureau) return false
  if (does === 'signs') return part.signedAt === null
  return does === 'hands_in' || !item.parts.some(({ endedBy }) => endedBy === 'returned')
}

/** Whether a bureau has a part that runs. */
export const hasPart = (items: ItemSight[], bureau: string): boolean =>
  items.some((item) => partNow(item)?.bureau === bureau)

/** Why nothing of the kind is possible on any item. */
export const noItemFor: Record<PartDoes, Said> = {
  marks: {
    zh: `一案最多分 ${itemsMax} 项，更多的请请诉求人另行提交。`,
    en: `A case holds at most ${itemsMax} demands; further ones are filed anew.`,
  },
  gives: {
    zh: '没有可以交办的诉求分项：都已交办，或者还没有标出分项。',
    en: 'No demand can be given: all are given, or none is set apart yet.',
  },
  signs: { zh: '没有等您单位签收的协办事项。', en: 'No part waits for your bureau to sign for it.' },
  hands_in: { zh: '没有您单位正在协办的事项。', en: 'Your bureau has no part in hand.' },
  returns: {
    zh: '这一项已经退回过一次，再交办后不得再退。',
    en: 'This demand was returned once; given again, it stays.',
  },
  takes_back: { zh: '没有正在协办的事项可以收回。', en: 'No part runs that could be taken back.' },
}

/**
 * The clock of a part under the version of the city's rule of the day the matter was received, and by when it is due: not later than the
 * last clock of the case that still runs. Throws when the city has no such rule.
 */
export function partClock(
  city: City,
  { receivedAt, clocks }: { receivedAt: Date; clocks: ClockRow[] },
  now: Date,
): { clock: Clock; dueAt: Date } {
  const day = toShanghaiDate(receivedAt)
  const rule = city.clockRules.find(
    ({ set, effectiveFrom, effectiveTo }) =>
      set === city.partClocks && effectiveFrom <= day && (effectiveTo === null || day < effectiveTo),
  )
  if (!rule) throw new Error(`the city has no clock of ${city.partClocks} for ${day}`)
  const clock = clockOf(city.calendar, rule, now)
  const last = lastDue(clocks)
  return { clock, dueAt: last !== null && last > now ? (earliest([clock.dueAt, last]) ?? last) : clock.dueAt }
}

/** When the last clock of a case that runs and does not stand still is due; null when none runs. */
export function lastDue(clocks: ClockRow[]): Date | null {
  const dues = clocks.filter(({ met_at, paused_at }) => met_at === null && paused_at === null)
  return dues.reduce<Date | null>((last, { due_at }) => (last === null || due_at > last ? due_at : last), null)
}
