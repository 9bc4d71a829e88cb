import { sql } from 'kysely'
import { may, seesCase } from '../../accounts/permissions.ts'
import { noSuchCase } from '../../cases/find-case.ts'
import type { Context } from '../../context.ts'
import { notYours } from '../../enterprises/own/invite-firm.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import type { RecallNotice, SampleNotice } from '../../intake/notice.ts'
import { covered } from '../../triage/personal-details.ts'
import { comparePortraits } from './compare-portraits.ts'
import { countFrequencies } from './count-frequencies.ts'
import { readRegister } from './find-register.ts'
import { compareToFirm } from './judge-firm.ts'
import type { LinkTier } from './judge-link.ts'
import type { LinkState } from './link-decisions.ts'
import { type EvidenceRow, firmEvidence, reportEvidence } from './link-evidence.ts'
import type { Pair } from './link-pairs.ts'
import { type PartyRole, partiesOf } from './notice-parties.ts'
import { noticePortrait } from './notice-portrait.ts'
import { reportPortrait } from './portraits.ts'
import { readReports } from './read-reports.ts'

export type LinkRead = {
  pair: Pair
  tier: LinkTier
  score: number
  state: LinkState
  decidedAt: Date | null
  reason: string | null
  notice: RecallNotice | SampleNotice
  ours:
    | {
        kind: 'report'
        title: string
        text: string
        product: string | null
        respondent: string | null
        occurredOn: string | null
        receivedOn: string
        danger: number
        lead: string
      }
    | {
        kind: 'firm'
        code: string
        name: string
        address: string | null
        brands: string[]
        said: string
        role: PartyRole
      }
  /** Part by part what agrees, what does not and how much each counts, as it stands today. */
  evidence: EvidenceRow[]
}

/** One pair with both sides and what ties them. Throws NotFound and, for firms, Forbidden to those who do not keep the register. */
export async function readLink(context: Context, pair: Pair): Promise<LinkRead> {
  const row = await context.db.selectFrom('notice').select('content').where('id', '=', pair.noticeId).executeTakeFirst()
  if (!row) throw new NotFound(noLink)
  // Written by import-notices; links are made to no other kinds.
  const notice = row.content as RecallNotice | SampleNotice
  return pair.kind === 'report' ? ofReport(context, pair, notice) : ofFirm(context, pair, notice)
}

async function ofReport(context: Context, pair: Pair, notice: RecallNotice | SampleNotice): Promise<LinkRead> {
  const { db, city, actor } = context
  const own = await db
    .selectFrom('case_file as c')
    .innerJoin('report as r', 'r.id', 'c.id')
    .innerJoin('recall_link as l', (join) =>
      join.onRef('l.report_id', '=', 'c.id').on('l.notice_id', '=', pair.noticeId),
    )
    .where('c.id', '=', pair.ours)
    .select([
      'c.lead',
      'c.support',
      'c.danger',
      'r.occurred_on',
      'l.tier',
      'l.score',
      'l.state',
      'l.decided_at',
      'l.reason',
    ])
    .executeTakeFirst()
  if (!own || !seesCase(actor, own)) throw noSuchCase()
  const [report] = await readReports(db, [pair.ours])
  if (!report) throw noSuchCase()
  const ours = reportPortrait(report, city)
  const theirs = noticePortrait(notice, city)
  const frequency = await countFrequencies(db, [theirs])
  return {
    ...standing(pair, own),
    notice,
    ours: {
      kind: 'report',
      title: report.title,
      text: covered(report.text),
      product: report.product,
      respondent: report.respondent,
      occurredOn: own.occurred_on,
      receivedOn: report.receivedOn,
      danger: own.danger,
      lead: own.lead,
    },
    evidence: reportEvidence(ours, theirs, comparePortraits(ours, theirs), { frequency, city }),
  }
}

async function ofFirm(context: Context, pair: Pair, notice: RecallNotice | SampleNotice): Promise<LinkRead> {
  const { db, city, actor } = context
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  const { rows } = await sql<FirmRow>`
    select e.code, e.name, e.address, e.brands, f.said, f.role, f.tier, f.score, f.state, f.decided_at, f.reason
      from notice_firm f join enterprise e on e.id = f.enterprise_id
     where f.notice_id = ${pair.noticeId} and f.enterprise_id = ${pair.ours}`.execute(db)
  const [row] = rows
  const [firm] = await readRegister(db, city, [pair.ours])
  if (!row || !firm) throw new NotFound(noLink)
  const parties = partiesOf(notice, city)
  const { code, name, address, brands, said, role } = row
  return {
    ...standing(pair, row),
    notice,
    ours: { kind: 'firm', code, name, address, brands, said, role },
    evidence: firmEvidence(firm, parties, compareToFirm(parties, firm).compared),
  }
}

type Standing = { tier: LinkTier; score: number; state: LinkState; decided_at: Date | null; reason: string | null }
type FirmRow = Standing & {
  code: string
  name: string
  address: string | null
  brands: string[]
  said: string
  role: PartyRole
}

const standing = (pair: Pair, { tier, score, state, decided_at, reason }: Standing) => ({
  pair,
  tier,
  score,
  state,
  decidedAt: decided_at,
  reason,
})

const noLink = { zh: '没有这项关联。', en: 'There is no such link.' }
