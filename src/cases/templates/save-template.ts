import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, NotFound, type Said } from '../../errors.ts'
import { readTemplate, type TypedTemplate, templateLimits } from './new-template.ts'

/** The template that was looked at: its number in the bureau, and which version of it. */
export type TemplateSeen = { number: number; version: number }

/**
 * Keeps a template of the own bureau: a new one, or a new version of the one that was looked at. No version is ever changed. Throws
 * Forbidden for who does not keep templates, NotFound for a number the bureau does not have, Conflict when somebody saved meanwhile or the
 * bureau has enough, Invalid with a message per field.
 */
export async function saveTemplate(
  context: Context,
  { seen, typed }: { seen: TemplateSeen | null; typed: TypedTemplate },
): Promise<TemplateSeen> {
  const { actor, db, now, city } = context
  if (actor.kind !== 'staff' || !may(actor, 'keep_reply_templates')) throw new Forbidden(notYours)
  const template = readTemplate(city, typed)
  const newest = await newestOf(context, actor.bureau)
  if (seen && !newest.has(seen.number)) throw new NotFound(noSuchTemplate)
  if (seen && newest.get(seen.number) !== seen.version) throw new Conflict(savedMeanwhile)
  if (!seen && newest.size >= templateLimits.perBureau) throw new Conflict(enough)
  const number = seen?.number ?? Math.max(0, ...newest.keys()) + 1
  const version = (seen?.version ?? 0) + 1
  const saved = await db
    .insertInto('reply_template')
    .values({ ...template, bureau: actor.bureau, number, version, at: now, account_id: actor.accountId, ended: false })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['number', 'version'])
    .executeTakeFirst()
  if (!saved) throw new Conflict(savedMeanwhile)
  return saved
}

/** The newest version of each number. */
async function newestOf({ db }: Context, bureau: string): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('reply_template')
    .where('bureau', '=', bureau)
    .groupBy('number')
    .select(({ fn }) => ['number', fn.max('version').as('version')])
    .execute()
  return new Map(rows.map(({ number, version }) => [number, version]))
}

const notYours: Said = { zh: '答复模板由单位负责人维护。', en: 'Reply templates are kept by the head of the bureau.' }
const noSuchTemplate: Said = { zh: '本单位没有这个模板。', en: 'Your bureau has no such template.' }
const enough: Said = {
  zh: `每个单位最多 ${templateLimits.perBureau} 个模板，请修改已有的。`,
  en: `A bureau has at most ${templateLimits.perBureau} templates; change one of those.`,
}
const savedMeanwhile: Said = {
  zh: '同事刚刚保存过这个模板，请看最新版本后再修改。',
  en: 'A colleague has just saved this template; look at the newest version before you change it.',
}
