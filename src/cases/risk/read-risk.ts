import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { RiskLevel } from '../../reference/city.ts'
import type { Assessment, RiskAssessment } from '../../triage/assessment.ts'
import type { Scenario } from '../../triage/risk-scenario.ts'
import { noSuchCase } from '../find-case.ts'
import { scenariosOf, type Weighed, weigh } from './risk-factors.ts'

export type RiskRevision = { at: Date; name: string | null; reason: string; was: RiskLevel; level: RiskLevel }

/** The risk of a case: as the machine read it, as it stands now, and who changed it. */
export type RiskRead = { read: RiskAssessment; stands: Weighed; revisions: RiskRevision[] }

/** Reads the risk of a case with its factors. Throws NotFound when the actor may not see the case. */
export async function readRisk({ db, city, actor }: Context, caseId: number): Promise<RiskRead> {
  const row = await db
    .selectFrom('case_file as c')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .where('c.id', '=', caseId)
    .select(['c.lead', 'c.support', sql<Assessment>`a.detail`.as('assessment')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('risk_revision as v')
          .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = v.actor`))
          .whereRef('v.case_id', '=', 'c.id')
          .select(['v.at', 'who.name', 'v.reason', 'v.was', 'v.level'])
          .select(sql<Scenario[]>`v.scenarios`.as('scenarios'))
          .orderBy('v.id', 'desc')
          .limit(50),
      ).as('revisions'),
    )
    .executeTakeFirst()
  if (!row || !seesCase(actor, row)) throw noSuchCase()
  const { risk, danger } = row.assessment
  const [last] = row.revisions
  return {
    read: risk,
    stands: weigh(city, last?.scenarios ?? scenariosOf(city, risk, danger.level)),
    revisions: row.revisions.map(({ scenarios: _, at, ...revision }) => ({ ...revision, at: new Date(at) })),
  }
}
