import type { Mention } from '../../../triage/assessment.ts'

/** A stretch of the report: plain, or one of the words that decided, or something named, or both. */
export type Stretch = { text: string; decided: boolean; mention: Mention['kind'] | null }

/**
 * Cuts the text where a deciding word or a mention begins or ends. Where mentions overlap the longer one names the stretch;
 * words are found wherever they stand.
 */
export function markText(text: string, words: string[], mentions: Mention[]): Stretch[] {
  const decided = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    if (word === '') continue
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      decided.fill(true, at, at + word.length)
    }
  }
  const named = new Array<Mention | null>(text.length).fill(null)
  const shorterFirst = mentions.toSorted((a, b) => a.end - a.start - (b.end - b.start))
  for (const mention of shorterFirst) named.fill(mention, mention.start, Math.min(mention.end, text.length))
  const stretches: Stretch[] = []
  let start = 0
  for (let at = 1; at <= text.length; at += 1) {
    const same = at < text.length && decided[at] === decided[start] && named[at] === named[start]
    if (same) continue
    stretches.push({
      text: text.slice(start, at),
      decided: decided[start] ?? false,
      mention: named[start]?.kind ?? null,
    })
    start = at
  }
  return stretches
}
