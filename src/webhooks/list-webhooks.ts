import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { shownWebhook, type WebhookShown, webhookRows } from './webhook-rows.ts'

/** Every endpoint, those in use first, with what is owed to it and what failed. Throws Forbidden. */
export async function listWebhooks({ db, actor, now }: Context): Promise<WebhookShown[]> {
  keeperOfWebhooks(actor)
  const rows = await webhookRows(db).orderBy(sql`disabled_at is not null`).orderBy('id').execute()
  return rows.map((row) => shownWebhook(row, now))
}
