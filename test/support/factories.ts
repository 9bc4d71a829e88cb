import { randomUUID } from 'node:crypto'
import type { Actor } from '../../src/context.ts'
import type { Db } from '../../src/db/open.ts'
import { type NewComplaint, parseComplaint } from '../../src/intake/new-complaint.ts'
import { monday } from './world.ts'

type Staff = Extract<Actor, { kind: 'staff' }>

/** A complaint that is fine as it is; say only what the test is about. */
export function aComplaint(said: Partial<NewComplaint> = {}): NewComplaint {
  const usual = {
    title: '新买的电饭煲漏电',
    text: '上周在福田区一家电器店买的电饭煲，第二次用就漏电，手被麻了一下，店家不肯退。',
    kind: 'complaint',
    contact: { name: '陈女士', phone: '13800000000', email: 'chen@example.com' },
    submission_key: randomUUID(),
  }
  return parseComplaint({ ...usual, ...said }, '2026-11-16')
}

/** A member of staff with a row of their own; `password` is not usable for signing in. */
export async function anOfficer(
  db: Db,
  said: { role?: Staff['role']; bureau?: string; name?: string } = {},
): Promise<Staff> {
  const { role = 'officer', bureau = 'AMR', name = '李明' } = said
  const { id } = await db
    .insertInto('account')
    .values({ username: `u-${randomUUID()}`, name, role, bureau, password_hash: 'none', created_at: monday })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { kind: 'staff', accountId: id, name, role, bureau }
}
