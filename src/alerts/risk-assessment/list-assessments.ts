import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Actor, Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { RiskLevel } from '../../reference/city.ts'
import type { IncidentGrade } from '../../reference/incident-grading.ts'
import type { AssessmentState, SubjectKind } from './assessment-acts.ts'

export type AssessmentListed = {
  id: number
  title: string
  subject: { kind: SubjectKind; id: number | null }
  bureau: string
  state: AssessmentState
  version: number
  level: RiskLevel
  grade: IncidentGrade | null
  writtenAt: Date
  author: string | null
}

const pageSize = 50

/**
 * The risk assessments of the actor's bureau, or of every bureau for those who see all, newest version first. `waiting` counts those
 * that wait for a second person. Throws Forbidden for a role that works on none.
 */
export async function listAssessments(
  { db, actor }: Context,
  { state, page }: { state: AssessmentState | null; page: number },
): Promise<{ assessments: AssessmentListed[]; waiting: number; pages: number }> {
  const own = bureauSeen(actor)
  const seen = db
    .selectFrom('risk_assessment as a')
    .$if(own !== null, (query) => query.where('a.bureau', '=', own ?? ''))
  const rows = await seen
    .innerJoin('risk_assessment_version as v', (join) =>
      join.onRef('v.assessment_id', '=', 'a.id').onRef('v.number', '=', 'a.version'),
    )
    .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = v.actor`))
    .$if(state !== null, (query) => query.where('a.state', '=', state ?? 'draft'))
    .select([
      'a.id',
      'a.subject_kind',
      'a.subject_id',
      'a.bureau',
      'a.state',
      'a.version',
      'v.level',
      'v.grade',
      'v.at',
    ])
    .select(['who.name', sql<string>`v.content->>'title'`.as('title')])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .orderBy('v.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const { waiting } = await seen
    .where('a.state', '=', 'submitted')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .executeTakeFirstOrThrow()
  return { assessments: rows.map(listed), waiting, pages: Math.max(1, Math.ceil((rows[0]?.total ?? 0) / pageSize)) }
}

/** Null: of every bureau. */
function bureauSeen(actor: Actor): string | null {
  if (may(actor, 'see_all_cases')) return null
  if (actor.kind === 'staff' && may(actor, 'assess_risks')) return actor.bureau
  throw new Forbidden({ zh: '您的岗位没有风险评估。', en: 'Your role has no risk assessments.' })
}

type Row = Omit<AssessmentListed, 'subject' | 'writtenAt' | 'author'> & {
  subject_kind: SubjectKind
  subject_id: number | null
  at: Date
  name: string | null
}

function listed({ id, title, bureau, state, version, level, grade, ...row }: Row): AssessmentListed {
  const subject = { kind: row.subject_kind, id: row.subject_id }
  return { id, title, subject, bureau, state, version, level, grade, writtenAt: row.at, author: row.name }
}
