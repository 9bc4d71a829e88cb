import type { Share } from './replay.ts'
import type { Said, Settled } from './settled-reports.ts'

/** How triage did with the reports of one week. Counts, so that weeks can be added up. */
export type WeekFigures = {
  reports: number
  leaf: Share
  lead: Share
  /** Of the settled dangers of 2 and more, how many were seen. */
  dangerRecall: Share
  /** Ten equal steps of the confidence in leaf and bureau: settled answers, their summed confidence, how many were right. */
  calibration: { leaf: Bin[]; lead: Bin[] }
  /** What was said instead of what is settled, the commonest first. */
  confusions: { leaf: Confusion[]; lead: Confusion[] }
  /** Reports by sector, as said. */
  sectors: Record<string, number>
  /** Distinct words of a sample of texts, and those among them that the model in force does not know. */
  words: { texts: number; known: number; unknown: number }
}

export type Bin = { of: number; confidence: number; right: number }
export type Confusion = { settled: string; said: string; times: number }
export type Judged = { said: Said; settled: Settled }

const confusionsMax = 40

/** Counts one week. */
export function weekFiguresOf(
  judged: Judged[],
  words: WeekFigures['words'],
  sectorOf: (leaf: string) => string,
): WeekFigures {
  const dangerous = judged.filter(({ settled }) => (settled.danger ?? 0) >= 2)
  const sectors: Record<string, number> = {}
  for (const { said } of judged) sectors[sectorOf(said.leaf)] = (sectors[sectorOf(said.leaf)] ?? 0) + 1
  return {
    reports: judged.length,
    leaf: shareOf(judged, 'leaf'),
    lead: shareOf(judged, 'lead'),
    dangerRecall: { right: dangerous.filter(({ said }) => said.danger >= 2).length, of: dangerous.length },
    calibration: { leaf: binsOf(judged, 'leaf'), lead: binsOf(judged, 'lead') },
    confusions: { leaf: confusionsOf(judged, 'leaf'), lead: confusionsOf(judged, 'lead') },
    sectors,
    words,
  }
}

type Part = 'leaf' | 'lead'

function shareOf(judged: Judged[], part: Part): Share {
  const settled = judged.filter((one) => one.settled[part] !== null)
  return { right: settled.filter((one) => one.settled[part] === one.said[part]).length, of: settled.length }
}

function binsOf(judged: Judged[], part: Part): Bin[] {
  const bins = Array.from({ length: 10 }, () => ({ of: 0, confidence: 0, right: 0 }))
  for (const { said, settled } of judged) {
    if (settled[part] === null) continue
    const confidence = part === 'leaf' ? said.leafConfidence : said.leadConfidence
    const bin = bins[Math.min(9, Math.floor(confidence * 10))] as Bin
    bin.of += 1
    bin.confidence += confidence
    bin.right += Number(settled[part] === said[part])
  }
  return bins
}

function confusionsOf(judged: Judged[], part: Part): Confusion[] {
  const wrong = judged.flatMap(({ said, settled }) =>
    settled[part] !== null && settled[part] !== said[part]
      ? [{ settled: settled[part], said: said[part], times: 1 }]
      : [],
  )
  return addedConfusions(wrong).slice(0, confusionsMax)
}

/** The same pairs added up, the commonest first. */
export function addedConfusions(all: Confusion[]): Confusion[] {
  const groups = Map.groupBy(all, ({ settled, said }) => `${settled}|${said}`)
  return [...groups.values()]
    .map((same) => ({ ...(same[0] as Confusion), times: same.reduce((sum, { times }) => sum + times, 0) }))
    .sort((a, b) => b.times - a.times || a.settled.localeCompare(b.settled))
}

/** Bins of several weeks added up. */
export function addedBins(all: Bin[][]): Bin[] {
  return Array.from({ length: 10 }, (_, step) =>
    all.reduce(
      (sum, bins) => {
        const bin = bins[step]
        if (!bin) return sum
        return { of: sum.of + bin.of, confidence: sum.confidence + bin.confidence, right: sum.right + bin.right }
      },
      { of: 0, confidence: 0, right: 0 },
    ),
  )
}

/** Expected calibration error over the bins: mean distance of confidence from the share right, weighted by answers; null without any. */
export function calibrationErrorOf(bins: Bin[]): number | null {
  const of = bins.reduce((sum, bin) => sum + bin.of, 0)
  return of === 0 ? null : bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / of
}

/**
 * Population stability index of two mixes: Σ (p − q) ln(p / q), half a report added to each class. Below 0.1 is taken as stable
 * and from 0.25 as shifted (the customary bounds of credit scoring). Null when either is empty.
 */
export function stabilityIndex(before: Record<string, number>, after: Record<string, number>): number | null {
  const classes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const sum = (mix: Record<string, number>) => Object.values(mix).reduce((a, b) => a + b, 0)
  if (sum(before) === 0 || sum(after) === 0) return null
  const part = (mix: Record<string, number>, one: string) => ((mix[one] ?? 0) + 0.5) / (sum(mix) + 0.5 * classes.length)
  return classes.reduce((index, one) => {
    const [p, q] = [part(after, one), part(before, one)]
    return index + (p - q) * Math.log(p / q)
  }, 0)
}
