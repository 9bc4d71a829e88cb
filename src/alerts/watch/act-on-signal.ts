import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Forbidden, Invalid } from '../../errors.ts'
import { recordSignalAct } from './record-signal-act.ts'
import type { SignalAct } from './signal-acts.ts'

export type SignalActing = {
  signalId: number
  act: SignalAct
  reason: string
  /** The warning that tells of the same, for `link`. */
  warningId?: number | null
}

/** A person acts on a signal, with a reason. Throws Forbidden, NotFound, Conflict, Invalid. */
export async function actOnSignal(
  context: Context,
  { signalId, act, reason: typed, warningId = null }: SignalActing,
): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'judge_signals')) throw new Forbidden(notYours)
  const reason = readReason(typed)
  if (act === 'link' && warningId === null) throw noSuchWarning()
  await db.transaction().execute(async (tx) => {
    await recordSignalAct(tx, context, { signalId, act, reason })
    if (act === 'confirm') await linkGrown(tx, context, signalId)
    if (warningId === null) return
    const linked = await tx
      .updateTable('warning')
      .set({ signal_id: signalId })
      .where('id', '=', warningId)
      .where('signal_id', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!linked) throw noSuchWarning()
  })
}

/** Judged an event while a warning was being written from it: it is linked to that one at once. */
async function linkGrown(tx: Db, context: Context, signalId: number): Promise<void> {
  const grown = await tx
    .selectFrom('warning')
    .where('signal_id', '=', signalId)
    .where('drill', '=', false)
    .where('state', '!=', 'dropped')
    .select('id')
    .orderBy('id')
    .executeTakeFirst()
  if (!grown) return
  const reason = `已在起草预警 ${grown.id} Warning ${grown.id} is being written`
  await recordSignalAct(tx, context, { signalId, act: 'link', reason })
}

const noSuchWarning = () =>
  new Invalid(
    { zh: '请写预警的编号。', en: 'Give the number of the warning.' },
    {
      warning: {
        zh: '没有这条预警，或者它已关联别的信号',
        en: 'No such warning, or it is linked to another signal',
      },
    },
  )

const notYours = { zh: '由联席会议办公室判断信号。', en: 'Signals are judged by the joint-meeting office.' }
