import { shanghaiInstant } from '../../reference/calendar.ts'
import type { Calendar, City, ReminderRole, ReminderStep } from '../../reference/city.ts'
import { explainClock } from '../clocks/clock-count.ts'
import type { Clock } from '../clocks/clocks.ts'

/** Who is told when how much of a clock is used up, as the city's clocks.yaml says. Pure. */

/** Whoever does not acknowledge in time, the next one is told. */
const ladder: ReminderRole[] = ['officer', 'head', 'joint_office']

/** The role above; null above the joint-meeting office. */
export function roleAbove(role: ReminderRole): ReminderRole | null {
  return ladder[ladder.indexOf(role) + 1] ?? null
}

/**
 * No clock has used half of its days before this share of the hours from its start to its end: the worst is two working days around the
 * longest holiday, one day of ten. Younger clocks are left alone, so that a rush of filings is not looked at while it comes in.
 */
export const youngShare = 0.08

export type StepReached = { percent: ReminderStep; tells: ReminderRole[] }

/** The last step a clock has reached, if any, and when its next one is due; null when none is left. */
export function stepsAt(city: City, clock: Clock, now: Date): { reached: StepReached | null; nextAt: Date | null } {
  if (!city.reminders.forces.includes(clock.force)) return { reached: null, nextAt: null }
  const steps = city.reminders.steps.map((step) => ({ ...step, at: instantOf(city.calendar, clock, step.percent) }))
  return {
    reached: steps.findLast(({ at }) => at <= now) ?? null,
    nextAt: steps.find(({ at }) => at > now)?.at ?? null,
  }
}

/**
 * When a share of a clock is used up. Of working days only those that count pass: half of seven is noon of the fourth. Hours pass
 * evenly.
 */
export function instantOf(calendar: Calendar, clock: Clock, percent: number): Date {
  if (percent >= 100) return clock.dueAt
  if (clock.lastDay === null) {
    const whole = clock.dueAt.getTime() - clock.startsAt.getTime()
    return new Date(clock.startsAt.getTime() + (whole * percent) / 100)
  }
  const used = ((clock.amount + clock.extended) * percent) / 100
  const day = explainClock(calendar, clock).find(({ counted, running }) => counted && running >= used)
  if (!day) return clock.dueAt
  const midnight = shanghaiInstant(day.date).getTime()
  const at = new Date(midnight + (used - (day.running - 1)) * 86_400_000)
  return at < clock.dueAt ? at : clock.dueAt
}
