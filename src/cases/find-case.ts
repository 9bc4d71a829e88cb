import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { seesCase } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import type { FilingKind } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import type { ClockRow } from './clock-moves.ts'
import type { Filing } from './clocks.ts'
import type { CaseSight } from './verdicts.ts'

/** What a decision about a case needs to know of it. */
export type CaseFound = CaseSight & {
  id: number
  title: string
  moves: number
  danger: number
  risk: Assessment['risk']['level']
  dangerBecause: string[]
  /** What triage said when the report came in, and which model said it. */
  predicted: { lead: string; leaf: string; danger: number; kind: string; model: string }
  /** Whether letters reach the reporter. */
  byMail: boolean
  filing: Filing
  clocks: ClockRow[]
}

/** Gathers a case for an act, in one query. Throws NotFound when there is none or the actor may not know that there is. */
export async function findCase({ db, city, actor }: Context, caseId: number): Promise<CaseFound> {
  const row = await db
    .selectFrom('case_file as c')
    .innerJoin('report as r', 'r.id', 'c.id')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .leftJoin('reporter_identity as p', 'p.report_id', 'c.id')
    .where('c.id', '=', caseId)
    .select(['c.id', 'c.state', 'c.lead', 'c.support', 'c.leaf', 'c.kind', 'c.danger', 'c.risk', 'c.title', 'c.moves'])
    .select(['r.received_at'])
    .select(sql<Assessment>`a.detail`.as('assessment'))
    .select(sql<boolean>`coalesce('email' = any(p.holds) and p.erased_at is null, false)`.as('byMail'))
    .select(sql<string[]>`array(select distinct act from case_event where case_id = c.id)`.as('done'))
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('case_clock')
          .whereRef('case_id', '=', 'c.id')
          .select(['rule', 'rule_from', 'starts_at', 'due_at', 'provisional', 'met_at']),
      ).as('clocks'),
    )
    .executeTakeFirst()
  if (!row || !seesCase(actor, row)) throw noSuchCase()
  const { received_at, leaf, kind, assessment, clocks, ...found } = row
  return {
    ...found,
    dangerBecause: [...assessment.danger.because, ...assessment.risk.because],
    predicted: predictedBy(assessment, kind),
    filing: { city, leaf, kind, receivedAt: received_at, danger: row.danger },
    clocks: clocks.map(readClockRow),
  }
}

const predictedBy = (
  { lead, leaf, danger, kind: read, model }: Assessment,
  chosen: FilingKind,
): CaseFound['predicted'] => ({
  lead: lead.value,
  leaf: leaf.value,
  danger: danger.level,
  kind: read?.value ?? chosen,
  model,
})

/** The same words whether there is no such case or it is another bureau's. */
export function noSuchCase(): NotFound {
  return new NotFound({
    zh: '没有这个案件，或它不归您的单位办理。',
    en: 'There is no such case, or it is not with your bureau.',
  })
}

type Sent<Row> = {
  [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] extends Date | null ? string | null : Row[Name]
}

/** A clock as it comes in a JSON answer, with its instants read. */
export function readClockRow(row: Sent<ClockRow>): ClockRow {
  return {
    ...row,
    starts_at: new Date(row.starts_at),
    due_at: new Date(row.due_at),
    met_at: row.met_at === null ? null : new Date(row.met_at),
  }
}
