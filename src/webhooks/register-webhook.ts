import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import { recordAudit } from '../accounts/record-audit.ts'
import type { Actor, Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Conflict, Forbidden } from '../errors.ts'
import { readNewWebhook, type WebhookAsked } from './new-webhook.ts'
import { keyIdOf, keyText, webhookKey } from './webhook-keys.ts'

/** `key` is shown this once. */
export type WebhookRegistered = { endpointId: number; key: string }

const endpointsMax = 50

/**
 * Registers a program that is told what happens from now on; the same form, known by its `submissionKey`, once. Throws Forbidden, Invalid
 * with a sentence per field, and Conflict when there are too many already.
 */
export async function registerWebhook(
  context: Context & { anyAddress: boolean },
  { submissionKey = randomUUID(), ...asked }: WebhookAsked & { submissionKey?: string },
): Promise<WebhookRegistered> {
  const { db, city, actor, now, secret, anyAddress } = context
  const accountId = keeperOfWebhooks(actor)
  const wanted = readNewWebhook(asked, { bureaus: new Set(city.bureaus.keys()), anyAddress })
  const keyId = keyIdOf(submissionKey, wanted)
  const endpointId = await db.transaction().execute(async (tx) => {
    await readFromHereOn(tx)
    const made = await tx
      .insertInto('webhook_endpoint')
      .values({ ...wanted, key_id: keyId, created_at: now, created_by: accountId })
      .onConflict((conflict) => conflict.column('key_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return sameEndpoint(tx, keyId)
    const subject = `webhook:${made.id}`
    await recordAudit(tx, context, { act: 'webhook_registered', subject, detail: { url: wanted.url } })
    return made.id
  })
  return { endpointId, key: keyText(webhookKey(secret, keyId)) }
}

async function sameEndpoint(tx: Db, keyId: string): Promise<number> {
  const same = tx.selectFrom('webhook_endpoint').where('key_id', '=', keyId).select('id')
  return (await same.executeTakeFirstOrThrow()).id
}

/** The account that acts. Throws Forbidden for whoever may not look after webhooks. */
export function keeperOfWebhooks(actor: Actor): number {
  if (actor.kind === 'staff' && may(actor, 'keep_webhooks')) return actor.accountId
  throw new Forbidden({ zh: '只有系统管理员管理推送。', en: 'Only administrators keep webhooks.' })
}

/** The first endpoint begins with what happens next: while nobody listened nothing was read. Throws Conflict beyond the limit. */
export async function readFromHereOn(tx: Db): Promise<void> {
  const { active } = await tx
    .selectFrom('webhook_endpoint')
    .where('disabled_at', 'is', null)
    .select(sql<number>`count(*)::int`.as('active'))
    .executeTakeFirstOrThrow()
  if (active >= endpointsMax) throw new Conflict(tooMany)
  if (active > 0) return
  await sql`
    insert into webhook_cursor (history, read_to)
    values ('case_event', (select coalesce(max(id), 0) from case_event)),
           ('warning_event', (select coalesce(max(id), 0) from warning_event)),
           ('measure_event', (select coalesce(max(id), 0) from measure_event))
    on conflict (history) do update set read_to = excluded.read_to`.execute(tx)
}

const tooMany = {
  zh: `最多 ${endpointsMax} 个推送地址，请先停用不用的。`,
  en: `At most ${endpointsMax} endpoints; disable one first.`,
}
