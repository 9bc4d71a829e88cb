import type { Context, Role } from '../context.ts'

/** The context of somebody in this role; null in a city whose demo has nobody there. */
export async function actingAs(context: Context, role: Role, bureau: string): Promise<Context | null> {
  const row = await context.db
    .selectFrom('account')
    .where('role', '=', role)
    .where('bureau', '=', bureau)
    .select(['id', 'name'])
    .orderBy('id')
    .executeTakeFirst()
  return row ? { ...context, actor: { kind: 'staff', accountId: row.id, name: row.name, role, bureau } } : null
}

const DAY_MS = 86_400_000

/** The same hands so many days ago. */
export const daysAgo = (context: Context, days: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() - days * DAY_MS),
})
