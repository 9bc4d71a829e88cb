import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import { may } from './permissions.ts'
import type { AuditAct } from './record-audit.ts'

export type AuditShown = {
  events: { id: number; at: Date; actor: string; name: string | null; act: AuditAct; subject: string }[]
  seal: { at: Date; head: string; seals: number } | null
}

const eventsShown = 200

/** The newest entries of the record and the head of the chain. For auditors; else Forbidden. */
export async function listAudit({ db, actor }: Context): Promise<AuditShown> {
  if (!may(actor, 'read_audit')) throw new Forbidden({ zh: '只有审计人员可以查看。', en: 'Only auditors see this.' })
  const events = await db
    .selectFrom('audit_event as e')
    .leftJoin('account as a', (join) => join.on(sql<boolean>`e.actor = 'staff:' || a.id`))
    .select(['e.id', 'e.at', 'e.actor', 'a.name', 'e.subject'])
    .select(sql<AuditAct>`e.act`.as('act'))
    .orderBy('e.id', 'desc')
    .limit(eventsShown)
    .execute()
  const seal = await db
    .selectFrom('audit_seal')
    .select(['id', 'at', 'head'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { events, seal: seal ? { at: seal.at, head: seal.head, seals: seal.id } : null }
}
