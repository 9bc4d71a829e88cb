import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import { Conflict } from '../errors.ts'
import { recordModelEvent } from './model-events.ts'

type Change = {
  to: { version: string; seed: string; state: 'challenger' | 'retired' }
  act: 'promote' | 'roll_back'
  reason: string
}

/** One model goes out of force and another in, with one row of history, in one transaction. Throws Conflict when either has moved. */
export async function changeChampion(context: Context, { to, act, reason }: Change): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const out = await tx
      .updateTable('triage_model')
      .set({ state: 'retired' })
      .where('seed', '=', to.seed)
      .where('state', '=', 'champion')
      .returning('version')
      .executeTakeFirst()
    const into = await tx
      .updateTable('triage_model')
      .set({ state: 'champion' })
      .where('version', '=', to.version)
      .where('state', '=', to.state)
      .returning('version')
      .executeTakeFirst()
    if (!out || !into) throw new Conflict(changedMeanwhile)
    await recordModelEvent(tx, context, { version: to.version, act, reason, replaced: out.version })
    // Under the chain of seals: which model decided is part of the history.
    await recordAudit(tx, context, {
      act: act === 'promote' ? 'model_promoted' : 'model_rolled_back',
      subject: `model:${to.version}`,
      detail: { replaced: out.version },
    })
  })
}

const changedMeanwhile = {
  zh: '同事刚刚更换了模型，请看最新情况。',
  en: 'A colleague has just changed the model; look at it again.',
}
