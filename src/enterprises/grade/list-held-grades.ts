import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Grade } from '../../reference/credit-rules.ts'

export type HeldListed = {
  id: number
  code: string
  firm: string
  grade: Grade
  shown: Grade | null
  computedAt: Date
  toldAt: Date | null
  showFrom: Date | null
}

/** Bad grades that are held, those that may be shown first. Nothing for who does not keep the register. */
export async function listHeldGrades({ db, actor }: Context): Promise<HeldListed[]> {
  if (!may(actor, 'keep_firms')) return []
  const rows = await db
    .selectFrom('enterprise_grade as g')
    .innerJoin('enterprise as e', 'e.id', 'g.enterprise_id')
    .where('g.state', '=', 'held')
    .select(['g.id', 'e.code', 'e.name', 'g.grade', 'e.grade as shown', 'g.computed_at', 'g.told_at', 'g.show_from'])
    .orderBy('g.show_from', (order) => order.asc().nullsLast())
    .orderBy('g.id')
    .limit(200)
    .execute()
  return rows.map(({ name, computed_at, told_at, show_from, ...row }) => ({
    ...row,
    firm: name,
    computedAt: computed_at,
    toldAt: told_at,
    showFrom: show_from,
  }))
}
