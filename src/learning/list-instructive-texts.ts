import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { Assessment } from '../triage/assessment.ts'
import { masked } from '../triage/personal-details.ts'
import { notYours } from './read-quality.ts'
import { wordsOf } from './unknown-words.ts'

const newestLookedAt = 5000
const leastSureRead = 200
const textsShown = 20
const unitsShown = 160
/** A text without one unknown word still teaches something where the model wavers. */
const noveltyMin = 0.05

/** A text that would teach much, with personal data masked. `uncertainty` and `novelty` are shares; their product orders the list. */
export type InstructiveText = {
  id: number
  text: string
  leaf: Assessment['leaf']
  lead: Assessment['lead']
  uncertainty: number
  novelty: number
}

/**
 * What a dispatcher should look at for the sake of learning: among the newest reports that nobody settled, those between whose
 * two likeliest leaves the model wavers most, times the share of their words that it does not know. Throws Forbidden.
 */
export async function listInstructiveTexts({ db, actor, city, model }: Context): Promise<InstructiveText[]> {
  if (!may(actor, 'see_triage_quality')) throw new Forbidden(notYours)
  const { rows } = await sql<Row>`
    select r.id, r.title, r.text, a.detail -> 'leaf' as leaf, a.detail -> 'lead' as lead
      from (select id, title, text from report order by received_at desc limit ${newestLookedAt}) r
      join assessment a on a.report_id = r.id
      join case_file f on f.id = r.id and f.state not in ('answered', 'closed', 'refused')
     where not exists (select from correction c where c.report_id = r.id and c.what in ('leaf', 'lead') and c.source <> 'reporter')
       and not exists (select from likely_duplicate d where d.report_id = r.id)
     order by a.confidence, r.id limit ${leastSureRead}`.execute(db)
  return rows
    .map(({ id, title, text, leaf, lead }) => {
      const { known, unknown } = wordsOf({ title, text }, city, model)
      const novelty = Math.max(noveltyMin, unknown / Math.max(1, known + unknown))
      const uncertainty = 1 - (leaf.confidence - (leaf.alternatives[0]?.confidence ?? 0))
      return { id, text: shortened(masked(`${title}\n${text}`.trim())), leaf, lead, uncertainty, novelty }
    })
    .sort((a, b) => b.uncertainty * b.novelty - a.uncertainty * a.novelty || a.id - b.id)
    .slice(0, textsShown)
}

type Row = { id: number; title: string; text: string; leaf: Assessment['leaf']; lead: Assessment['lead'] }

const shortened = (text: string): string => (text.length <= unitsShown ? text : `${text.slice(0, unitsShown - 1)}…`)
