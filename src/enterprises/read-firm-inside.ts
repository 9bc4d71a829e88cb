import { sql } from 'kysely'
import { may, seesCase } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { RiskClass } from '../reference/credit-rules.ts'
import type { RiskReason } from './grade/risk-class.ts'
import { notYours } from './own/invite-firm.ts'

export type FirmInside = {
  risk: { class: RiskClass; points: number; because: RiskReason[]; computedAt: Date } | null
  cases: { id: number; title: string; state: string; openedAt: Date }[]
  accounts: {
    id: number
    email: string | null
    how: 'mail' | 'letter'
    invitedAt: Date
    confirmedAt: Date | null
    endedAt: Date | null
  }[]
  /** `name` of the member of staff; null where the system or the firm itself acted. */
  events: { at: Date; actor: string; name: string | null; act: string; subject: string; reason: string }[]
}

/** What staff alone know of a firm: its risk class with reasons, its cases as far as the reader may see them, its accounts, what was done. Throws Forbidden. */
export async function readFirmInside(
  { db, actor }: Context,
  { enterpriseId }: { enterpriseId: number },
): Promise<FirmInside> {
  if (!may(actor, 'see_firms')) throw new Forbidden(notYours)
  return { ...(await caseAndRisk({ db, actor }, enterpriseId)), ...(await accountsAndEvents({ db }, enterpriseId)) }
}

async function caseAndRisk(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  enterpriseId: number,
): Promise<Pick<FirmInside, 'risk' | 'cases'>> {
  const risk = await db
    .selectFrom('enterprise_risk')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  const { rows: cases } = await sql<{
    id: number
    title: string
    state: string
    openedAt: Date
    lead: string
    support: string[]
  }>`
    select c.id, c.title, c.state, c.opened_at as "openedAt", c.lead, c.support from enterprise_match m join case_file c on c.id = m.case_id
     where m.enterprise_id = ${enterpriseId} and m.state = 'linked' order by c.id desc limit 100`.execute(db)
  return {
    risk: !risk
      ? null
      : { class: risk.class, points: risk.points, because: risk.because as RiskReason[], computedAt: risk.computed_at },
    cases: cases
      .filter((one) => seesCase(actor, one))
      .map(({ id, title, state, openedAt }) => ({ id, title, state, openedAt })),
  }
}

async function accountsAndEvents(
  { db }: Pick<Context, 'db'>,
  enterpriseId: number,
): Promise<Pick<FirmInside, 'accounts' | 'events'>> {
  const accounts = await db
    .selectFrom('firm_account')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('id', 'desc')
    .execute()
  const events = await db
    .selectFrom('enterprise_event as v')
    .leftJoin('account', (join) => join.on('v.actor', '=', sql<string>`'staff:' || account.id`))
    .where('v.enterprise_id', '=', enterpriseId)
    .select(['v.at', 'v.actor', 'account.name', 'v.act', 'v.subject', 'v.reason'])
    .orderBy('v.id', 'desc')
    .limit(100)
    .execute()
  return {
    accounts: accounts.map((row) => ({
      id: row.id,
      email: row.email,
      how: row.how,
      invitedAt: row.invited_at,
      confirmedAt: row.confirmed_at,
      endedAt: row.ended_at,
    })),
    events,
  }
}
