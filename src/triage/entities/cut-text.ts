import type { City } from '../../reference/city.ts'
import type { NormalText } from '../normalise.ts'
import { kindsOf } from './word-kinds.ts'

/** A text that was cut into words; `starts[i]` is where `words[i]` begins, with the end of the text as one more entry; `kinds[i]` what it may be. */
export type CutText = NormalText & { words: string[]; starts: number[]; kinds: Uint16Array }

export function cutText(normal: NormalText, words: string[], city: City): CutText {
  const starts = new Array<number>(words.length + 1)
  let at = 0
  for (let i = 0; i < words.length; i += 1) {
    starts[i] = at
    at += (words[i] as string).length
  }
  starts[words.length] = at
  return { ...normal, words, starts, kinds: kindsOf(words, city) }
}

/** Which word begins at `at`; −1 when none does, the number of words at the end of the text. */
export function wordAt(starts: number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) < at) low = middle + 1
    else high = middle
  }
  return starts[low] === at ? low : -1
}
