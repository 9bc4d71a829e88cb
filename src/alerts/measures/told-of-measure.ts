import type { LeafCode } from '../../reference/city.ts'
import type { ToldOf } from '../subscriptions/subscription-match.ts'

type Row = {
  leaves: LeafCode[]
  market: string | null
  hs: string[]
  ics: string[]
  objectives: string[]
  title: string
  title_zh: string | null
}

/** What of a measure subscriptions ask for. */
export function toldOfMeasure({ leaves, market, hs, ics, objectives, title, title_zh }: Row): ToldOf {
  return { leaves, market, hs, ics, objectives, text: `${title}\n${title_zh ?? ''}` }
}
