/**
 * Control of false discoveries in a stream that never ends: each test is told its level before the next arrives. Defaults as in
 * Bioconductor's onlineFDR 2.19, whose levels these equal.
 */
export type StreamChoice = {
  /** Share of false discoveries allowed. */
  alpha: number
  /** Wealth to begin with; `STREAM_METHODS` names each method's own. */
  wealth?: number
  /** Adaptive methods: p up to here may still be discoveries and do not use up wealth. */
  lambda?: number
  /** Discarding methods: p above here is not tested at all. */
  tau?: number
}

export type StreamTest = { level: number; discovery: boolean }

type Spending = { ticks: (p: number) => boolean; start: number; first: number; later: number; ceiling: number }
type Method = (ps: readonly number[], choice: StreamChoice) => StreamTest[]

const byTime = (i: number): number => (0.07720838 * Math.log(Math.max(i, 2))) / (i * Math.exp(Math.sqrt(Math.log(i))))
const byPower = (i: number): number => 0.4374901658 / i ** 1.6

/** What each method is called, with its source. */
export const STREAM_METHODS = {
  /** Ramdas et al. 2017. */
  'LORD++': (ps, { alpha, wealth = alpha / 10 }) =>
    earned(ps, byTime, { ticks: () => true, start: wealth, first: alpha - wealth, later: alpha, ceiling: 1 }),
  /** Tian & Ramdas 2019. */
  'LORD-discard': (ps, { alpha, wealth = alpha / 10, tau = 0.5 }) =>
    earned(ps, byTime, {
      ticks: (p) => p <= tau,
      start: wealth,
      first: tau * alpha - wealth,
      later: tau * alpha,
      ceiling: tau,
    }),
  /** Ramdas et al. 2018. */
  SAFFRON: (ps, choice) => earned(ps, byPower, saffronSpending(choice)),
  /** Tian & Ramdas 2019. */
  ADDIS: (ps, { alpha, lambda = 0.5, tau = 0.5, wealth = (tau * lambda * alpha) / 2 }) =>
    earned(ps, byPower, {
      ticks: (p) => p <= tau && p > tau * lambda,
      start: wealth,
      first: tau * (1 - lambda) * alpha - wealth,
      later: tau * (1 - lambda) * alpha,
      ceiling: tau * lambda,
    }),
  /**
   * Javanmard & Montanari 2018 as the package computes it, for comparison only: from the second test on it pays the discovery
   * two tests before (the start counts as one) and not the one just made.
   */
  LORD3: (ps, { alpha, wealth = alpha / 10 }) =>
    sinceLast(ps, alpha - wealth, wealth, {
      share: (t, last) => byTime(t - last),
      pays: (made, t) => (t === 1 ? made[1] : made[t - 2]) === true,
    }),
  /** The same paper's rule for dependent p. */
  'LORD-dep': (ps, { alpha, wealth = alpha / 10 }) =>
    sinceLast(ps, alpha - wealth, wealth, {
      share: (t) => 0.139307 / (t * Math.log(Math.max(t, 2)) ** 3),
      pays: (made, t) => made[t] === true,
    }),
  /** Javanmard & Montanari 2015. */
  LOND: (ps, { alpha }) => counted(ps, (t, discoveries) => (discoveries + 1) * alpha * byTime(t)),
  /** Bonferroni over a stream: controls any false discovery at all. */
  Alpha_spending: (ps, { alpha }) => counted(ps, (t) => alpha * byTime(t)),
} satisfies Record<string, Method>

export type StreamMethod = keyof typeof STREAM_METHODS

/** The level of each test of the stream and whether its p is a discovery, in order of arrival. */
export function testStream(method: StreamMethod, ps: readonly number[], choice: StreamChoice): StreamTest[] {
  return STREAM_METHODS[method](ps, choice)
}

/** What a stream has done so far, so that it can go on another day: how often it ticked, and what still pays. */
export type StreamState = { ticks: number; payments: { since: number; amount: number }[] }

/** Older payments have all but run out: the five hundredth is paid by less than a thousandth of its amount. */
const PAYMENTS_MAX = 500

const saffronSpending = ({ alpha, wealth = alpha / 2, lambda = 0.5 }: StreamChoice): Spending => ({
  ticks: (p) => p > lambda,
  start: (1 - lambda) * wealth,
  first: (1 - lambda) * (alpha - wealth),
  later: (1 - lambda) * alpha,
  ceiling: lambda,
})

/** The next test of a stream under SAFFRON: one step of `testStream`, for a stream that is kept between steps. */
export function nextBySaffron(
  state: StreamState | null,
  p: number,
  choice: StreamChoice,
): { test: StreamTest; state: StreamState } {
  const spending = saffronSpending(choice)
  const before = state ?? { ticks: 0, payments: [{ since: 0, amount: spending.start }] }
  const step = nextEarned(before, p, byPower, spending)
  return { ...step, state: { ...step.state, payments: step.state.payments.slice(-PAYMENTS_MAX) } }
}

/** Level = what the start and every discovery so far still pay out; a payment shrinks with each test that ticks. */
function earned(ps: readonly number[], gamma: (i: number) => number, spending: Spending): StreamTest[] {
  let state: StreamState = { ticks: 0, payments: [{ since: 0, amount: spending.start }] }
  return ps.map((p) => {
    const step = nextEarned(state, p, gamma, spending)
    state = step.state
    return step.test
  })
}

function nextEarned({ ticks, payments }: StreamState, p: number, gamma: (i: number) => number, spending: Spending) {
  const sum = payments.reduce((total, { since, amount }) => total + amount * gamma(ticks - since + 1), 0)
  const level = Math.min(spending.ceiling, sum)
  const discovery = p <= level
  const later = spending.ticks(p) ? ticks + 1 : ticks
  const paid = { since: later, amount: payments.length === 1 ? spending.first : spending.later }
  return { test: { level, discovery }, state: { ticks: later, payments: discovery ? [...payments, paid] : payments } }
}

type Holding = { share: (t: number, last: number) => number; pays: (made: readonly boolean[], t: number) => boolean }

/** Level = a share of the wealth held at the last discovery; `made[0]` stands for the start. */
function sinceLast(ps: readonly number[], payout: number, start: number, { share, pays }: Holding): StreamTest[] {
  const made = [true]
  let wealth = start
  let held = start
  let last = 0
  return ps.map((p, i) => {
    const t = i + 1
    const level = share(t, last) * held
    const discovery = p <= level
    made.push(discovery)
    wealth += (pays(made, t) ? payout : 0) - level
    if (discovery) {
      last = t
      held = wealth
    }
    return { level, discovery }
  })
}

function counted(ps: readonly number[], levelAt: (t: number, discoveries: number) => number): StreamTest[] {
  let discoveries = 0
  return ps.map((p, i) => {
    const level = levelAt(i + 1, discoveries)
    const discovery = p <= level
    if (discovery) discoveries += 1
    return { level, discovery }
  })
}
