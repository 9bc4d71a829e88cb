import { type RawBuilder, sql } from 'kysely'
import { caseStates } from '../../cases/acts/case-states.ts'
import { leafNamed } from '../../cases/inbox/list-inbox.ts'
import type { Context } from '../../context.ts'
import type { Bilingual, City, ClockRule, FilingKind } from '../../reference/city.ts'
import { masked } from '../../triage/personal-details.ts'
import type { Point } from './point.ts'
import { mediaMark } from './service-request.ts'

/** Either by number, which overrides all else, or by service, status and when it was made. */
export type ServiceRequestsAsked =
  | { ids: string[] }
  | { services: string[] | null; status: 'open' | 'closed' | null; from: Date; to: Date }

/** All that anybody may know of a request; docs/decisions says why so little. */
export type PublicRequest = {
  id: string
  status: 'open' | 'closed'
  state: Bilingual
  /** What was written and what was answered, personal data masked; null for a report of a violation. */
  description: string | null
  answer: string | null
  service: Bilingual & { code: string }
  bureau: Bilingual | null
  requestedAt: Date
  updatedAt: Date
  /** The limit that ends last among those that the law or the city sets; a mere target is not promised. */
  promise: { rule: ClockRule | null; dueAt: Date } | null
  address: string
  point: Point | null
}

/** The most that one answer holds (GeoReport v2, "Response Volume"). */
export const requestsMax = 1000

/**
 * The requests that came through Open311, newest first. Reports of violations (举报) are told only to whoever knows their number.
 */
export async function listServiceRequests(context: Context, asked: ServiceRequestsAsked): Promise<PublicRequest[]> {
  // The newest are found by their index alone; clocks and history are looked up only for those.
  const { rows } = await sql<Row>`
    select found.*, promise.rule, promise.rule_from, promise.due_at,
           (select max(at) from case_event where case_id = found.case_id) as updated_at
      from (
        select q.id, q.made_at, q.service_code, q.lat, q.long, r.kind, r.text,
               c.id as case_id, c.state, c.lead, c.district, c.street, c.answer, c.opened_at
          from open311_request q
          join report r on r.channel = 'open311' and r.channel_ref = q.id
          join case_file c on c.id = r.id
         where ${condition(asked)}
         order by q.made_at desc, q.id
         limit ${requestsMax}) as found
      left join lateral (
        select rule, rule_from, due_at from case_clock
         where case_id = found.case_id and force <> 'target' and paused_at is null order by due_at desc limit 1) as promise on true
     order by found.made_at desc, found.id`.execute(context.db)
  return rows.map((row) => publicRequest(context.city, row))
}

type Row = {
  id: string
  kind: FilingKind
  text: string
  answer: string | null
  service_code: string
  lat: number | null
  long: number | null
  state: keyof typeof caseStates
  lead: string
  district: string | null
  street: string | null
  opened_at: Date
  updated_at: Date | null
  rule: string | null
  rule_from: string | null
  due_at: Date | null
}

function condition(asked: ServiceRequestsAsked): RawBuilder<unknown> {
  if ('ids' in asked) return sql`q.id = any(${asked.ids})`
  const { services, status, from, to } = asked
  const ended = Object.entries(caseStates).flatMap(([state, { final }]) => (final ? [state] : []))
  const byService = services === null ? sql`true` : sql`q.service_code = any(${services})`
  const byStatus =
    status === null ? sql`true` : status === 'closed' ? sql`c.state = any(${ended})` : sql`c.state <> all(${ended})`
  return sql`r.kind = 'complaint' and q.made_at >= ${from} and q.made_at <= ${to} and ${byService} and ${byStatus}`
}

function publicRequest(city: City, row: Row): PublicRequest {
  const { zh, en, final } = caseStates[row.state]
  return {
    id: row.id,
    status: final ? 'closed' : 'open',
    state: { zh, en },
    ...wordsOf(row),
    service: leafNamed(city, row.service_code),
    bureau: row.state === 'to_dispatch' ? null : (city.bureaus.get(row.lead) ?? null),
    requestedAt: row.opened_at,
    updatedAt: row.updated_at ?? row.opened_at,
    promise: row.due_at && { rule: ruleOf(city, row), dueAt: row.due_at },
    address: addressOf(city, row.district, row.street),
    point: row.lat === null || row.long === null ? null : { lat: row.lat, long: row.long },
  }
}

/** The masks are wide, and a report of a violation tells too much even so. */
function wordsOf({ kind, text, answer }: Row): Pick<PublicRequest, 'description' | 'answer'> {
  if (kind === 'report') return { description: null, answer: null }
  const [description = ''] = text.split(mediaMark)
  return { description: masked(description.trim()), answer: answer && masked(answer) }
}

function ruleOf(city: City, { rule, rule_from }: Row): ClockRule | null {
  return city.clockRules.find(({ id, effectiveFrom }) => id === rule && effectiveFrom === rule_from) ?? null
}

/** As triage found it, no finer than the sub-district. */
function addressOf(city: City, district: string | null, street: string | null): string {
  const named = city.districts.find(({ id }) => id === district)
  const streetNamed = named?.streets.find(({ zh, code }) => zh === street || code === street)
  return `${city.name.zh}${named?.zh ?? ''}${streetNamed?.zh ?? ''}`
}
