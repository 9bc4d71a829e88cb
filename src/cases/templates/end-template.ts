import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, type Said } from '../../errors.ts'
import type { TemplateSeen } from './save-template.ts'

/**
 * Takes a template of the own bureau out of use by a last version that says so; saving it again puts it back. Throws Forbidden for who does
 * not keep templates, Conflict when it is not the version that was looked at.
 */
export async function endTemplate(context: Context, { number, version }: TemplateSeen): Promise<void> {
  const { actor, db, now } = context
  if (actor.kind !== 'staff' || !may(actor, 'keep_reply_templates')) throw new Forbidden(notYours)
  const last = await db
    .selectFrom('reply_template')
    .where('bureau', '=', actor.bureau)
    .where('number', '=', number)
    .select(['bureau', 'number', 'version', 'act', 'matters', 'name', 'article', 'text', 'ended'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last || last.ended || last.version !== version) throw new Conflict(changed)
  const ended = await db
    .insertInto('reply_template')
    .values({ ...last, version: version + 1, at: now, account_id: actor.accountId, ended: true })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  if (!ended) throw new Conflict(changed)
}

const notYours: Said = { zh: '答复模板由单位负责人维护。', en: 'Reply templates are kept by the head of the bureau.' }
const changed: Said = {
  zh: '这个模板已有变动，请看最新情况。',
  en: 'This template has changed meanwhile; look at it again.',
}
