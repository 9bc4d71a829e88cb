import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { findOwnCase } from './find-own-case.ts'

export type Solved = Tables['case_judgement']['solved']

export const solvedWords: Record<Solved, Said> = {
  solved: { zh: '解决了', en: 'Solved' },
  partly: { zh: '部分解决', en: 'Partly solved' },
  unsolved: { zh: '没有解决', en: 'Not solved' },
}

export type Judged = { solved: string; satisfied: string; why: string; reopen: boolean }

/**
 * Takes what the holder of the receipt says of the answer, once for each answer, and reopens the case when they ask for it: once in its
 * life, within 14 days, with a reason. Throws NotFound for an unknown receipt, Invalid with a message per field, Conflict when there is no
 * answer, when this answer is judged already, or when the case may not be reopened again.
 */
export async function judgeAnswer(context: Context, input: { receipt: string } & Judged): Promise<void> {
  const { db, now } = context
  const found = await findOwnCase(context, input.receipt)
  const judged = readJudged(input)
  const { answeredAt } = found
  if (answeredAt === null) throw new Conflict(noAnswer)
  const again = input.reopen ? decideMove(context, found, 'reopen', { reason: judged.why ?? '' }) : null
  await db.transaction().execute(async (tx) => {
    const kept = await tx
      .insertInto('case_judgement')
      .values({ case_id: found.id, answered_at: answeredAt, at: now, ...judged, reopened: again !== null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('case_id')
      .executeTakeFirst()
    if (!kept) throw new Conflict(judgedBefore)
    if (again) await recordMove(tx, context, again)
  })
}

function readJudged({ solved, satisfied, why, reopen }: Judged) {
  const fields: Record<string, Said> = {}
  const words = why.trim()
  if (!Object.hasOwn(solvedWords, solved)) fields.solved = { zh: '请选择是否解决', en: 'Say whether it is solved' }
  if (satisfied !== 'yes' && satisfied !== 'no')
    fields.satisfied = { zh: '请选择是否满意', en: 'Say whether you are satisfied' }
  if (words.length > 500) fields.why = { zh: '最多 500 字', en: 'At most 500 characters' }
  if (reopen && words.length < 5)
    fields.why = { zh: '请用至少 5 个字说明哪里没有解决', en: 'Say in at least 5 characters what is not solved' }
  if (Object.keys(fields).length > 0) throw new Invalid(incomplete, fields)
  return { solved: solved as Solved, satisfied: satisfied === 'yes', why: words === '' ? null : words }
}

const incomplete: Said = { zh: '评价还没有提交，请看各栏的提示。', en: 'Not sent yet; see the note beside each field.' }
const noAnswer: Said = { zh: '此案还没有答复。', en: 'There is no answer to judge yet.' }
const judgedBefore: Said = { zh: '这次答复您已经评价过。', en: 'You have judged this answer already.' }
