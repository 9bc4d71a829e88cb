import type { Said } from '../../errors.ts'
import type { ClockRule } from '../../reference/city.ts'
import { byWhen } from '../case-letters.ts'
import { type Clock, clockOf, type Filing, rulesOf } from './clocks.ts'

/** The clock of the objection to a dispatch, in whichever set it stands: a right that lapses, not a duty that can be late. */
export const isObjection = ({ from, until }: ClockRule): boolean =>
  from === 'dispatched' && until.split('|').includes('returned')

/**
 * Until when a bureau may return a case that was dispatched at `dispatchedAt`: the dated rule of the matter's own set, else of the city's
 * default set, for dispatches are the hotline's whatever law governs the matter. Counted from the last dispatch, so that each bureau has
 * the whole window. Null where no rule limits it, and for a referral, which was never a dispatch.
 */
export function returnWindow(filing: Filing, dispatchedAt: Date | null): Clock | null {
  if (dispatchedAt === null) return null
  const { city } = filing
  const rule = rulesOf(filing).find(isObjection) ?? hotlineRules(filing).find(isObjection)
  return rule ? clockOf(city.calendar, rule, dispatchedAt) : null
}

/** The rules of the default set in force on the day of the filing. */
function hotlineRules(filing: Filing): ClockRule[] {
  const { city } = filing
  const leaf = [...city.leaves.values()].find(({ complaintRule }) => complaintRule === city.defaultClocks)
  return leaf ? rulesOf({ ...filing, leaf: leaf.code, kind: 'complaint', tracks: ['complaint'] }) : []
}

/** The last dispatch of a case from its history, newest last; null when it was referred since, or never dispatched. */
export function lastDispatch(events: { act: string; at: Date | string }[]): Date | null {
  const last = events.findLast(({ act }) => act === 'dispatch' || act === 'refer')
  return last?.act === 'dispatch' ? new Date(last.at) : null
}

/** Why it cannot be returned any more, until when it could, and what to do instead. */
export function returnOver(window: Clock): Said {
  return {
    zh: `退单只能在 ${byWhen(window)} 前提出（${window.article}），现已超过，由本单位首接负责。其中有别的单位的事，请把该项诉求交该单位协办；确属派错的，请分拨人员撤回派单。`,
    en: `It could be returned until ${byWhen(window)}; that is over and your bureau is responsible for it. Give a demand that is another bureau’s to that bureau as its part; if the dispatch was wrong, ask the dispatchers to withdraw it.`,
  }
}

/** How often a case was passed on: returns, rulings and dispatches withdrawn. */
export function passedOn(events: { act: string }[]): { returned: number; withdrawn: number; ruled: boolean } {
  const count = (wanted: string): number => events.filter(({ act }) => act === wanted).length
  return { returned: count('return'), withdrawn: count('withdraw'), ruled: count('rule') > 0 }
}
