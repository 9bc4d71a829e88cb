import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { isTemplateAct, type OwnTemplate } from './offered-templates.ts'

/** One version of a bureau's template, and who wrote it when. */
export type TemplateVersion = OwnTemplate & { at: Date; by: string | null; ended: boolean }

/** `current` are those in force, the newest first; `versions` every version ever kept. */
export type BureauTemplates = { current: TemplateVersion[]; versions: TemplateVersion[] }

/** Versions that one page shows; a bureau with more has templates enough. */
const versionsMax = 1000

/** A bureau's own templates with their history, in one query; none for who does not see its cases. */
export async function listTemplates(context: Context, { bureau }: { bureau: string }): Promise<BureauTemplates> {
  if (!seesCase(context.actor, { lead: bureau, support: [] })) return { current: [], versions: [] }
  const rows = await context.db
    .selectFrom('reply_template as t')
    .leftJoin('account as who', (join) => join.onRef('who.id', '=', 't.account_id'))
    .where('t.bureau', '=', bureau)
    .select(['t.number', 't.version', 't.act', 't.matters', 't.name', 't.article', 't.text', 't.at', 't.ended'])
    .select('who.name as by')
    .orderBy('t.id', 'desc')
    .limit(versionsMax)
    .execute()
  const versions = rows.flatMap(({ act, ...row }) => (isTemplateAct(act) ? [{ ...row, act }] : []))
  const newest = [...Map.groupBy(versions, ({ number }) => number).values()].flatMap(([first]) => first ?? [])
  return { current: newest.filter(({ ended }) => !ended), versions }
}
