import { seeded } from './random.ts'

/** One text's truth, as annotations give it, and what was answered, best first. */
export type Judged = {
  truth: { leaves: string[]; leads: string[]; danger: number }
  /** `alone`: sure enough of the bureau to be dispatched without a person. */
  answer: { leaves: string[]; leads: string[]; confidence: number; alone: boolean; danger: number }
}

export type Figures = {
  n: number
  leaf_at_1: number
  leaf_at_3: number
  lead_at_1: number
  lead_at_3: number
  danger_precision: number
  danger_recall: number
  ece: number
  auto_dispatch_share: number
  auto_dispatch_precision: number
}

export const COUNTS = {
  leaf_at_1: ({ truth, answer }: Judged) => truth.leaves.includes(answer.leaves[0] ?? ''),
  leaf_at_3: ({ truth, answer }: Judged) => answer.leaves.slice(0, 3).some((leaf) => truth.leaves.includes(leaf)),
  lead_at_1: (one: Judged) => leadRight(one, 1),
  lead_at_3: (one: Judged) => leadRight(one, 3),
}

/** Where the truth allows "not a quality matter", answering NONE first is right as well as a bureau of the truth. */
function leadRight({ truth, answer }: Judged, first: number): boolean {
  if (truth.leaves.includes('NONE') && answer.leaves[0] === 'NONE') return true
  return answer.leads.slice(0, first).some((lead) => truth.leads.includes(lead))
}

/** Shares of right answers; danger is judged as ≥ 2; calibration error over ten equal-width bins of the first leaf's confidence. */
export function figuresOf(judged: Judged[]): Figures {
  const share = (right: (one: Judged) => boolean) => round(judged.filter(right).length / judged.length)
  const said = judged.filter((one) => one.answer.danger >= 2)
  const dangerous = judged.filter((one) => one.truth.danger >= 2)
  const alone = judged.filter((one) => one.answer.alone)
  const both = said.filter((one) => one.truth.danger >= 2).length
  return {
    n: judged.length,
    leaf_at_1: share(COUNTS.leaf_at_1),
    leaf_at_3: share(COUNTS.leaf_at_3),
    lead_at_1: share(COUNTS.lead_at_1),
    lead_at_3: share(COUNTS.lead_at_3),
    danger_precision: round(both / Math.max(said.length, 1)),
    danger_recall: round(both / Math.max(dangerous.length, 1)),
    ece: round(calibrationError(judged)),
    auto_dispatch_share: round(alone.length / judged.length),
    auto_dispatch_precision: round(alone.filter(COUNTS.lead_at_1).length / Math.max(alone.length, 1)),
  }
}

function calibrationError(judged: Judged[]): number {
  let error = 0
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.filter((one) => Math.min(9, Math.floor(one.answer.confidence * 10)) === bin)
    const confidence = inside.reduce((sum, one) => sum + one.answer.confidence, 0)
    error += Math.abs(confidence - inside.filter(COUNTS.leaf_at_1).length)
  }
  return error / judged.length
}

/** 95 % percentile interval of every figure over seeded resamples of the texts (bootstrap). */
export function intervalsOf(judged: Judged[], resamples = 1000): Record<string, [number, number]> {
  const random = seeded(1)
  const drawn = Array.from({ length: resamples }, () =>
    figuresOf(judged.map(() => judged[Math.floor(random() * judged.length)] as Judged)),
  )
  const names = Object.keys(drawn[0] ?? {}).filter((name): name is keyof Figures => name !== 'n')
  return Object.fromEntries(
    names.map((name) => {
      const sorted = drawn.map((figures) => figures[name]).sort((a, b) => a - b)
      return [name, [sorted[Math.floor(resamples * 0.025)] ?? 0, sorted[Math.floor(resamples * 0.975)] ?? 0]]
    }),
  )
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4
