import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { dutyMailOf } from './bureaus-told.ts'
import { recordEvent } from './record-event.ts'
import { recordVersion } from './record-version.ts'
import { rulesAt } from './rules-at.ts'
import type { WarningContent } from './warning-content.ts'
import { endingLetter } from './warning-letters.ts'
import { warningLinks } from './warning-links.ts'

const perRound = 100

/**
 * Ends what is past its end, as a version of its own: the end was signed with the text. Colours that do not expire alone stay in force until
 * people renew or lift them. Before either, its bureau and the office are told once. Answers how many expired; safe in many processes.
 */
export async function expireWarnings(context: Context): Promise<number> {
  const { db, city, now } = context
  const rules = rulesAt(city, now)
  return db.transaction().execute(async (tx) => {
    const rows = await endingSoon(tx, new Date(now.getTime() + rules.remind_hours * 3_600_000))
    const over = rows.filter(({ expires_at, level }) => ended(expires_at, now) && rules.expires_alone.includes(level))
    for (const row of over) await expire(tx, context, row)
    for (const row of rows)
      if (!over.includes(row)) await remind(tx, context, row, rules.expires_alone.includes(row.level))
    return over.length
  })
}

const ended = (at: Date | null, now: Date): boolean => at !== null && at <= now

function endingSoon(tx: Db, before: Date) {
  return tx
    .selectFrom('warning as w')
    .innerJoin('warning_version as v', (join) =>
      join.onRef('v.warning_id', '=', 'w.id').onRef('v.number', '=', 'w.version'),
    )
    .where('w.state', '=', 'released')
    .where('w.expires_at', '<=', before)
    .select(['w.id', 'w.level', 'w.version', 'w.expires_at', 'w.drill', 'w.bureau', 'w.rule_version'])
    .select(['v.content', 'v.change', 'v.at'])
    .orderBy('w.expires_at')
    .limit(perRound)
    .forUpdate('w')
    .skipLocked()
    .execute()
}

type Row = Awaited<ReturnType<typeof endingSoon>>[number]

async function expire(tx: Db, context: Context, row: Row): Promise<void> {
  const reason = '有效期已到 Past its end'
  const content: WarningContent = { ...(row.content as WarningContent), note: { zh: '有效期已到', en: 'Past its end' } }
  const { id: warningId, version: after, rule_version: ruleVersion } = row
  await recordVersion(tx, context, { warningId, after, change: 'expire', content, ruleVersion, reason })
  await tx
    .updateTable('warning')
    .set({ state: 'expired', decided_by: 'job:expire-warnings', decided_at: context.now, decision_reason: reason })
    .where('id', '=', warningId)
    .execute()
  await tx.deleteFrom('warning_draft').where('warning_id', '=', warningId).where('lifting', '=', true).execute()
  await recordEvent(tx, context, { warningId, act: 'expire', reason })
}

/** A letter is one for ever per end, so that a round that looks again writes nothing. */
async function remind(tx: Db, { city, queue, publicUrl, now }: Context, row: Row, alone: boolean): Promise<void> {
  const { id: warningId, version: number, change, at, drill } = row
  const told = { warningId, number, change, content: row.content as WarningContent, at, drill }
  const url = `${publicUrl}${warningLinks.onDesk(warningId)}`
  const desks = [...new Set([row.bureau ?? city.dispatchBureau, city.dispatchBureau])]
  const letters = desks.flatMap((bureau) => {
    const to = dutyMailOf(city, bureau)
    return to === null ? [] : [endingLetter(told, { to, url, alone })]
  })
  await oweLetters(tx, queue, letters, now)
}
