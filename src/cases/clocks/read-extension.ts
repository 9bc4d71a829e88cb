import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import type { Given } from '../acts/act-words.ts'
import type { CaseFound } from '../find-case.ts'
import type { Extension } from '../record-event.ts'
import { extendable } from './clock-holds.ts'

/**
 * The extension that was typed, against what the rule of its clock allows. Throws Conflict when the clock can not be extended (any
 * more), Invalid when it would be longer than the rule says.
 */
export function readExtension({ city, now }: Pick<Context, 'city' | 'now'>, found: CaseFound, given: Given): Extension {
  const chosen = extendable(city, found.clocks, now).find(({ row }) => row.rule === given.clock)
  const max = chosen?.rule.extension?.amount ?? 0
  if (!chosen || max === 0) throw new Conflict(notExtendable)
  const amount = Number(given.amount)
  if (!Number.isInteger(amount) || amount < 1 || amount > max) {
    const said = { zh: `填 1 至 ${max} 之间的整数`, en: `A whole number from 1 to ${max}` }
    throw new Invalid({ zh: '延长的长度不符合规则。', en: 'The rule does not allow this length.' }, { amount: said })
  }
  return { rule: chosen.row.rule, starts_at: chosen.row.starts_at, amount, reason: given.reason ?? '' }
}

const notExtendable = {
  zh: '这个时限不能延长：规则没有规定，或已经延长过一次、已经到期、正在暂停。',
  en: 'This clock cannot be extended: its rule has no extension, or it was extended once, is over, or stands still.',
}
