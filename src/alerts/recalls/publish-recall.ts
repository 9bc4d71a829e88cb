import { actorName, type Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { findKeptRecall } from './find-kept-recall.ts'
import { recordRecallEvent } from './record-recall-event.ts'

export const PUBLIC_WORDS_MAX = 2000
type Publishing = { noticeId: number; what: string; batches: string; advice: string }

/** A person makes the page of a recall public, or its words new: what, which ones, what to do. The same words again change nothing. Throws NotFound, Forbidden, Invalid with a sentence a field. */
export async function publishRecall(context: Context, { noticeId, ...words }: Publishing): Promise<void> {
  const { db, actor, now } = context
  await findKeptRecall(context, noticeId)
  const faults = Object.fromEntries(
    Object.entries(words).flatMap(([name, text]): [string, Said][] =>
      text.trim().length >= 5 && text.length <= PUBLIC_WORDS_MAX ? [] : [[name, length]],
    ),
  )
  if (Object.keys(faults).length > 0)
    throw new Invalid({ zh: '还没有发布，请看各栏的提示。', en: 'Not published yet: see each field.' }, faults)
  await db.transaction().execute(async (tx) => {
    const published = await tx
      .updateTable('recall_follow_up')
      .set({ ...words, published_at: now, published_by: actorName(actor) })
      .where('notice_id', '=', noticeId)
      .where(({ eb, or }) =>
        or([
          eb('published_at', 'is', null),
          eb('what', 'is distinct from', words.what),
          eb('batches', 'is distinct from', words.batches),
          eb('advice', 'is distinct from', words.advice),
        ]),
      )
      .returning('notice_id')
      .executeTakeFirst()
    if (!published) return
    await recordRecallEvent(tx, context, { noticeId, act: 'publish', reason: JSON.stringify(words) })
  })
}

const length = { zh: `请写 5 至 ${PUBLIC_WORDS_MAX} 个字`, en: `Write 5 to ${PUBLIC_WORDS_MAX} characters` }
