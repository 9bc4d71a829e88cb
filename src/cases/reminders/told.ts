import { sql } from 'kysely'
import type { Actor } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { ReminderRole } from '../../reference/city.ts'

/** One reminder as a page shows it, whatever its clock is of. */
export type Told = {
  id: number
  bureau: string
  dueAt: Date
  step: number
  role: ReminderRole
  because: 'step' | 'unacknowledged'
  toldAt: Date
  answerBy: Date
  escalatedAt: Date | null
  /** It was told to the reader, who has not acknowledged it yet. */
  mine: boolean
}

/** In a query: whether the reminder of this alias was told to the actor's role, of the own bureau where it is not the office's. */
export function toldTo({ actor }: { actor: Actor }, alias: 'r' | 'm' = 'r') {
  if (actor.kind !== 'staff') return sql<boolean>`false`
  const [role, bureau] = [sql.ref(`${alias}.role`), sql.ref(`${alias}.bureau`)]
  return sql<boolean>`(${role} = ${actor.role} and (${role} = 'joint_office' or ${bureau} = ${actor.bureau}))`
}

/** Throws NotFound unless the reminder was told to this actor. */
export function mustBeTold({ actor }: { actor: Actor }, row: { role: ReminderRole; bureau: string } | undefined): void {
  const told = row && actor.kind === 'staff' && actor.role === row.role
  if (!told || (row.role !== 'joint_office' && row.bureau !== actor.bureau)) throw new NotFound(notTold)
}

const notTold = {
  zh: '没有这条提醒，或它不是给您的岗位和单位的。',
  en: 'There is no such reminder, or it is not for your role and bureau.',
}
