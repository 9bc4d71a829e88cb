import { sql } from 'kysely'
import { receiptHash } from '../src/cases/tracking/receipt.ts'
import type { Role } from '../src/context.ts'
import type { Db } from '../src/db/open.ts'
import { signedIn } from './signed-in.ts'

export const receipt = 'ABCD-EFGH-JKMN-PQRS-TVWX'
export const jointReceipt = 'ABCD-EFGH-JKMN-PQRS-TVWY'
const together = 40
const proofs = 60

/** A session token by the role's name. */
export type Staff = Record<string, string>

/** One signed-in person of each role. */
export async function staffOf(db: Db): Promise<Staff> {
  const roles: [string, Role, string][] = [
    ['officer', 'officer', 'AMR'],
    ['office', 'joint_office', 'DATA'],
    ['dispatcher', 'dispatcher', 'DATA'],
    ['custodian', 'custodian', 'DATA'],
    ['auditor', 'auditor', 'DATA'],
    ['administrator', 'administrator', 'DATA'],
  ]
  const staff: Staff = {}
  for (const [name, role, bureau] of roles) staff[name] = await signedIn(db, { name, role, bureau })
  return staff
}

/** A case in hand of one bureau, with a receipt that is known. */
export async function oneCase(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('case_file')
    .select('id')
    .where('lead', '=', 'AMR')
    .where('state', '=', 'handling')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', id)
    .execute()
  return id
}

export type Together = { joined: number; incident: number; dispatched: number; filter: number }

/**
 * What lies across cases: an incident of forty that are mediated together, what reporters added, proofs of identity that wait, saved
 * filters, and a case that its bureau may still return.
 */
export async function severalTogether(db: Db): Promise<Together> {
  const { rows } = await sql<{ joined: number; incident: number; filter: number }>`
    with alike as (select id from case_file where lead = 'AMR' and state = 'handling' order by id desc limit ${together}),
    happened as (insert into incident (title, opened_at) values ('同一家健身房关门', now()) returning id),
    grouped as (
      insert into incident_member (report_id, incident_id, actor, joined_at, because)
      select a.id, h.id, 'job:group-new-reports', now(), '{同一商家}' from alike a cross join happened h),
    joint as (insert into joint_complaint (id, joined_at, joined_by) select min(id), now(), 'staff:1' from alike returning id),
    members as (
      insert into joint_member (case_id, joint_id, represents)
      select a.id, j.id, a.id < j.id + 2 from alike a cross join joint j),
    added as (
      update case_file set added_at = now() where lead = 'AMR' and state in ('dispatched', 'handling', 'answered') and id % 20 = 0),
    asked as (
      insert into identity_check (case_id, wanted, asked_at, asked_by, until_at, given_at)
      select id, '请证明身份', now(), 'staff:1', now() + interval '5 days', now() from case_file
       where lead = 'AMR' and state = 'handling' order by id limit ${proofs}),
    saved as (
      insert into saved_filter (account_id, bureau, desk, shared, name, query, made_at)
      select a.id, 'AMR', 'inbox', n % 2 = 0, '常用 ' || n, 'danger=2', now() from account a cross join generate_series(1, 30) n
       where a.username = 'bench-officer' returning id)
    select j.id as joined, h.id as incident, (select min(id) from saved) as filter from joint j cross join happened h`.execute(
    db,
  )
  const [made] = rows
  const { id: dispatched } = await db
    .selectFrom('case_file')
    .select('id')
    .where('lead', '=', 'AMR')
    .where('state', '=', 'dispatched')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  if (!made) throw new Error('no cases to join: ask for more of them')
  const hash = { receipt_hash: receiptHash(jointReceipt) }
  await db.updateTable('case_file').set(hash).where('id', '=', made.joined).execute()
  return { ...made, dispatched }
}
