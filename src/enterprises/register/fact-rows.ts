import type { Selectable } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { GradedFact } from '../grade/grade.ts'

export type FactRow = Selectable<Tables['enterprise_fact']>

/** A fact as the rules look at it. */
export function gradedFact(row: FactRow): GradedFact {
  return {
    id: row.id,
    kind: row.kind,
    result: row.result,
    severity: row.severity,
    harm: row.harm,
    safety: row.safety,
    happenedOn: row.happened_on,
    endsOn: row.ends_on,
    rectifiedOn: row.rectified_on,
    shownUntil: row.shown_until,
    state: row.state,
  }
}
