import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { addDays, shanghaiInstant } from '../../reference/calendar.ts'
import type { FilingKind } from '../../reference/city.ts'
import type { Assessment } from '../../triage/assessment.ts'
import type { SaidKind } from '../../triage/filing-kind.ts'
import { covered } from '../../triage/personal-details.ts'
import type { CaseState } from '../acts/case-states.ts'
import { sentUnsure } from './count-sent-unsure.ts'
import { dispatcherOf } from './dispatcher.ts'

/** What is asked for; null leaves a filter open. Bureau, leaf and danger are the machine's words, not what holds now. */
export type DecidedAsked = {
  bureau: string | null
  leaf: string | null
  danger: number | null
  /** Confidence in the bureau, 0–1, from and below. */
  confidence: { from: number; below: number } | null
  /** Civil date in Shenzhen on which it came in. */
  day: string | null
  channel: Channel | null
  /** Twenty of the day by lot, the same however often one looks. */
  sample: boolean
  /** Only what was sent at once for its danger though the model was not sure of the bureau, and nobody has settled since. */
  unsure: boolean
  page: number
}

export const channels = ['web', 'api', 'hotline', 'open311'] as const
export type Channel = (typeof channels)[number]

/** What the machine said of a report, beside what holds now. */
export type DecidedCase = {
  id: number
  title: string
  /** The beginning, personal data covered. */
  text: string
  receivedAt: Date
  state: CaseState
  holds: { leaf: string; lead: string; danger: number; kind: FilingKind }
  leaf: Pick<Assessment['leaf'], 'value' | 'confidence'>
  lead: Pick<Assessment['lead'], 'value' | 'confidence'>
  danger: Assessment['danger']
  /** What the filing was read as; the reporter's choice where it was not read. */
  kind: SaidKind
  words: string[]
  /** When a person last confirmed or corrected it. */
  reviewedAt: Date | null
}

const PAGE_SIZE = 20
const TEXT_SHOWN = 400
/** Read beyond what is shown, so that no number is cut in two and missed. */
const TEXT_READ = TEXT_SHOWN + 60

/**
 * What the machine gave to a bureau by itself, the newest first; what it was not sure of, the most dangerous and oldest first;
 * or twenty of a day by lot for a check of quality. `more` says whether a further page follows. Throws Forbidden for those who do not dispatch.
 */
export async function listDecided(
  context: Context,
  asked: DecidedAsked,
): Promise<{ cases: DecidedCase[]; more: boolean }> {
  dispatcherOf(context.actor)
  const rows = await matching(context, asked).execute()
  const cases = rows
    .slice(0, PAGE_SIZE)
    .map(({ detail, text, received_at, reviewed_at, leaf, lead, danger, kind, ...row }) => ({
      ...row,
      text: covered(text).slice(0, TEXT_SHOWN),
      receivedAt: received_at,
      reviewedAt: reviewed_at === null ? null : new Date(reviewed_at),
      holds: { leaf, lead, danger, kind },
      leaf: { value: detail.leaf.value, confidence: detail.leaf.confidence },
      lead: { value: detail.lead.value, confidence: detail.lead.confidence },
      danger: detail.danger,
      kind: detail.kind?.value ?? kind,
      words: [...new Set([...detail.leaf.because, ...detail.lead.because].map(({ word }) => word))],
    }))
  return { cases, more: !asked.sample && rows.length > PAGE_SIZE }
}

function matching({ db }: Context, asked: DecidedAsked) {
  const { bureau, leaf, danger, confidence, day, channel, sample, unsure, page } = asked
  let query = db
    .selectFrom('report as r')
    .innerJoin('assessment as a', 'a.report_id', 'r.id')
    .innerJoin('case_file as c', 'c.id', 'r.id')
    .where(machineGave)
    .select(['r.id', 'c.title', 'r.received_at', 'c.state', 'c.leaf', 'c.lead', 'c.danger', 'c.kind'])
    .select([
      sql<string>`left(a.detail ->> 'text', ${TEXT_READ})`.as('text'),
      sql<Assessment>`a.detail`.as('detail'),
      sql<string | null>`(select max(at) from correction where report_id = r.id)`.as('reviewed_at'),
    ])
  if (unsure) query = query.where(sentUnsure)
  if (bureau !== null) query = query.where('a.lead', '=', bureau)
  if (leaf !== null) query = query.where('a.leaf', '=', leaf)
  if (danger !== null) query = query.where('a.danger', '=', danger)
  if (channel !== null) query = query.where('r.channel', '=', channel)
  if (confidence !== null) {
    const sure = sql<number>`(a.detail #>> '{lead,confidence}')::real`
    query = query.where(sure, '>=', confidence.from).where(sure, '<', confidence.below)
  }
  if (day !== null) {
    query = query
      .where('r.received_at', '>=', shanghaiInstant(day))
      .where('r.received_at', '<', shanghaiInstant(addDays(day, 1)))
  }
  if (sample) return query.orderBy(sql`md5(r.id::text || ${day ?? ''})`).limit(PAGE_SIZE)
  const ordered = unsure ? query.orderBy('c.danger', 'desc').orderBy('r.id') : query.orderBy('r.id', 'desc')
  return ordered.limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE)
}

/** The dispatch is an act of the machine alone, in the history when the case came in. */
const machineGave = sql<boolean>`exists (
  select from case_event e where e.case_id = r.id and e.actor = 'triage' and e.act in ('dispatch', 'refer'))`
