import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { settledRows } from './settled-rows.ts'
import {
  type CaseHappened,
  caseMessage,
  concerns,
  type MeasureHappened,
  measureMessage,
  type WarningHappened,
  type WebhookMessage,
  warningMessage,
} from './webhook-events.ts'

const rowsPerRound = 500

type World = Pick<Context, 'db' | 'queue' | 'publicUrl' | 'now'>

/**
 * Reads on in the histories of cases, warnings and measures and owes what programs must be told of it. Answers how many rows were read; two
 * workers never read the same ones. While nobody wants to be told it reads nothing.
 */
export async function queueWebhooks(world: World): Promise<number> {
  const { rows } = await sql`select from webhook_endpoint where disabled_at is null limit 1`.execute(world.db)
  if (rows.length === 0) return 0
  return (await readOn(world, cases)) + (await readOn(world, warnings)) + (await readOn(world, measures))
}

type History<Row extends { id: number; at: Date }> = {
  name: 'case_event' | 'warning_event' | 'measure_event'
  read: (tx: Db, after: number) => Promise<Row[]>
  message: (row: Row, publicUrl: string) => WebhookMessage | null
}

const cases: History<CaseHappened> = {
  name: 'case_event',
  read: (tx, after) =>
    tx
      .selectFrom('case_event as e')
      .innerJoin('case_file as c', 'c.id', 'e.case_id')
      .where('e.id', '>', after)
      .select(['e.id', 'e.case_id', 'e.at', 'e.act', 'e.from_state', 'e.to_state', 'e.bureau', 'e.to_bureau'])
      .select(['c.kind', 'c.leaf', 'c.lead', 'c.support', 'c.district', 'c.danger', 'c.risk', 'c.next_due_at'])
      .orderBy('e.id')
      .limit(rowsPerRound)
      .execute(),
  message: caseMessage,
}

const warnings: History<WarningHappened> = {
  name: 'warning_event',
  read: (tx, after) =>
    tx
      .selectFrom('warning_event as e')
      .innerJoin('warning as w', 'w.id', 'e.warning_id')
      .where('e.id', '>', after)
      .leftJoin('warning_version as v', (join) =>
        join
          .onRef('v.warning_id', '=', 'e.warning_id')
          .onRef('v.at', '=', 'e.at')
          .on(sql<boolean>`v.change = case when e.act in ('release', 'publish') then 'issue' else e.act end`),
      )
      .select(['e.id', 'e.warning_id', 'e.at', 'e.act', 'w.kind', 'w.leaves', 'w.drill'])
      .select(['v.number', 'v.level', 'v.content', sql<string | null>`v.content ->> 'audience'`.as('audience')])
      .orderBy('e.id')
      .limit(rowsPerRound)
      .execute(),
  message: warningMessage,
}

const measures: History<MeasureHappened> = {
  name: 'measure_event',
  read: (tx, after) =>
    tx
      .selectFrom('measure_event as e')
      .innerJoin('measure as m', 'm.family', 'e.family')
      .where('e.id', '>', after)
      .select(['e.id', 'e.family', 'e.at', 'e.what', 'e.was', 'e.became'])
      .select(['m.market', 'm.leaves', 'm.title', 'm.title_zh'])
      .orderBy('e.id')
      .limit(rowsPerRound)
      .execute(),
  message: measureMessage,
}

async function readOn<Row extends { id: number; at: Date }>(
  { db, queue, publicUrl, now }: World,
  { name, read, message }: History<Row>,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const cursor = await tx
      .selectFrom('webhook_cursor')
      .select('read_to')
      .where('history', '=', name)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!cursor) return 0
    const rows = settledRows(cursor.read_to, await read(tx, cursor.read_to), now)
    const last = rows.at(-1)
    if (!last) return 0
    const owed = await owe(
      tx,
      rows.flatMap((row) => message(row, publicUrl) ?? []),
    )
    await queue.owe(tx, 'deliver-webhook', owed)
    await tx.updateTable('webhook_cursor').set({ read_to: last.id }).where('history', '=', name).execute()
    return rows.length
  })
}

async function owe(tx: Db, messages: WebhookMessage[]): Promise<{ deliveryId: number }[]> {
  const endpoints = await tx
    .selectFrom('webhook_endpoint')
    .select(['id', 'bureau', 'events', 'created_at'])
    .where('disabled_at', 'is', null)
    .execute()
  const deliveries = messages.flatMap((message) =>
    endpoints
      .filter((endpoint) => concerns(endpoint, message))
      .map(({ id }) => ({
        endpoint_id: id,
        message_id: message.messageId,
        kind: message.kind,
        body: message.body,
        happened_at: message.at,
        status: 'owed' as const,
      })),
  )
  if (deliveries.length === 0) return []
  return tx
    .insertInto('webhook_delivery')
    .values(deliveries)
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'message_id']).doNothing())
    .returning('id as deliveryId')
    .execute()
}
