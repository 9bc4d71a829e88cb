import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { notYours } from '../own/invite-firm.ts'

export type HeldGrade = {
  id: number
  enterprise_id: number
  grade: 'A' | 'B' | 'C' | 'D' | 'N'
  told_at: Date | null
  show_from: Date | null
}

/** A grade that is held, for a person who may decide on it. Throws Forbidden, NotFound. */
export async function heldGrade({ db, actor }: Pick<Context, 'db' | 'actor'>, gradeId: number): Promise<HeldGrade> {
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  const held = await db
    .selectFrom('enterprise_grade')
    .select(['id', 'enterprise_id', 'grade', 'told_at', 'show_from'])
    .where('id', '=', gradeId)
    .where('state', '=', 'held')
    .executeTakeFirst()
  if (!held)
    throw new NotFound({
      zh: '没有这项待公布的等级，可能已重新计算。',
      en: 'There is no such held grade; it may have been computed anew.',
    })
  return held
}

/** Throws Conflict while an objection of the firm is undecided. */
export async function noOpenObjection(db: Db, enterpriseId: number): Promise<void> {
  const open = await db
    .selectFrom('firm_request')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '=', 'objection')
    .where('state', '<>', 'decided')
    .executeTakeFirst()
  if (open)
    throw new Conflict({
      zh: '企业的异议尚未决定，决定后再公布。',
      en: 'An objection of the firm is undecided; show the grade after it is.',
    })
}
