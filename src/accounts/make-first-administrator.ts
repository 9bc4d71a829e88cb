import type { Context } from '../context.ts'
import { hashPassword } from './password.ts'

/**
 * In a database without any account, makes the administrator `admin` under the password that the operator set, so that
 * somebody can open the others. Answers whether one was made.
 */
export async function makeFirstAdministrator(context: Context, { password }: { password: string }): Promise<boolean> {
  const { db, city, now } = context
  if (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) return false
  const made = await db
    .insertInto('account')
    .values({
      username: 'admin',
      name: '系统管理员',
      role: 'administrator',
      bureau: city.dispatchBureau,
      password_hash: await hashPassword(password),
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
