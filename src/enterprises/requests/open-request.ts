import type { Selectable } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Clock } from '../../cases/clocks/clocks.ts'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
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

/** How much a reason in the register says. */
export const registerReason = { min: 4, max: 1000 } as const

export const movedMeanwhile = {
  zh: '同事刚刚处理了这项申请，请看最新情况。',
  en: 'A colleague has just dealt with this request; look at it again.',
}
