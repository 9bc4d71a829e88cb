import type { CreditRules, FactKind, FactSeverity } from '../../reference/credit-rules.ts'
import { monthsLater } from '../grade/grade.ts'

/** Until which day a fact may be published, under the rule of the day it happened; null where no rule sets an end. Pure. */
export function shownUntil(
  { publication }: Pick<CreditRules, 'publication'>,
  fact: { kind: FactKind; severity: FactSeverity | null; happenedOn: string },
): string | null {
  const rule = publication.find(
    ({ kind, severities, since, until }) =>
      kind === fact.kind &&
      (!severities || (fact.severity !== null && severities.includes(fact.severity))) &&
      since <= fact.happenedOn &&
      (until === null || fact.happenedOn < until),
  )
  return rule ? monthsLater(fact.happenedOn, rule.months) : null
}
