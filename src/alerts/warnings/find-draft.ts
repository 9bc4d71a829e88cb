import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import { noWarning } from '../judge-decision.ts'
import type { DraftJudged } from './draft-acts.ts'
import { rulesAt } from './rules-at.ts'
import type { WarningContent } from './warning-content.ts'

export type DraftFound = DraftJudged & {
  warningId: number
  content: WarningContent
  lifting: boolean
  moves: number
  /** The newest published version; 0 before the first. */
  version: number
  /** The warning it is for is over: what was begun can only be thrown away. */
  over: boolean
  drill: boolean
  signedBy: number | null
  urgentReason: string | null
  reportedTo: string | null
  reportedAt: Date | null
  reportedRef: string | null
  rules: WarningRules
}

/** The text of a quality warning that is worked on, with the rules of today. Throws NotFound when there is none. */
export async function findDraft({ db, city, now }: Context, warningId: number): Promise<DraftFound> {
  const row = await db
    .selectFrom('warning_draft as d')
    .innerJoin('warning as w', 'w.id', 'd.warning_id')
    .selectAll('d')
    .select(['w.bureau', 'w.version', 'w.drill', 'w.state'])
    .where('d.warning_id', '=', warningId)
    .executeTakeFirst()
  if (!row) throw new NotFound(noWarning)
  // Written by this program only.
  const content = row.content as WarningContent
  return {
    warningId,
    content,
    level: content.level,
    bureau: row.bureau ?? '',
    stage: row.stage,
    lifting: row.lifting,
    moves: row.moves,
    version: row.version,
    over: row.state !== 'draft' && row.state !== 'released',
    drill: row.drill,
    writtenBy: row.written_by,
    reviewedBy: row.reviewed_by,
    signedBy: row.signed_by,
    urgentReason: row.urgent_reason,
    reportedTo: row.reported_to,
    reportedAt: row.reported_at,
    reportedRef: row.reported_ref,
    rules: rulesAt(city, now),
  }
}
