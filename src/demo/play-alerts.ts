import { admitMember } from '../alerts/network/admit-member.ts'
import { reportObservations } from '../alerts/network/report-observations.ts'
import { endTask } from '../alerts/response/end-task.ts'
import { openResponse } from '../alerts/response/open-response.ts'
import { readResponse } from '../alerts/response/read-response.ts'
import { tickCheck } from '../alerts/response/tick-check.ts'
import { moveAssessment } from '../alerts/risk-assessment/move-assessment.ts'
import { openAssessment } from '../alerts/risk-assessment/open-assessment.ts'
import { acknowledgeWarning } from '../alerts/warnings/acknowledge-warning.ts'
import { draftQualityWarning } from '../alerts/warnings/draft-quality-warning.ts'
import { moveDraft } from '../alerts/warnings/move-draft.ts'
import { publishWarning } from '../alerts/warnings/publish-warning.ts'
import { startWarning } from '../alerts/warnings/start-warning.ts'
import type { Context } from '../context.ts'
import { addDays, toShanghaiDate } from '../reference/calendar.ts'
import { actingAs } from './acting-as.ts'
import type { AlertWords } from './alert-words.ts'

const WARNING_DAYS = 7
const DAY_MS = 86_400_000
const nowhere = { signalId: null, incidentId: null, caseId: null, assessmentId: null }
const REASON = '演示：按程序办理'

/**
 * Fills the desks of early warning in a new demo by the acts that people would do: members of the network report, a warning is written, reviewed,
 * signed and published, a response to it is under way, an assessment waits for its second person. Nothing without the accounts of the demo.
 */
export async function playAlerts(context: Context, words: AlertWords): Promise<void> {
  const lead = leadOf(context, words)
  const [officer, head, office] = await Promise.all([
    actingAs(context, 'officer', lead),
    actingAs(context, 'head', lead),
    actingAs(context, 'joint_office', context.city.dispatchBureau),
  ])
  if (!officer || !head || !office) return
  await playNetwork(office, words.network)
  const warningId = await playWarning({ officer, head, office }, words.warning)
  await playResponse({ officer, office }, warningId, words)
  await playAssessment(officer, words.assessment)
}

const leadOf = ({ city }: Context, { warning }: AlertWords): string =>
  city.leaves.get(warning.leaf)?.lead ?? city.dispatchBureau

async function playNetwork(office: Context, members: AlertWords['network']): Promise<void> {
  for (const { reports, ...member } of members) {
    const { key } = await admitMember(office, { ...member, email: `demo-${member.kind}@example.com` })
    const day = addDays(toShanghaiDate(office.now), -1)
    const rows = reports.map((row) => ({ ...row, day }))
    await reportObservations(
      { ...office, actor: { kind: 'citizen' } },
      { key, via: 'form', rows, nothing: rows.length === 0 },
    )
  }
}

type Hands = { officer: Context; head: Context; office: Context }

/** Three people's hands and a fourth act, as the table of drafts asks; the officer's bureau then says that it has come. */
async function playWarning({ officer, head, office }: Hands, words: AlertWords['warning']): Promise<number> {
  const { leaf, districts, risk, spread, title, matter, advice } = words
  const blank = await startWarning(officer, { origin: nowhere })
  const basis = { toll: null, risk, spread, signal: 'none' } as const
  const content = {
    ...{ ...blank, basis, title, matter, advice, districts },
    leaves: [leaf],
    level: 'yellow' as const,
    audience: 'public' as const,
    endsAt: new Date(officer.now.getTime() + WARNING_DAYS * DAY_MS).toISOString(),
  }
  const warningId = await draftQualityWarning(officer, { content, drill: false, origin: nowhere })
  const steps = [
    [officer, 'submit'],
    [head, 'approve'],
    [office, 'sign'],
  ] as const
  for (const [who, act] of steps)
    await moveDraft(who, { warningId, act, moves: await movesOf(who, warningId), reason: REASON })
  await publishWarning(office, { warningId, moves: await movesOf(office, warningId), reason: REASON })
  await acknowledgeWarning(officer, { warningId })
  return warningId
}

async function movesOf({ db }: Context, warningId: number): Promise<number> {
  const { moves } = await db
    .selectFrom('warning_draft')
    .where('warning_id', '=', warningId)
    .select('moves')
    .executeTakeFirstOrThrow()
  return moves
}

/** Opened by the office, with the first task of the officer's bureau done and the others under way. */
async function playResponse(
  { officer, office }: Pick<Hands, 'officer' | 'office'>,
  warningId: number,
  words: AlertWords,
): Promise<void> {
  const { warning, response } = words
  const typed = {
    ...{ title: warning.title.zh, leaf: warning.leaf, colour: 'yellow', drill: false },
    lead: leadOf(office, words),
    situation: response.situation,
  }
  const responseId = await openResponse(office, { origin: { kind: 'warning', id: warningId }, typed })
  const first = (await readResponse(officer, { responseId })).tasks.find(({ mine }) => mine)
  if (!first) return
  for (const { number } of first.checks) await tickCheck(officer, { taskId: first.id, number })
  await endTask(officer, { taskId: first.id, failed: false, result: response.result })
}

async function playAssessment(officer: Context, words: AlertWords['assessment']): Promise<void> {
  const { scenario: said, ...assessment } = words
  const { source, ...scenario } = said
  const scenarios = [{ ...scenario, counted: true, sources: scenario.steps.map(() => source) }]
  const typed = { ...assessment, scenarios, people: '', field: '', figures: {}, is: [] }
  const assessmentId = await openAssessment(officer, { subject: { kind: 'free', id: null }, typed })
  await moveAssessment(officer, { assessmentId, act: 'submit', reason: '请复核概率来源' })
}
