import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden, Invalid, NotFound } from '../errors.ts'
import { findCase } from './find-case.ts'

export type Contact = { name: string | null; phone: string | null; email: string | null }

/**
 * Shows who filed a case, to staff of the bureau in charge, for a stated purpose. The look is written before anything is
 * shown. Throws NotFound for another bureau's case or an anonymous reporter, Forbidden for a supporting bureau, Invalid
 * without a purpose.
 */
export async function lookAtContact(context: Context, input: { caseId: number; purpose: string }): Promise<Contact> {
  const { db, actor, now } = context
  const found = await findCase(context, input.caseId)
  if (actor.kind !== 'staff' || !may(actor, 'look_at_contact') || actor.bureau !== found.lead)
    throw new Forbidden(onlyLead)
  const purpose = readPurpose(input.purpose)
  return db.transaction().execute(async (tx) => {
    await tx.insertInto('look').values({ at: now, account_id: actor.accountId, report_id: found.id, purpose }).execute()
    const contact = await tx
      .selectFrom('reporter_contact')
      .where('report_id', '=', found.id)
      .select(['name', 'phone', 'email'])
      .executeTakeFirst()
    if (!contact) throw new NotFound({ zh: '诉求人没有留下联系方式。', en: 'The reporter left no contact.' })
    return contact
  })
}

const onlyLead = {
  zh: '只有主办单位的承办人员可以查看联系方式。',
  en: 'Only an officer of the bureau in charge may see the contact.',
}

function readPurpose(typed: string): string {
  const purpose = typed.trim()
  if (purpose.length >= 4 && purpose.length <= 200) return purpose
  throw new Invalid(
    { zh: '请写明查看联系方式的用途。', en: 'Say why you need the contact.' },
    {
      purpose: {
        zh: '用途应为 4 至 200 字，例如“联系诉求人核实购买凭证”',
        en: 'State the purpose in 4 to 200 characters',
      },
    },
  )
}
