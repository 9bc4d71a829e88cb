import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Assessment } from '../../triage/assessment.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { alikeFirms } from '../search/alike-firms.ts'
import { comparedName } from '../search/firm-names.ts'
import { type KnownName, type Match, matchesOf, namingOf } from './firm-match.ts'

/** Any number will do, as long as every worker uses the same. */
const matchLock = 7_183_201_097
const casesPerRound = 100
/** No statement runs longer (src/db/open.ts): a row of case_event older than this has no unfinished one before it. */
const settled_ms = 30_000

type Waiting = {
  event: number
  case_id: number
  respondent: string | null
  mentions: Assessment['mentions'] | null
  district: string | null
}

/**
 * Compares new cases with the register: an identifier links, a name proposes for a person to say, and what a person refused for the same words is
 * not proposed again. Answers how many cases it looked at; one worker at a time.
 */
export async function matchCases(context: Context): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const { rows: turn } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${matchLock}) as mine`.execute(
      tx,
    )
    if (!turn[0]?.mine) return 0
    const waiting = await waitingCases(tx, context.now)
    for (const one of waiting) await matchOne({ ...context, db: tx }, one)
    await moveOn(tx, waiting)
    return waiting.length
  })
}

async function waitingCases(tx: Db, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select e.id as event, e.case_id, r.respondent, a.detail -> 'mentions' as mentions, c.district
      from case_event e join report r on r.id = e.case_id join case_file c on c.id = e.case_id left join assessment a on a.report_id = e.case_id
     where e.id > coalesce((select swept_to from enterprise_turn where id = 1), 0) and e.act = 'receive' and e.at <= ${new Date(now.getTime() - settled_ms)}
     order by e.id limit ${casesPerRound}`.execute(tx)
  return rows
}

async function matchOne(context: Context, { case_id, respondent, mentions, district }: Waiting): Promise<void> {
  const { db: tx, city, now } = context
  const naming = namingOf({ respondent, mentions: mentions ?? [] })
  const names = naming.names.map((said) => ({ said, ...comparedName(said, city) }))
  const known = await knownNames(tx, naming.code, names)
  const apart = await tx
    .selectFrom('enterprise_apart')
    .select(['said', 'enterprise_id'])
    .where('said', 'in', ['', ...naming.names])
    .execute()
  const matches = matchesOf({ code: naming.code, names }, known, district).filter(
    (match) => !apart.some(({ said, enterprise_id }) => said === match.said && enterprise_id === match.enterpriseId),
  )
  if (matches.length === 0) return
  await tx
    .insertInto('enterprise_match')
    .values(matches.map((match) => ({ case_id, ...columnsOf(match), found_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const linked = matches.filter(({ tier }) => tier === 'identifier')
  await recordEnterpriseEvents(
    tx,
    context,
    linked.map(({ enterpriseId, because }) => ({
      enterpriseId,
      act: 'match' as const,
      subject: `case:${case_id}`,
      reason: because.join('；'),
    })),
  )
  if (linked.length > 0)
    await tx
      .updateTable('enterprise')
      .set({ regrade_at: now })
      .where(
        'id',
        'in',
        linked.map(({ enterpriseId }) => enterpriseId),
      )
      .execute()
}

const columnsOf = ({ enterpriseId, tier, said, score, because }: Match) => ({
  enterprise_id: enterpriseId,
  tier,
  said: said.slice(0, 100),
  score,
  because,
  state: tier === 'identifier' ? ('linked' as const) : ('proposed' as const),
})

/** Firms that hold the code, or a name that is the same or shares letters with one that was said. */
async function knownNames(tx: Db, code: string | null, names: { exact: string; core: string }[]): Promise<KnownName[]> {
  const alike = await alikeFirms(
    tx,
    names.map(({ core }) => core),
  )
  const { rows } = await sql<KnownName>`
    select e.id as "enterpriseId", e.code, e.name, n.exact, n.core, e.district
      from enterprise e join enterprise_name n on n.enterprise_id = e.id and n.kind <> 'brand'
     where e.code = ${code} or n.exact = any(${names.map(({ exact }) => exact)}::text[]) or n.core = any(${names.map(({ core }) => core)}::text[])
        or e.id = any(${alike}::int8[]) limit 500`.execute(tx)
  return rows
}

async function moveOn(tx: Db, waiting: Waiting[]): Promise<void> {
  const last = waiting.at(-1)
  if (!last) return
  await tx
    .insertInto('enterprise_turn')
    .values({ id: 1, swept_to: last.event })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ swept_to: last.event }))
    .execute()
}
