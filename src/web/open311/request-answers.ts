import type { Clock } from '../../cases/clocks.ts'
import type { PublicRequest } from '../../intake/open311/list-service-requests.ts'
import type { ServiceRequestReceived } from '../../intake/open311/receive-service-request.ts'
import { w3cDate } from '../../intake/open311/w3c-dates.ts'
import { paths } from '../paths.ts'
import { both } from './services.ts'
import type { Spark } from './spark.ts'

/** One request as GET requests tells it: every field of GeoReport v2, null where there is nothing to tell or it is not public. */
export function requestAnswer(request: PublicRequest): Spark {
  const { status, state, service, bureau, point } = request
  return {
    service_request_id: request.id,
    status,
    status_notes: both(state),
    service_name: both(service),
    service_code: service.code,
    description: null,
    agency_responsible: bureau && both(bureau),
    service_notice: null,
    requested_datetime: w3cDate(request.requestedAt),
    updated_datetime: w3cDate(request.updatedAt),
    expected_datetime: request.expectedAt && w3cDate(request.expectedAt),
    address: request.address,
    address_id: null,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.long ?? null,
    media_url: null,
  }
}

/** The answer to POST requests. The receipt goes into the notice, which programs show to the person who filed and to nobody else. */
export function receivedAnswer({ id, receipt }: ServiceRequestReceived, publicUrl: string): Spark {
  return { service_request_id: id, service_notice: noticeOf(receipt, publicUrl), account_id: null }
}

function noticeOf({ bureau, clocks, receipt, state }: ServiceRequestReceived['receipt'], publicUrl: string): string {
  const promise = lastBinding(clocks)
  const track = `${publicUrl}${paths.track}`
  const zh = [
    state === 'to_dispatch' ? '已收到，正在确定承办单位。' : `已收到，由${bureau.zh}办理。`,
    promise ? `${promise.zh}：${w3cDate(promise.dueAt)} 前（${promise.article}）。` : '',
    `回执码 ${receipt}，只显示这一次，凭它在 ${track} 查询进度。`,
  ]
  const en = [
    state === 'to_dispatch' ? 'Received; the bureau is being chosen.' : `Received; the ${bureau.en} handles it.`,
    promise ? ` ${promise.en}: by ${w3cDate(promise.dueAt)} (${promise.rule.articleEn}).` : '',
    ` Receipt ${receipt}, shown this once; follow it at ${track}.`,
  ]
  return `${zh.join('')} ${en.join('')}`
}

/** What the law or the city promises last; a mere target is not promised. */
function lastBinding(clocks: Clock[]): Clock | null {
  const binding = clocks.filter(({ force }) => force !== 'target')
  return binding.reduce<Clock | null>((last, clock) => (last === null || clock.dueAt > last.dueAt ? clock : last), null)
}
