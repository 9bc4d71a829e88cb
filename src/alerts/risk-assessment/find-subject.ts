import { may } from '../../accounts/permissions.ts'
import { findCase } from '../../cases/find-case.ts'
import { readIncident } from '../../cases/incidents/read-incident.ts'
import { readRisk } from '../../cases/risk/read-risk.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { Scenario } from '../../triage/risk-scenario.ts'
import { readNotice } from '../notices/read-notice.ts'
import type { SubjectKind } from './assessment-acts.ts'

export type SubjectAsked = { kind: SubjectKind; id: number | null }

/** What an assessment is about, and what is known of it already: a first draft for the form. */
export type Subject = SubjectAsked & { title: string; leaf: string | null; scenarios: Scenario[] }

/** Finds the matter to assess. Throws NotFound when there is none or the actor may not see it. */
export async function findSubject(context: Context, { kind, id }: SubjectAsked): Promise<Subject> {
  if (id === null || kind === 'free') return { kind: 'free', id: null, title: '', leaf: null, scenarios: [] }
  return { kind, id, ...(await finders[kind](context, id)) }
}

type Found = Pick<Subject, 'title' | 'leaf' | 'scenarios'>

const finders: Record<Exclude<SubjectKind, 'free'>, (context: Context, id: number) => Promise<Found>> = {
  case: ofCase,
  incident: ofIncident,
  notice: ofNotice,
  signal: ofSignal,
}

async function ofCase(context: Context, id: number): Promise<Found> {
  const found = await findCase(context, id)
  const { stands } = await readRisk(context, id)
  return { title: found.title, leaf: found.filing.leaf, scenarios: stands.scenarios }
}

/** The case with the most danger speaks for the incident. */
async function ofIncident(context: Context, id: number): Promise<Found> {
  const { members } = await readIncident(context, id)
  const [worst] = members.toSorted((a, b) => b.danger - a.danger || a.caseId - b.caseId)
  return ofCase(context, worst?.caseId ?? 0)
}

async function ofNotice(context: Context, id: number): Promise<Found> {
  const { notice, leaves } = await readNotice(context, { noticeId: id })
  return { title: notice.titleZh ?? notice.title, leaf: leaves[0] ?? null, scenarios: [] }
}

/** Seen by the bureau of its leaf and by those who see the whole city. Each hazard is a scenario, as where somebody can be hurt. */
async function ofSignal({ db, city, actor }: Context, id: number): Promise<Found> {
  const signal = await db
    .selectFrom('signal')
    .where('id', '=', id)
    .select(['title_zh', 'leaf', 'hazards', 'lead'])
    .executeTakeFirst()
  const sees = actor.kind === 'staff' && (may(actor, 'see_all_cases') || actor.bureau === signal?.lead)
  if (!signal || !sees) throw new NotFound({ zh: '没有这个信号。', en: 'There is no such signal.' })
  const steps = city.riskFactors.steps.map(({ byDanger }) => byDanger[2])
  const scenarios = city.hazards
    .filter((hazard) => signal.hazards.includes(hazard.id))
    .map(({ id: hazard, severity }) => ({ hazard, group: null, severity, steps }))
  return { title: signal.title_zh, leaf: signal.leaf, scenarios }
}
