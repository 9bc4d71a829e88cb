import { Invalid, type Said } from '../../errors.ts'
import type { ServiceRequestsAsked } from '../../intake/open311/list-service-requests.ts'
import { readW3cDate } from '../../intake/open311/w3c-dates.ts'

const spanMax_days = 90
const idsMax = 1000
const day_ms = 86_400_000

/** What GET requests asks for. Throws Invalid, one sentence per argument that cannot be read. */
export function readRequestsQuery(query: URLSearchParams, now: Date): ServiceRequestsAsked {
  const ids = listed(query, 'service_request_id')
  if (ids.length > 0) return { ids: ids.slice(0, idsMax) }
  const codes = listed(query, 'service_code')
  return { services: codes.length > 0 ? codes : null, status: statusOf(query), ...spanOf(query, now) }
}

/** Values of an argument given several times, or once with commas between; an empty one counts as not given. */
function listed(query: URLSearchParams, name: string): string[] {
  return [...query.getAll(name), ...query.getAll(`${name}[]`)]
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

function statusOf(query: URLSearchParams): 'open' | 'closed' | null {
  const asked = new Set(listed(query, 'status').map((status) => status.toLowerCase()))
  if ([...asked].some((status) => status !== 'open' && status !== 'closed')) throw refused('status', statusWords)
  if (asked.size !== 1) return null
  return asked.has('open') ? 'open' : 'closed'
}

/** Without dates the last 90 days; with one of them the 90 days that it begins or ends. */
function spanOf(query: URLSearchParams, now: Date): { from: Date; to: Date } {
  const [start, end] = [dateOf(query, 'start_date'), dateOf(query, 'end_date')]
  const to = end ?? (start ? new Date(start.getTime() + spanMax_days * day_ms) : now)
  const from = start ?? new Date(to.getTime() - spanMax_days * day_ms)
  if (to < from) throw refused('end_date', endFirst)
  if (to.getTime() - from.getTime() > spanMax_days * day_ms) throw refused('end_date', tooLong)
  return { from, to }
}

function dateOf(query: URLSearchParams, name: 'start_date' | 'end_date'): Date | null {
  const text = query.get(name)?.trim() ?? ''
  if (text === '') return null
  const instant = readW3cDate(text, name === 'end_date' ? 'end' : 'start')
  if (!instant) throw refused(name, noDate)
  return instant
}

function refused(argument: string, said: Said): Invalid {
  return new Invalid(said, { [argument]: said })
}

const statusWords: Said = { zh: 'status 只能是 open、closed', en: 'status is open, closed or both' }
const endFirst: Said = { zh: 'end_date 早于 start_date', en: 'end_date is before start_date' }
const tooLong: Said = {
  zh: `起止时间最多相隔 ${spanMax_days} 天`,
  en: `start_date and end_date may be at most ${spanMax_days} days apart`,
}
const noDate: Said = {
  zh: '日期请写成 2026-05-31T00:00:00+08:00 的形式',
  en: 'Write dates as 2026-05-31T00:00:00+08:00',
}
