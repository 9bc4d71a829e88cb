import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { DistrictId, LeafCode, RiskLevel } from '../../reference/city.ts'
import type { AssessmentContent } from '../risk-assessment/assessment-content.ts'
import { seesAssessment } from '../risk-assessment/assessment-sight.ts'
import type { Toll } from '../risk-assessment/incident-grade.ts'
import { writes, writesNone } from './draft-acts.ts'
import type { WarningOrigin } from './draft-quality-warning.ts'
import { colourGroundAt } from './rules-at.ts'
import { warningColour } from './warning-colour.ts'
import { type SignalStrength, streetId, type WarningContent } from './warning-content.ts'

const usualDays = 14

/** What is known of what a warning is to grow from. No text that a reporter wrote is taken over: it may tell who they are. */
type Known = {
  title: { zh: string; en: string }
  leaves: LeafCode[]
  districts: DistrictId[]
  streets: string[]
  risk: RiskLevel | null
  toll: Toll | null
  cases: number
  signal: SignalStrength
}

/**
 * A first text for a warning, filled in with what its signal, incident, case or validated assessment says as far as the actor may see it; blank
 * by hand. Nothing is saved. Throws Forbidden.
 */
export async function startWarning(context: Context, { origin }: { origin: WarningOrigin }): Promise<WarningContent> {
  const { actor, city, now } = context
  if (actor.kind !== 'staff' || !writes(actor, actor.bureau)) throw new Forbidden(writesNone)
  const known = await knownOf(context, origin)
  const unsaid = { zh: '', en: '' }
  const basis: WarningContent['basis'] = {
    toll: known.toll,
    risk: known.risk,
    spread: known.districts.length > 1 ? 'districts' : known.cases > 1 ? 'cluster' : 'single',
    signal: known.signal,
  }
  return {
    level: warningColour(basis, colourGroundAt(city, now)).level ?? 'blue',
    levelReason: '',
    basis,
    title: known.title,
    matter: unsaid,
    advice: { authorities: unsaid, trade: unsaid, public: unsaid },
    note: unsaid,
    leaves: known.leaves,
    districts: known.districts,
    streets: known.streets,
    beyondCity: false,
    audience: 'public',
    bureaus: [],
    firms: [],
    certainty: 'Likely',
    urgency: 'Expected',
    startsAt: '',
    endsAt: new Date(now.getTime() + usualDays * 86_400_000).toISOString(),
    publisher: actor.bureau,
    contact: city.hotline,
  }
}

const nothing: Known = {
  title: { zh: '', en: '' },
  leaves: [],
  districts: [],
  streets: [],
  risk: null,
  toll: null,
  cases: 0,
  signal: 'none',
}

async function knownOf(context: Context, origin: WarningOrigin): Promise<Known> {
  const cases = await casesKnown(context, origin)
  const signal = origin.signalId === null ? {} : await signalKnown(context, origin.signalId)
  const assessment = origin.assessmentId === null ? {} : await assessmentKnown(context, origin.assessmentId)
  return { ...cases, ...signal, ...assessment }
}

/** Far above its bound, a signal is a strong one: its surprise is at least that of one week in a hundred thousand. */
const strongSurprise = -Math.log(1e-5)

async function signalKnown({ db, city, actor }: Context, id: number): Promise<Partial<Known>> {
  const row = await db.selectFrom('signal').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || !seesCase(actor, { lead: row.lead, support: [] })) return {}
  const streets = streetIds(city, row.street === null ? [] : [row.street])
  return {
    title: { zh: row.title_zh, en: row.title_en },
    ...(row.leaf === null ? {} : { leaves: [row.leaf] }),
    ...(row.district === null ? {} : { districts: [row.district] }),
    ...(streets.length === 0 ? {} : { streets }),
    signal: row.surprise >= strongSurprise ? 'strong' : 'moderate',
  }
}

/** The newest version that a second person validated; what nobody validated is no ground for a colour. */
async function assessmentKnown({ db, actor }: Context, id: number): Promise<Partial<Known>> {
  const row = await db
    .selectFrom('risk_assessment as r')
    .innerJoin('risk_assessment_version as v', (join) =>
      join.onRef('v.assessment_id', '=', 'r.id').onRef('v.number', '=', 'r.version'),
    )
    .select(['r.bureau', 'v.level', 'v.content'])
    .where('r.id', '=', id)
    .where('r.state', '=', 'validated')
    .executeTakeFirst()
  if (!row || !seesAssessment(actor, row)) return {}
  const { title, leaf, toll } = row.content as AssessmentContent
  return { title: { zh: title, en: '' }, ...(leaf === null ? {} : { leaves: [leaf] }), risk: row.level, toll }
}

const risksUpward: RiskLevel[] = ['low', 'medium', 'high', 'serious']

async function casesKnown(
  { db, city, actor }: Context,
  { signalId, incidentId, caseId }: WarningOrigin,
): Promise<Known> {
  if (signalId === null && incidentId === null && caseId === null) return nothing
  const found = await db
    .selectFrom('case_file as c')
    .select(['c.leaf', 'c.district', 'c.street', 'c.risk', 'c.lead', 'c.support'])
    .where((eb) =>
      eb.or([
        eb('c.id', '=', caseId ?? 0),
        eb(
          'c.id',
          'in',
          eb
            .selectFrom('incident_member')
            .select('report_id')
            .where('incident_id', '=', incidentId ?? 0),
        ),
        eb(
          'c.id',
          'in',
          eb
            .selectFrom('signal_report')
            .select('report_id')
            .where('signal_id', '=', signalId ?? 0),
        ),
      ]),
    )
    .limit(500)
    .execute()
  const rows = found.filter((row) => seesCase(actor, row))
  const distinct = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  return {
    title: { zh: '', en: '' },
    leaves: distinct(rows.map(({ leaf }) => leaf))
      .filter((code) => city.leaves.has(code) && code !== 'NONE')
      .slice(0, 5),
    districts: distinct(rows.map(({ district }) => district)),
    streets: streetIds(city, distinct(rows.map(({ street }) => street))),
    risk: risksUpward.findLast((risk) => rows.some((row) => row.risk === risk)) ?? null,
    toll: null,
    cases: rows.length,
    signal: 'none',
  }
}

/** Streets are kept by name in cases, by code in a warning. */
function streetIds({ districts }: Context['city'], names: string[]): string[] {
  return districts
    .flatMap(({ streets }) => streets.filter(({ zh, code }) => names.includes(zh) || names.includes(code ?? zh)))
    .map(streetId)
}
