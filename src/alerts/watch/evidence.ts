import type { PairEvidence } from './pair-tests.ts'
import type { ClusterEvidence } from './place-scan.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { SharedWord } from './shared-words.ts'

/** All that raised a signal, frozen as it was found; dates are civil dates of the city. */
export type Evidence = {
  /** Counts with baseline and bound, a point a period. */
  curve: { from: string; to: string; count: number; expected: number; bound: number | null }[]
  /** The series on which the event can be seen, the one that explains it best first. */
  levels: { level: SeriesLevel; key: string; surprise: number; count: number; expected: number }[]
  /** People by district and street. */
  places: { district: string | null; street: string | null; people: number }[]
  dangers: [number, number, number, number]
  words: SharedWord[]
  /** Recalls of like products or hazards that were known by then. */
  recalls: {
    noticeId: number
    title: string
    publishedOn: string | null
    jurisdiction: string | null
    shares: string
  }[]
  /** Earlier signals of the same leaf or series. */
  earlier: number[]
  /** Days that this kind's entries take to be complete; 0 means every day is tested the night after it. */
  lag: number
  /** The table of a product and a hazard, where that raised it. */
  pair?: PairEvidence
  /** The cylinder of places and days, where that raised it. */
  cluster?: ClusterEvidence
}
