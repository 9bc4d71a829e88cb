import type { Bilingual, City, FilingKind } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import { type Clock, startClocks } from './clocks/clocks.ts'
import { clueAtFiling } from './tracks.ts'

/** How a case begins: in which state, with whom, under which clocks, owing which work, and what the reporter is told. */
export type Opening = {
  state: 'to_dispatch' | 'dispatched' | 'referred'
  clocks: Clock[]
  nextDueAt: Date | null
  events: OpeningEvent[]
  tasks: OpeningTask[]
  /** Why the track of a report opens beside the complaint; null when it does not. */
  clue: Bilingual | null
}
export type OpeningEvent = {
  act: string
  from_state: string | null
  to_state: string
  bureau: string
  public_text: string
}
export type OpeningTask = {
  kind: 'handling' | 'rapid_response'
  bureau: string
  title_zh: string
  title_en: string
  because: string[]
  due_at: Date | null
}

/** Decides how the case of one assessed filing begins. Danger is never left waiting for a dispatcher. */
export function openingOf(
  city: City,
  filing: { kind: FilingKind; claims: string[]; title: string; assessment: Assessment; receivedAt: Date },
): Opening {
  const { assessment } = filing
  const state = stateOf(city, assessment)
  const clue = clueAtFiling(city, filing)
  const clocks = startClocks({
    city,
    leaf: assessment.leaf.value,
    kind: filing.kind,
    receivedAt: filing.receivedAt,
    danger: assessment.danger.level,
    state,
    tracks: clue ? ['complaint', 'report'] : [filing.kind],
  })
  const tasks = tasksOf(filing.title, state, assessment, clocks)
  return {
    state,
    clocks,
    nextDueAt: earliest(clocks.map((clock) => clock.dueAt)),
    events: eventsOf(city, state, assessment, clue),
    tasks,
    clue,
  }
}

/** Somebody can be hurt, or the risk is serious: work starts at once, beside the ordinary handling. */
export function needsRapidResponse({ danger, risk }: Assessment): boolean {
  return danger.level >= 2 || risk.level === 'serious'
}

function stateOf(city: City, assessment: Assessment): Opening['state'] {
  if (!assessment.sure && !needsRapidResponse(assessment)) return 'to_dispatch'
  return city.bureaus.get(assessment.lead.value)?.referral ? 'referred' : 'dispatched'
}

function eventsOf(city: City, state: Opening['state'], { lead }: Assessment, clue: Opening['clue']): OpeningEvent[] {
  const desk = city.bureaus.get(city.dispatchBureau)
  const bureau = city.bureaus.get(lead.value)
  const received: OpeningEvent = {
    act: 'receive',
    from_state: null,
    to_state: 'to_dispatch',
    bureau: city.dispatchBureau,
    public_text: `${desk?.zh ?? city.dispatchBureau}已收到 Received`,
  }
  const opened = clue ? [received, bothTracks(city, clue)] : [received]
  if (state === 'to_dispatch') return opened
  const passed = state === 'referred' ? '已转介 Referred to' : '已分派 Dispatched to'
  return [
    ...opened,
    {
      act: state === 'referred' ? 'refer' : 'dispatch',
      from_state: 'to_dispatch',
      to_state: state,
      bureau: lead.value,
      public_text: `${passed} ${bureau?.zh ?? lead.value} ${bureau?.en ?? ''}`.trim(),
    },
  ]
}

function bothTracks({ dispatchBureau }: City, { zh, en }: Bilingual): OpeningEvent {
  return {
    act: 'open_tracks',
    from_state: 'to_dispatch',
    to_state: 'to_dispatch',
    bureau: dispatchBureau,
    public_text: `${zh}。投诉与举报两个程序同时开始，各有时限；调解怎样结束都不影响核查。Both tracks run: ${en}.`,
  }
}

function tasksOf(title: string, state: Opening['state'], assessment: Assessment, clocks: Clock[]): OpeningTask[] {
  const { lead, danger, risk } = assessment
  const handling: OpeningTask = {
    kind: 'handling',
    bureau: lead.value,
    title_zh: `办理：${title}`,
    title_en: `Handle: ${title}`,
    because: lead.because.map(({ word }) => word),
    due_at: earliest(clocks.map((clock) => clock.dueAt)),
  }
  const rapid: OpeningTask = {
    kind: 'rapid_response',
    bureau: lead.value,
    title_zh: `快速处置：${title}`,
    title_en: `Rapid response: ${title}`,
    because: [...danger.because, ...risk.because],
    due_at:
      earliest(clocks.filter((clock) => clock.rule.from === 'danger_flag').map((clock) => clock.dueAt)) ??
      handling.due_at,
  }
  return [...(state === 'to_dispatch' ? [] : [handling]), ...(needsRapidResponse(assessment) ? [rapid] : [])]
}

function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((first, instant) => (first === null || instant < first ? instant : first), null)
}
