import { openHitContact } from '../../accounts/identity-vault.ts'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { readWords } from '../response/response-words.ts'
import { recordHitEvent } from './let-stand.ts'

export type HitContact = {
  firm: string
  family: string
  name: string | null
  phone: string | null
  email: string | null
}

/** Opens whom to ask at a firm, for a purpose; the look is on record before anything is shown. Throws Forbidden, NotFound, Invalid without the purpose. */
export async function lookAtContact(
  context: Context,
  { hitId, purpose }: { hitId: number; purpose: string },
): Promise<HitContact> {
  const { db, actor, vault } = context
  if (!may(actor, 'review_measures')) throw new Forbidden(officialsOnly)
  const why = readWords(purpose, `contact-${hitId}`, { zh: '为什么要联系', en: 'What for' })
  const row = await db
    .selectFrom('measure_hit')
    .where('id', '=', hitId)
    .where('state', '=', 'stands')
    .selectAll()
    .executeTakeFirst()
  const contact = row && openHitContact(vault, hitId, row)
  if (!row || !contact) throw new NotFound({ zh: '这家企业没有留联系方式。', en: 'This firm left no contact.' })
  await db.transaction().execute((tx) => recordHitEvent(tx, context, hitId, 'look', why))
  return { firm: row.name, family: row.family, ...contact }
}

const officialsOnly = { zh: '由贸易预警人员办理。', en: 'This is for trade officials.' }
