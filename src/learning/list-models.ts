import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { DispatchThresholds } from '../triage/model.ts'
import { type ModelAct, type ModelState, seedOf } from './model-versions.ts'
import { notYours } from './read-quality.ts'
import type { Replay } from './replay.ts'

const modelsShown = 20

export type ModelShown = {
  version: string
  state: ModelState
  madeAt: Date
  corrections: number
  confirmed: number
  /** Size of its numbers; null while it is taught. */
  bytes: number | null
  replay: Replay | null
  /** From which confidence in the bureau it dispatches alone; null while it is taught. */
  dispatch: DispatchThresholds | null
  events: { at: Date; act: ModelAct; name: string | null; reason: string; replaced: string | null }[]
}

/** The models of this program's seed, the newest first, with their replays and history. Throws Forbidden. */
export async function listModels({ db, actor, model }: Context): Promise<{ models: ModelShown[]; mayKeep: boolean }> {
  if (!may(actor, 'see_triage_quality')) throw new Forbidden(notYours)
  const rows = await db
    .selectFrom('triage_model as m')
    .where('m.seed', '=', seedOf(model.version))
    .select(['m.version', 'm.state', 'm.made_at', 'm.corrections', 'm.confirmed', 'm.replay'])
    .select(sql<number | null>`octet_length(m.weights)`.as('bytes'))
    .select(sql<DispatchThresholds | null>`m.header -> 'dispatch'`.as('dispatch'))
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('triage_model_event as e')
          .leftJoin('account as p', (join) => join.on(sql<boolean>`e.actor = 'staff:' || p.id`))
          .whereRef('e.version', '=', 'm.version')
          .select(['e.at', 'e.act', 'p.name', 'e.reason', 'e.replaced'])
          .orderBy('e.id', 'desc')
          .limit(20),
      ).as('events'),
    )
    .orderBy('m.made_at', 'desc')
    .orderBy('m.version', 'desc')
    .limit(modelsShown)
    .execute()
  const models = rows.map(({ made_at, replay, events, ...row }) => ({
    ...row,
    madeAt: made_at,
    replay: replay as Replay | null,
    events: events.map((event) => ({ ...event, at: new Date(event.at) })),
  }))
  return { models, mayKeep: may(actor, 'keep_triage_model') }
}
