import type { LinkTier } from '../../src/alerts/links/judge-link.ts'
import { wilsonInterval } from '../../src/insights/statistics/wilson-interval.ts'
import { clopperPearson } from './clopper-pearson.ts'

/** One pair of a labelled set as it was judged. */
export type Judged = {
  id: string
  why: string
  same: boolean
  tier: LinkTier | 'none'
  score: number
  because: string[]
  /** Neither weights nor words were chosen on it. */
  kept: boolean
  /** Notices it has nothing to do with, to which it was linked by itself: always wrong. */
  elsewhere?: string[]
}

const isAsked = ({ tier }: Judged): boolean => tier === 'name' || tier === 'scored'

/**
 * How right the tiers are: what links by itself (95 % by Clopper and Pearson), what a person is asked, what is missed (95 % by Wilson).
 * Every link to a notice it has nothing to do with counts as one more that is wrong.
 */
export function linkFigures(judged: Judged[]) {
  const same = judged.filter(({ same }) => same)
  const left = same.filter(({ tier }) => tier !== 'identifier')
  return {
    pairs: judged.length,
    same: same.length,
    automatic_right: automaticRight(judged),
    reached: share(same.filter((one) => one.tier === 'identifier' || isAsked(one)).length, same.length),
    review_recall: share(left.filter(isAsked).length, left.length),
    asked_right: right(judged.filter(isAsked)),
    tiers: Object.fromEntries(
      (['identifier', 'name', 'scored', 'text', 'none'] as const).map((tier) => {
        const here = judged.filter((one) => one.tier === tier)
        return [
          tier,
          { same: here.filter((one) => one.same).length, different: here.filter((one) => !one.same).length },
        ]
      }),
    ),
  }
}

function automaticRight(judged: Judged[]) {
  const linked = judged.filter(({ tier }) => tier === 'identifier')
  const yes = linked.filter(({ same }) => same).length
  const of = linked.length + judged.flatMap(({ elsewhere = [] }) => elsewhere).length
  const { low, high } = clopperPearson(yes, of)
  return { n: of, wrong: of - yes, share: fine(yes / of), low: fine(low), high: fine(high) }
}

const fine = (figure: number): number => Math.round(figure * 10_000) / 10_000

/** Trap by trap how many cases were linked by themselves, asked and left, of those that are the same and those that are not. */
export function trapFigures(judged: Judged[]) {
  const traps = [...new Set(judged.map(({ why, same }) => `${same ? 'same' : 'different'}: ${why}`))].sort()
  return traps.map((trap) => {
    const here = judged.filter(({ why, same }) => `${same ? 'same' : 'different'}: ${why}` === trap)
    const linked = here.filter(({ tier }) => tier === 'identifier').length
    const asked = here.filter(isAsked).length
    return { trap, cases: here.length, linked, asked, left: here.length - linked - asked }
  })
}

const right = (some: Judged[]) => share(some.filter(({ same }) => same).length, some.length)

function share(yes: number, of: number) {
  const { share: value, low, high } = wilsonInterval(yes, of)
  const rounded = (figure: number | null) => (figure === null ? null : Math.round(figure * 1000) / 1000)
  return { n: of, share: rounded(value), low: rounded(low), high: rounded(high) }
}

/** Prints what was missed, and what was asked or linked in vain. */
export function printEach(judged: Judged[]): void {
  for (const one of judged) {
    const reached = one.tier === 'identifier' || isAsked(one)
    if (one.same !== reached)
      console.log(one.same ? 'missed' : 'found ', one.tier, one.score, `[${one.why}]`, one.id, one.because.join('；'))
  }
}
