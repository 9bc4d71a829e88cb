import type { Clock } from '../../cases/clocks/clocks.ts'
import type { PublicRequest } from '../../intake/open311/list-service-requests.ts'
import type { ServiceRequestReceived } from '../../intake/open311/receive-service-request.ts'
import { w3cDate } from '../../intake/open311/w3c-dates.ts'
import type { ClockRule } from '../../reference/city.ts'
import { paths } from '../paths.ts'
import { shanghaiDue } from '../times.ts'
import { both } from './services.ts'
import type { Spark } from './spark.ts'

/** One request as GET requests tells it: every field of GeoReport v2, null where there is nothing to tell or it is not public. */
export function requestAnswer(request: PublicRequest): Spark {
  const { status, state, service, bureau, promise, point } = request
  return {
    service_request_id: request.id,
    status,
    status_notes: request.answer ?? both(state),
    service_name: both(service),
    service_code: service.code,
    description: request.description,
    agency_responsible: bureau && both(bureau),
    service_notice: promise?.rule ? promised(promise.rule, promise.dueAt) : null,
    requested_datetime: w3cDate(request.requestedAt),
    updated_datetime: w3cDate(request.updatedAt),
    expected_datetime: promise && w3cDate(lastMoment(promise.dueAt)),
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
  const binding = clocks.filter(({ force }) => force !== 'target')
  const last = binding.reduce<Clock | null>((one, clock) => (one && one.dueAt >= clock.dueAt ? one : clock), null)
  const track = `${publicUrl}${paths.track}`
  const taken =
    state === 'to_dispatch'
      ? '已收到，正在确定承办单位。 Received; the bureau is being chosen.'
      : `已收到，由${bureau.zh}办理。 Received; the ${bureau.en} handles it.`
  return [
    taken,
    ...(last ? [promised(last.rule, last.dueAt)] : []),
    `回执码 ${receipt}，只显示这一次，凭它在 ${track} 查询进度、补充照片和说明。 Receipt ${receipt}, shown this once; follow and add to it at ${track}.`,
  ].join('\n')
}

/** A term that ends at midnight ends with its last day: programs show the date alone, and the midnight after it reads as a day later. */
function lastMoment(dueAt: Date): Date {
  return w3cDate(dueAt).includes('T00:00:00') ? new Date(dueAt.getTime() - 1000) : dueAt
}

/** What must happen by when, and the article that says so. */
function promised({ zh, en, article, articleEn }: ClockRule, dueAt: Date): string {
  const due = shanghaiDue(dueAt)
  return `${zh}：最迟 ${due}（${article}）。 ${en}: by ${due} at the latest (${articleEn}).`
}
