import { randomUUID } from 'node:crypto'
import { sealIdentity } from '../../src/accounts/identity-vault.ts'
import type { CaseState } from '../../src/cases/acts/case-states.ts'
import { startClocks } from '../../src/cases/clocks/clocks.ts'
import type { World } from '../../src/context.ts'
import type { Assessment } from '../../src/triage/assessment.ts'
import { monday } from './world.ts'

type CaseSaid = {
  state?: CaseState
  lead?: string
  support?: string[]
  /** Any leaf whose complaints run under this set of clocks. */
  clocks?: string
  leaf?: string
  district?: string
  danger?: 0 | 1 | 2 | 3
  title?: string
  text?: string
  email?: string
  kind?: 'complaint' | 'report'
  openedAt?: Date
  alternatives?: { value: string; confidence: number }[]
  because?: string[]
  /** Whether the model was sure of the bureau. */
  sure?: boolean
  mentions?: Assessment['mentions']
}

/** A case as intake leaves it, put into a state; say only what the test is about. Answers its number. */
export async function openCaseAt(world: World, said: CaseSaid = {}): Promise<number> {
  const { db } = world
  const id = await world.filings.takeId()
  const { state = 'dispatched', lead = 'AMR', danger = 0, openedAt = monday, title = '电饭煲漏电' } = said
  const leaf = said.leaf ?? leafUnder(world, said.clocks ?? 'AMR_COMPLAINT')
  const text = said.text ?? '新买的电饭煲第二次用就漏电，店家不肯退货。'
  const started = state === 'to_dispatch' || state === 'referred' ? state : 'dispatched'
  const clocks = startClocks({
    city: world.city,
    leaf,
    kind: said.kind ?? 'complaint',
    receivedAt: openedAt,
    danger,
    state: started,
  })
  const dues = clocks.map(({ dueAt }) => dueAt.getTime())
  const detail = assessmentOf({ ...said, lead, danger, text, leaf })
  await db
    .insertInto('report')
    .values({
      id,
      channel: 'web',
      content_hash: randomUUID(),
      kind: said.kind ?? 'complaint',
      title,
      text,
      anonymous: !said.email,
      received_at: openedAt,
    })
    .execute()
  await db
    .insertInto('assessment')
    .values({
      report_id: id,
      made_at: openedAt,
      model: 'test',
      leaf,
      confidence: 0.9,
      lead,
      danger,
      risk: 'low',
      hazards: [],
      detail: JSON.stringify(detail),
    })
    .execute()
  await db
    .insertInto('case_file')
    .values({
      id,
      receipt_hash: randomUUID(),
      state,
      lead,
      support: said.support ?? [],
      leaf,
      kind: said.kind ?? 'complaint',
      district: said.district ?? null,
      danger,
      risk: 'low',
      title,
      opened_at: openedAt,
      next_due_at: dues.length > 0 ? new Date(Math.min(...dues)) : null,
    })
    .execute()
  if (said.email)
    await db
      .insertInto('reporter_identity')
      .values({
        report_id: id,
        holds: ['name', 'phone', 'email'],
        ...sealIdentity(world.vault, id, { name: '陈女士', phone: '13800000000', email: said.email }),
      })
      .execute()
  await recordOpening(world, { id, lead, started, clocks, openedAt, title })
  return id
}

type Opened = {
  id: number
  lead: string
  started: 'to_dispatch' | 'dispatched' | 'referred'
  clocks: ReturnType<typeof startClocks>
  openedAt: Date
  title: string
}

async function recordOpening(
  { db, city }: World,
  { id, lead, started, clocks, openedAt, title }: Opened,
): Promise<void> {
  const event = { case_id: id, at: openedAt, actor: 'triage', bureau: city.dispatchBureau }
  await db
    .insertInto('case_event')
    .values([
      { ...event, act: 'receive', from_state: null, to_state: 'to_dispatch', public_text: '已收到' },
      ...(started === 'to_dispatch'
        ? []
        : [
            {
              ...event,
              bureau: lead,
              act: started === 'referred' ? 'refer' : 'dispatch',
              from_state: 'to_dispatch',
              to_state: started,
            },
          ]),
    ])
    .execute()
  for (const clock of clocks) {
    await db
      .insertInto('case_clock')
      .values({
        case_id: id,
        rule: clock.rule.id,
        rule_from: clock.version,
        force: clock.force,
        starts_at: clock.startsAt,
        due_at: clock.dueAt,
        provisional: clock.provisional,
      })
      .execute()
  }
  if (started === 'to_dispatch') return
  const task = {
    kind: 'handling',
    bureau: lead,
    case_id: id,
    title_zh: `办理：${title}`,
    title_en: `Handle: ${title}`,
  } as const
  await db
    .insertInto('task')
    .values({ ...task, because: [], created_at: openedAt })
    .execute()
}

function leafUnder({ city }: World, clocks: string): string {
  const leaf = [...city.leaves.values()].find(({ complaintRule }) => complaintRule === clocks)
  if (!leaf) throw new Error(`no leaf runs under ${clocks}`)
  return leaf.code
}

function assessmentOf(
  said: CaseSaid & { lead: string; leaf: string; danger: 0 | 1 | 2 | 3; text: string },
): Assessment {
  const because = (said.because ?? ['漏电']).map((word) => ({ word, weight: 1 }))
  return {
    text: said.text,
    leaf: { value: said.leaf, confidence: 0.9, alternatives: [], because },
    lead: { value: said.lead, confidence: 0.9, alternatives: said.alternatives ?? [], because },
    ...(said.sure === undefined ? {} : { sure: said.sure }),
    support: said.support ?? [],
    place: { district: said.district ?? null, street: null, because: '' },
    mentions: said.mentions ?? [],
    hazards: [],
    danger: { level: said.danger, probability: 0.5, because: said.danger >= 2 ? ['漏电可能伤人'] : [], rule: null },
    risk: { severity: 2, probability: 0.01, level: 'low', because: [], scenarios: [] },
    model: 'test',
  }
}
