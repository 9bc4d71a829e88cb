import { type Clock, clockOf } from '../../cases/clocks/clocks.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City, ClockRule } from '../../reference/city.ts'
import type { ProcedureId } from '../../reference/credit-rules.ts'

/** What a firm may ask about a fact, how it is decided, and by when. Pages, refusals and clocks read this table. */

export const requestKinds = {
  answer: { zh: '说明', en: 'Answer', first: 'answer_check' },
  objection: { zh: '异议', en: 'Objection', first: 'objection_forward' },
  repair: { zh: '信用修复', en: 'Repair of credit', first: 'repair_decision' },
} as const satisfies Record<string, { zh: string; en: string; first: ProcedureId }>

export type RequestKind = keyof typeof requestKinds
export type RequestState = 'received' | 'forwarded' | 'decided'

export const outcomes = {
  shown: { zh: '公开说明', en: 'Show the answer', of: 'answer', fact: null },
  not_shown: { zh: '不公开说明', en: 'Do not show it', of: 'answer', fact: null },
  correct: { zh: '异议成立，更正', en: 'Upheld: corrected', of: 'objection', fact: null },
  add: { zh: '异议成立，补充', en: 'Upheld: added to', of: 'objection', fact: null },
  stop: { zh: '异议成立，停止公示', en: 'Upheld: no longer published', of: 'objection', fact: 'stopped' },
  remove: { zh: '异议成立，删除', en: 'Upheld: removed', of: 'objection', fact: 'removed' },
  granted: { zh: '准予修复，停止公示', en: 'Repair granted: no longer published', of: 'repair', fact: 'stopped' },
  refused: { zh: '不成立', en: 'Refused', of: 'both', fact: null },
} as const satisfies Record<
  string,
  { zh: string; en: string; of: RequestKind | 'both'; fact: 'stopped' | 'removed' | null }
>

export type Outcome = keyof typeof outcomes

/** The decisions open on a request of this kind. */
export function outcomesFor(kind: RequestKind): Outcome[] {
  return (Object.keys(outcomes) as Outcome[]).filter((outcome) => {
    const { of } = outcomes[outcome]
    return of === kind || (of === 'both' && kind !== 'answer')
  })
}

/** The procedure whose clock runs in this state of a request. */
export function procedureOf(kind: RequestKind, state: RequestState): ProcedureId {
  return kind === 'objection' && state !== 'received' ? 'objection_decision' : requestKinds[kind].first
}

/** The clock of a procedure begun at an instant, under the version of that day. Throws RangeError for a day before the first version. */
export function procedureClock(
  city: City,
  procedure: ProcedureId,
  startsAt: Date,
  { extended }: { extended: boolean },
): Clock {
  const rule = procedureRule(city, procedure, toShanghaiDate(startsAt))
  return clockOf(city.calendar, rule, startsAt, { pauses: [], extended: extended ? (rule.extension?.amount ?? 0) : 0 })
}

function procedureRule({ credit }: City, id: ProcedureId, day: string): ClockRule {
  const procedure = credit.procedures.find((one) => one.id === id)
  const version = procedure?.versions.find(({ since, until }) => since <= day && (until === null || day < until))
  if (!procedure || !version) throw new RangeError(`no rule ${id} on ${day}`)
  const { article, extension } = version
  return {
    id: `FIRM.${id}`,
    set: 'FIRM',
    milestone: id,
    zh: procedure.zh,
    en: procedure.en,
    amount: version.amount,
    unit: version.unit,
    from: procedure.starts,
    until: procedure.met,
    force: version.force,
    article: article.zh,
    articleEn: article.en,
    extension: extension && {
      amount: extension.amount,
      unit: extension.unit,
      article: article.zh,
      articleEn: article.en,
    },
    pauses: [],
    effectiveFrom: version.since,
    effectiveTo: version.until,
    note: version.note,
  }
}
