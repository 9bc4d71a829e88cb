import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { may } from '../../accounts/permissions.ts'
import type { Actor, Context } from '../../context.ts'
import { actorName } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { RiskLevel } from '../../reference/city.ts'
import {
  type AssessmentAct,
  type AssessmentState,
  assessmentActNames,
  assessmentActs,
  type SubjectKind,
} from './assessment-acts.ts'
import type { AssessmentContent } from './assessment-content.ts'
import type { AssessmentResult } from './assessment-result.ts'
import { noSuchAssessment, seesAssessment } from './assessment-sight.ts'

export type AssessmentVersion = {
  number: number
  at: Date
  name: string | null
  level: RiskLevel
  content: AssessmentContent
  result: AssessmentResult
}

export type AssessmentRead = {
  id: number
  subject: { kind: SubjectKind; id: number | null }
  bureau: string
  state: AssessmentState
  version: number
  openedAt: Date
  /** The newest version. */
  content: AssessmentContent
  result: AssessmentResult
  /** Every version, newest first. */
  versions: AssessmentVersion[]
  events: { at: Date; name: string | null; version: number; act: AssessmentAct; reason: string }[]
  /** Whoever wrote a version of it, as history names them. */
  authors: string[]
  /** What is open to the reader, and whether they may write. */
  acts: AssessmentAct[]
  mayWrite: boolean
}

const shownMax = 200

/** One risk assessment with its versions and what was decided on them. Throws NotFound when the actor may not see it. */
export async function readAssessment(
  { db, actor }: Context,
  { assessmentId }: { assessmentId: number },
): Promise<AssessmentRead> {
  const row = await db
    .selectFrom('risk_assessment as a')
    .where('a.id', '=', assessmentId)
    .selectAll('a')
    .select([versionRows(db).as('versions'), eventRows(db).as('events')])
    .select(
      sql<string[]>`array(select distinct actor from risk_assessment_version where assessment_id = a.id)`.as('authors'),
    )
    .executeTakeFirst()
  const [newest] = row?.versions ?? []
  if (!row || !newest || !seesAssessment(actor, row)) throw noSuchAssessment()
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    bureau: row.bureau,
    state: row.state,
    version: row.version,
    openedAt: row.opened_at,
    content: newest.content,
    result: newest.result,
    versions: row.versions.map((version) => ({ ...version, at: new Date(version.at) })),
    events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
    authors: row.authors,
    acts: assessmentActNames.filter((act) => isOpen(actor, act, row.state, row.authors)),
    mayWrite: row.state !== 'submitted' && may(actor, 'assess_risks'),
  }
}

const thisOne = sql<number>`a.id`

const versionRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('risk_assessment_version as v')
      .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = v.actor`))
      .where('v.assessment_id', '=', thisOne)
      .select(['v.number', 'v.at', 'who.name', 'v.level'])
      .select(sql<AssessmentContent>`v.content`.as('content'))
      .select(sql<AssessmentResult>`v.result`.as('result'))
      .orderBy('v.number', 'desc')
      .limit(shownMax),
  )

const eventRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('risk_assessment_event as e')
      .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = e.actor`))
      .where('e.assessment_id', '=', thisOne)
      .select(['e.at', 'who.name', 'e.version', 'e.act', 'e.reason'])
      .orderBy('e.id', 'desc')
      .limit(shownMax),
  )

function isOpen(actor: Actor, act: AssessmentAct, state: AssessmentState, authors: string[]): boolean {
  const { from, needs, secondPerson } = assessmentActs[act]
  return state === from && may(actor, needs) && !(secondPerson && authors.includes(actorName(actor)))
}
