import { randomBytes } from 'node:crypto'
import { recordCorrection } from '../../cases/record-correction.ts'
import type { Context } from '../../context.ts'
import type { CleanAttachment } from '../clean-attachment.ts'
import { type Receipt, receiveComplaint } from '../receive-complaint.ts'
import { roundedPoint } from './point.ts'
import type { ServiceRequest } from './service-request.ts'

/** `id` is the service_request_id, the number that everybody may see; the receipt is for the reporter alone. */
export type ServiceRequestReceived = { id: string; receipt: Receipt }

/**
 * Takes a filing from an Open311 program. Triage decides as always; the service that was chosen is kept as the reporter's own
 * word, and as a correction where triage says otherwise.
 */
export async function receiveServiceRequest(
  context: Context,
  { request, attachments }: { request: ServiceRequest; attachments: CleanAttachment[] },
): Promise<ServiceRequestReceived> {
  const { db, now, model } = context
  const { leaf, complaint } = request
  const point = request.point && roundedPoint(request.point)
  // A letter first, because some programs turn whatever looks like a number into one.
  const id = `r${randomBytes(12).toString('hex')}`
  await db
    .insertInto('open311_request')
    .values({ id, service_code: leaf.code, lat: point?.lat ?? null, long: point?.long ?? null, made_at: now })
    .execute()
  const receipt = await receiveComplaint(context, complaint, { channel: 'open311', channelRef: id, attachments })
  if (receipt.sector.code !== leaf.code) {
    await recordCorrection(db, {
      reportId: receipt.caseId,
      what: 'leaf',
      predicted: receipt.sector.code,
      corrected: leaf.code,
      reason: null,
      source: 'reporter',
      by: context.actor,
      bureau: null,
      at: now,
      model: model.version,
    })
  }
  return { id, receipt }
}
