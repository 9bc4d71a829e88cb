import { may } from '../accounts/permissions.ts'
import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Forbidden, Invalid } from '../errors.ts'
import type { ModelAct } from './model-versions.ts'

type Event = { version: string; act: ModelAct; reason: string; replaced?: string }

/** Writes what happened to a model, in the caller's transaction. */
export async function recordModelEvent(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  event: Event,
): Promise<void> {
  await tx
    .insertInto('triage_model_event')
    .values({
      ...event,
      at: now,
      actor: actorName(actor),
      bureau: actor.kind === 'staff' ? actor.bureau : null,
    })
    .execute()
}

/** Throws Forbidden for those who only may look at the models. The operator at the machine may do everything. */
export function mayKeepModels({ actor }: Pick<Context, 'actor'>): void {
  if (actor.kind === 'operator' || may(actor, 'keep_triage_model')) return
  throw new Forbidden({ zh: '研判模型由联席会议办公室管理。', en: 'The joint-meeting office keeps the triage model.' })
}

/** Why it is done, as typed. Throws Invalid when it says nothing. */
export function readModelReason(typed: string): string {
  const reason = typed.trim()
  if (reason.length >= 2 && reason.length <= 500) return reason
  throw new Invalid(
    { zh: '请写明理由。', en: 'Say why.' },
    { reason: { zh: '理由应为 2 至 500 字', en: 'Say why, in 2 to 500 characters' } },
  )
}
