import type { LinkTier } from '../../src/alerts/links/judge-link.ts'
import { wilsonInterval } from '../../src/insights/statistics/wilson-interval.ts'

/** One pair of a labelled set as it was judged. */
export type Judged = {
  id: string
  why: string
  same: boolean
  tier: LinkTier | 'none'
  score: number
  because: string[]
}

const isAsked = ({ tier }: Judged): boolean => tier === 'name' || tier === 'scored'

/** How right the tiers are: what links by itself, what a person is asked, what is missed; shares with 95 % by Wilson. */
export function linkFigures(judged: Judged[]) {
  const same = judged.filter(({ same }) => same)
  const left = same.filter(({ tier }) => tier !== 'identifier')
  return {
    pairs: judged.length,
    same: same.length,
    automatic_right: right(judged.filter(({ tier }) => tier === 'identifier')),
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
