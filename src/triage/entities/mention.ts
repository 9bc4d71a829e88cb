import type { Mention } from '../assessment.ts'

/** A stretch of the text; UTF-16 offsets, the end outside. */
export type Span = { start: number; end: number }

export function mention(
  kind: Mention['kind'],
  text: string,
  { start, end }: Span,
  value: Mention['value'] = null,
): Mention {
  return { kind, text: text.slice(start, end), start, end, value }
}

/** Of two mentions of one kind that overlap the longer stays; each name is given once, where it stands first. In order of appearance. */
export function withoutOverlaps(found: Mention[]): Mention[] {
  const kept: Mention[] = []
  const longestFirst = found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const one of longestFirst) {
    let rival = false
    for (const other of kept) {
      if (other.kind !== one.kind) continue
      if (one.text === other.text || (one.start < other.end && other.start < one.end)) {
        rival = true
        break
      }
    }
    if (!rival) kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end)
}
