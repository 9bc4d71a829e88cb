import learned from './filing-kind-weights.json' with { type: 'json' }
import type { NormalText } from './normalise.ts'
import { findPhrases, type PhraseIndex, phraseIndex } from './phrases.ts'

/** What a writer wants of the city; praise is told by its words alone, no text of it was labelled. */
export const learnedKinds = ['complaint', 'report', 'consultation', 'suggestion'] as const
export type SaidKind = (typeof learnedKinds)[number] | 'praise'
export type Track = 'complaint' | 'report'

/** What the words say the filing is, whatever was ticked on the form; `tracks` are the procedures it asks for, two where it asks for both. */
export type KindReading = {
  value: SaidKind
  confidence: number
  tracks: Track[]
  because: string[]
  /** Where both are asked for: how sure the words are of either, and the words that ask. Absent in assessments made before it was read. */
  both?: { confidence: number; because: string[] } | undefined
}

/** A cue with its weights in the title and in the body, in the order of learnedKinds. */
export type CueWeights = { bias: number[]; cues: [cue: string, title: number[], body: number[]][] }

/** Written by `npm run train:kind -- --write`. */
const cueWeights = learned as CueWeights

/** What a phrase of the one index stands for: a row of weights, or one of these. */
const PRAISE = -1
const OWN_CLAIM = -2
const BREACH_CLAIM = -3
type Cues = { index: PhraseIndex<number>; rows: Float64Array; stamps: Int32Array; stamp: number }

/** The words of the fixed lists that stand in a text. */
type Marks = { praise: string[]; own: string[]; breach: string[] }

const KINDS = learnedKinds.length
const cuesOf = new WeakMap<CueWeights, Cues>()
const BECAUSE_MAX = 4
const REASON_WEIGHT = 0.1
const OPENING_UNITS_MAX = 24
const PRAISE_CONFIDENCE = 0.9

/** Reads the kind of a filing from its words: a softmax over cues, each counted once in the title (or opening) and once in the body. */
export function kindOf(normal: NormalText, weights: CueWeights = cueWeights): KindReading {
  const cues = cuesOf.get(weights) ?? prepare(weights)
  const scores = [...weights.bias]
  const seen: { phrase: string; row: number }[] = []
  const marks: Marks = { praise: [], own: [], breach: [] }
  const opening = openingUnits(normal)
  cues.stamp += 1
  for (const { phrase, start, value } of findPhrases(normal.simplified, cues.index)) {
    if (value === PRAISE) marks.praise.push(phrase)
    else if (value === OWN_CLAIM) marks.own.push(phrase)
    else if (value === BREACH_CLAIM) marks.breach.push(phrase)
    else {
      const row = 2 * value + (start < opening ? 0 : 1)
      if (cues.stamps[row] === cues.stamp) continue
      cues.stamps[row] = cues.stamp
      for (let k = 0; k < KINDS; k += 1) scores[k] = (scores[k] as number) + (cues.rows[row * KINDS + k] as number)
      seen.push({ phrase, row })
    }
  }
  if (marks.praise.length > 0 && !NO_PRAISE.test(normal.simplified))
    return { value: 'praise', confidence: PRAISE_CONFIDENCE, tracks: [], because: [...new Set(marks.praise)] }
  const best = scores.indexOf(Math.max(...scores))
  const value = learnedKinds[best] ?? 'complaint'
  const because = reasonsOf(seen, best, cues)
  const tracks = tracksOf(value, marks)
  const reading = { value, confidence: shareOf(scores, best), tracks, because }
  return tracks.length < 2 ? reading : { ...reading, both: bothOf(scores, marks) }
}

/** A text that asks for both is torn between the two, so that neither share alone says how sure it is. */
function bothOf(scores: number[], { own, breach }: Marks): KindReading['both'] {
  const confidence =
    shareOf(scores, learnedKinds.indexOf('complaint')) + shareOf(scores, learnedKinds.indexOf('report'))
  return { confidence, because: [...new Set([...own.slice(0, 2), ...breach.slice(0, 2)])] }
}

function reasonsOf(seen: { phrase: string; row: number }[], best: number, { rows }: Cues): string[] {
  const weighed = seen
    .map(({ phrase, row }) => ({ phrase, weight: rows[row * KINDS + best] as number }))
    .filter(({ weight }) => weight > REASON_WEIGHT)
  const heaviest = weighed.sort((a, b) => b.weight - a.weight).map(({ phrase }) => phrase)
  return [...new Set(heaviest)].slice(0, BECAUSE_MAX)
}

function shareOf(scores: number[], best: number): number {
  const most = scores[best] as number
  return 1 / scores.reduce((sum, score) => sum + Math.exp(score - most), 0)
}

/** The procedures asked for: with a claim of one's own and a breach to be punished in one text, both. */
function tracksOf(value: SaidKind, { own, breach }: Marks): Track[] {
  if (value !== 'complaint' && value !== 'report') return []
  return own.length > 0 && breach.length > 0 ? ['complaint', 'report'] : [value]
}

/** The title, or where there is none the first words, which say what a writer is up to. */
function openingUnits({ simplified, titleUnits }: NormalText): number {
  if (titleUnits > 0) return titleUnits
  const end = simplified.search(/[,，。.!！?？;；\n]/)
  return Math.min(OPENING_UNITS_MAX, end < 0 ? simplified.length : end + 1)
}

function prepare(weights: CueWeights): Cues {
  const learned = weights.cues.map(([cue], row): [string, number] => [cue, row])
  const fixed = Object.entries(FIXED).flatMap(([value, words]) =>
    words.split('|').map((word): [string, number] => [word, Number(value)]),
  )
  const rows = Float64Array.from(weights.cues.flatMap(([, title, body]) => [...title, ...body]))
  const stamps = new Int32Array(weights.cues.length * 2)
  const cues = { index: phraseIndex([...learned, ...fixed]), rows, stamps, stamp: 0 }
  cuesOf.set(weights, cues)
  return cues
}

/** Words of praise; those that ask to be settled with the writer (投诉); those that ask for a breach to be checked and punished (举报). */
const FIXED: Record<number, string> = {
  [PRAISE]:
    '表扬|点赞|点个赞|感谢信|锦旗|特此致谢|衷心感谢|非常感谢|热心服务|服务周到|为民办实事|praise|commend|thank you for',
  [OWN_CLAIM]:
    '退款|退货|退钱|退还|赔偿|赔付|退一赔|假一赔|返还|换货|道歉|赔礼|补偿我|退费|赔我|refund|compensat|money back',
  [BREACH_CLAIM]: '举报|查处|严查|立案|处罚|取缔|依法调查|吊销|查封|严惩|打击|investigat|punish|fine them',
}
/** With one of these a text thanks in advance, or thanks and asks. */
const NO_PRAISE =
  /投诉|举报|希望|请求|恳请|建议|咨询|请问|要求|解决|为什么|不作为|扰民|严重|违|没人管|拖欠|complain|report/
