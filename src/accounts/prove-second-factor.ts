import type { Context } from '../context.ts'
import { Conflict, Forbidden, Invalid } from '../errors.ts'
import { unlockSecret } from './identity-vault.ts'
import { recordAudit } from './record-audit.ts'
import { codeStep } from './second-factor.ts'

/** Puts the secret that was set up to use, once its app shows the right code. Throws Invalid for a wrong one, Conflict when none was set up. */
export async function proveSecondFactor(context: Context, { code }: { code: string }): Promise<void> {
  const { db, actor, vault, now } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const account = await db
    .selectFrom('account')
    .where('id', '=', actor.accountId)
    .where('totp_since', 'is', null)
    .select('totp_secret')
    .executeTakeFirst()
  if (!account?.totp_secret) throw new Conflict({ zh: '请先生成密钥。', en: 'Set it up first.' })
  const step = codeStep(unlockSecret(vault, actor.accountId, account.totp_secret), code, now)
  if (step === null) throw new Invalid(wrongCode, { code: wrongCode })
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('account')
      .set({ totp_since: now, totp_step: step })
      .where('id', '=', actor.accountId)
      .execute()
    await recordAudit(tx, context, { act: 'second_factor_set', subject: `account:${actor.accountId}` })
  })
}

const wrongCode = {
  zh: '验证码不对，请输入应用里现在显示的 6 位数字，并核对手机时间。',
  en: 'Wrong code: enter the six digits the app shows now and check the phone’s clock.',
}
