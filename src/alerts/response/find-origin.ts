import { may } from '../../accounts/permissions.ts'
import { findCase } from '../../cases/find-case.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { RiskLevel, WarningColour } from '../../reference/city.ts'
import { findSubject } from '../risk-assessment/find-subject.ts'
import { readAssessment } from '../risk-assessment/read-assessment.ts'

export type OriginKind = 'warning' | 'signal' | 'assessment' | 'case' | 'free'
export type OriginAsked = { kind: OriginKind; id: number | null }

/** What a response is opened from, with what it proposes for it. */
export type Origin = OriginAsked & {
  drill: boolean
  title: string
  leaf: string | null
  colour: WarningColour
  /** The bureau that leads it; null where the leaf says. */
  lead: string | null
  links: { warning_id?: number; signal_id?: number; assessment_id?: number; case_id?: number }
}

type Found = Omit<Origin, 'kind' | 'id'>

/** Finds what a response is to be opened from. Throws NotFound when there is none or the actor may not see it. */
export async function findOrigin(context: Context, { kind, id }: OriginAsked): Promise<Origin> {
  if (id === null || kind === 'free') return { kind: 'free', id: null, ...nothing }
  const origin = await finders[kind](context, id)
  return { kind, id, ...origin }
}

const nothing: Found = { drill: false, title: '', leaf: null, colour: 'yellow', lead: null, links: {} }

const finders: Record<Exclude<OriginKind, 'free'>, (context: Context, id: number) => Promise<Found>> = {
  warning: ofWarning,
  signal: ofSignal,
  assessment: ofAssessment,
  case: ofCase,
}

/** The colour that the level of risk proposes; a person chooses. */
const colourOf: Record<RiskLevel, WarningColour> = { low: 'blue', medium: 'blue', high: 'yellow', serious: 'orange' }

/** A warning in force is every bureau's to act on; one that is not yet published only those see who work on warnings. */
async function ofWarning({ db, actor }: Context, id: number): Promise<Found> {
  const warning = await db
    .selectFrom('warning')
    .where('id', '=', id)
    .select(['title_zh', 'leaves', 'level', 'drill', 'state'])
    .executeTakeFirst()
  const sees = warning?.state === 'released' ? may(actor, 'open_responses') : may(actor, 'run_all_responses')
  if (!warning || !sees) throw new NotFound({ zh: '没有这条预警。', en: 'There is no such warning.' })
  const { title_zh: title, leaves, level: colour, drill } = warning
  return { ...nothing, drill, title, leaf: leaves[0] ?? null, colour, links: { warning_id: id } }
}

/** A signal is a question: statistics alone never go above yellow. */
async function ofSignal(context: Context, id: number): Promise<Found> {
  const { title, leaf } = await findSubject(context, { kind: 'signal', id })
  return { ...nothing, title, leaf, links: { signal_id: id } }
}

async function ofAssessment(context: Context, id: number): Promise<Found> {
  const { content, result, bureau } = await readAssessment(context, { assessmentId: id })
  const colour = colourOf[result.weighed.worst.level]
  return { ...nothing, title: content.title, leaf: content.leaf, colour, lead: bureau, links: { assessment_id: id } }
}

async function ofCase(context: Context, id: number): Promise<Found> {
  const { title, filing, lead, risk } = await findCase(context, id)
  return { ...nothing, title, leaf: filing.leaf, colour: colourOf[risk], lead, links: { case_id: id } }
}
