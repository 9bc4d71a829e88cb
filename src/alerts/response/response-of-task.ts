import type { Context } from '../../context.ts'

/** The response of which a task is part; null when it is part of none. */
export async function responseOfTask({ db }: Pick<Context, 'db'>, taskId: number): Promise<number | null> {
  const row = await db.selectFrom('task').where('id', '=', taskId).select('response_id').executeTakeFirst()
  return row?.response_id ?? null
}
