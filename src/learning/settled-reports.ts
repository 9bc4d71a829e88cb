import type { CaseState } from '../cases/acts/case-states.ts'

/** A report with what triage said of it when it came in, and what people have settled since. */
export type SettledReport = {
  id: number
  title: string
  text: string
  receivedAt: Date
  /** What was said, and by which model. */
  said: Said & { version: string }
  settled: Settled
  /** A person said otherwise in at least one part. */
  corrected: boolean
  /** Reports that were found to tell of one event carry one number. */
  event: number
}

export type Said = { leaf: string; leafConfidence: number; lead: string; leadConfidence: number; danger: number }
/** Null where nobody has settled it. */
export type Settled = { leaf: string | null; lead: string | null; danger: 0 | 1 | 2 | 3 | null }

/** A report's case, and the last correction of each part of its assessment. */
export type Stand = {
  state: CaseState
  lead: string
  leaf: string
  danger: number
  corrected: { leaf?: string; lead?: string; danger?: number }
}

const withBureau: CaseState[] = ['handling', 'answered', 'closed']
const done: CaseState[] = ['answered', 'closed']

/**
 * What counts as settled. The bureau: the one that signed, or the one a person named. Leaf and danger: what a person said, or
 * what stood unchallenged until the answer; of a case sent to another bureau than predicted the unchallenged leaf says nothing.
 */
export function settledOf({ state, lead, leaf, danger, corrected }: Stand, said: Pick<Said, 'lead'>): Settled {
  const bureau = withBureau.includes(state) ? lead : (corrected.lead ?? null)
  const unchallenged = done.includes(state) && bureau === said.lead
  return {
    lead: bureau,
    leaf: corrected.leaf ?? (unchallenged ? leaf : null),
    danger: (corrected.danger ?? (done.includes(state) ? danger : null)) as Settled['danger'],
  }
}

/** Whether what is settled differs from what was said. */
export function isCorrected({ leaf, lead, danger }: Settled, said: Said): boolean {
  return (
    (leaf !== null && leaf !== said.leaf) ||
    (lead !== null && lead !== said.lead) ||
    (danger !== null && danger !== said.danger)
  )
}

/** Numbers the reports by event: reports joined by a pair, directly or through others, get one number. */
export function eventsOf(ids: number[], pairs: { one: number; other: number }[]): Map<number, number> {
  const parent = new Map(ids.map((id) => [id, id]))
  const rootOf = (id: number): number => {
    let root = id
    while (parent.get(root) !== root) root = parent.get(root) as number
    parent.set(id, root)
    return root
  }
  for (const { one, other } of pairs) {
    if (parent.has(one) && parent.has(other)) parent.set(rootOf(one), rootOf(other))
  }
  return new Map(ids.map((id) => [id, rootOf(id)]))
}
