import type { Selectable } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Clock } from '../cases/clocks.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../errors.ts'
import type { City } from '../reference/city.ts'
import { procedureClock, procedureOf } from './procedures.ts'

export type RequestRow = Selectable<Tables['firm_request']>

/** A request that the actor may decide on: of the own bureau, or any for who passes objections on. Throws NotFound, Forbidden, Conflict. */
export async function openRequest({ db, actor }: Context, requestId: number): Promise<RequestRow> {
  const request = await db.selectFrom('firm_request').selectAll().where('id', '=', requestId).executeTakeFirst()
  if (!request || !may(actor, 'see_firms'))
    throw new NotFound({ zh: '没有这项申请。', en: 'There is no such request.' })
  if (request.state === 'decided')
    throw new Conflict({ zh: '这项申请已经决定。', en: 'This request is decided already.' })
  return request
}

/** Throws Forbidden unless the request is the own bureau's to decide. */
export function mustBeOwn({ actor }: Pick<Context, 'actor'>, { bureau }: RequestRow): void {
  if (actor.kind === 'staff' && may(actor, 'keep_firms') && actor.bureau === bureau) return
  throw new Forbidden({ zh: '由信息来源单位决定。', en: 'The bureau that is the source of the fact decides.' })
}

/** The clock that runs on a request, as it stands. */
export function requestClock(
  city: City,
  request: Pick<RequestRow, 'kind' | 'state' | 'asked_at' | 'forwarded_at' | 'extended'>,
): Clock {
  const { kind, state, asked_at, forwarded_at, extended } = request
  return procedureClock(
    city,
    procedureOf(kind, state === 'decided' && forwarded_at ? 'forwarded' : state),
    forwarded_at ?? asked_at,
    { extended },
  )
}

/** Why it was decided so, as typed. Throws Invalid when it says nothing. */
export function reasonOf(typed: string): string {
  const reason = typed.trim()
  if (reason.length >= 4 && reason.length <= 1000) return reason
  const said = { zh: '请写明理由，4 至 1000 字。', en: 'Say why, in 4 to 1000 characters.' }
  throw new Invalid(said, { reason: said })
}

export const movedMeanwhile = {
  zh: '同事刚刚处理了这项申请，请看最新情况。',
  en: 'A colleague has just dealt with this request; look at it again.',
}
