import { type CaseState, caseStates } from './case-states.ts'

/** When a case reached a final state; null while it goes on. */
export function endOfCase(events: { at: Date | string; to_state: string }[]): Date | null {
  const end = events.find(({ to_state }) => caseStates[to_state as CaseState].final)
  return end ? new Date(end.at) : null
}
