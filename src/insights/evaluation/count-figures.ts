import { sql } from 'kysely'
import { seeded } from '../../alerts/signals/random.ts'
import type { Db } from '../../db/open.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import type { OutcomeCell } from './adjusted-rates.ts'
import { type Cohort, outcomesWith } from './case-outcomes.ts'
import { difficultyTraits } from './measures.ts'
import { type Scores, scoreBureaus } from './score-bureaus.ts'

/** The table of one evaluation, as it is kept. */
export type EvaluationFigures = Scores & {
  /** Reports received in the period, and those among them that a bureau has been given. */
  reports: number
  given: number
  /** Of the cases given, those that stayed with the first bureau they were given to. */
  firstRight: { of: number; well: number }
  /** Judgements by reporters, of so many cases that were answered. */
  response: { answered: number; judged: number }
}

/** Counts and scores the bureaus for a cohort; the same cohort and seed give the same figures. */
export async function countFigures(db: Db, cohort: Cohort, seed: number): Promise<EvaluationFigures> {
  const cells = await cellsOf(db, cohort)
  const scores = scoreBureaus(
    cohort.rules,
    Object.fromEntries(Map.groupBy(cells, ({ measure }) => measure)),
    seeded(seed),
  )
  return { ...scores, ...(await wholeCity(db, cohort)) }
}

async function cellsOf(db: Db, cohort: Cohort): Promise<(OutcomeCell & { measure: MeasureId })[]> {
  const { rows } = await sql<{ measure: MeasureId; bureau: string; traits: number; of: number; well: number }>`
    with ${outcomesWith(cohort)}
    select measure, bureau, traits, count(*)::int as of, (count(*) filter (where well))::int as well
      from outcome group by measure, bureau, traits order by measure, bureau, traits`.execute(db)
  return rows.map(({ traits, ...cell }) => ({ ...cell, traits: difficultyTraits.map((_, bit) => (traits >> bit) & 1) }))
}

async function wholeCity(db: Db, cohort: Cohort): Promise<Omit<EvaluationFigures, keyof Scores>> {
  const { rows } = await sql<{
    reports: number
    given: number
    stayed: number
    answered: number
    judged: number
  }>`
    with ${outcomesWith(cohort)},
    first as (select distinct on (case_id) case_id, bureau from handed order by case_id, id)
    select (select count(*)::int from cohort) as reports,
           (select count(*)::int from held) as given,
           (select count(*)::int from first join held using (case_id, bureau)) as stayed,
           (select count(*)::int from done where answered_at is not null) as answered,
           (select count(*)::int from judged) as judged`.execute(db)
  const { reports = 0, given = 0, stayed = 0, answered = 0, judged = 0 } = rows[0] ?? {}
  return { reports, given, firstRight: { of: given, well: stayed }, response: { answered, judged } }
}
