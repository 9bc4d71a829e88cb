import { cueWeights } from './filing-kind-weights.ts'
import type { NormalText } from './normalise.ts'
import { findPhrases, type PhraseIndex, phraseIndex } from './phrases.ts'

/** What a writer wants of the city; praise is told by its words alone, no text of it was labelled. */
export const learnedKinds = ['complaint', 'report', 'consultation', 'suggestion'] as const
export type SaidKind = (typeof learnedKinds)[number] | 'praise'
export type Track = 'complaint' | 'report'

/** What the words say the filing is, whatever was ticked on the form; `tracks` are the procedures it asks for, two where it asks for both. */
export type KindReading = { value: SaidKind; confidence: number; tracks: Track[]; because: string[] }

/** A cue with its weights in the title and in the body, in the order of learnedKinds. */
export type CueWeights = { bias: number[]; cues: [cue: string, title: number[], body: number[]][] }

type Cue = { title: number[]; body: number[] }
const indices = new WeakMap<CueWeights, PhraseIndex<Cue>>()
const BECAUSE_MAX = 4

/** Reads the kind of a filing from its words: a softmax over cues, each counted once in title and once in body. */
export function kindOf(normal: NormalText, weights: CueWeights = cueWeights): KindReading {
  const { scores, seen } = scoresOf(normal, weights)
  const praise = praiseIn(normal.simplified)
  if (praise.length > 0) return { value: 'praise', confidence: PRAISE_CONFIDENCE, tracks: [], because: praise }
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, one) => sum + one, 0)
  const best = scores.indexOf(most)
  const value = learnedKinds[best] ?? 'complaint'
  const because = [...seen]
    .map(([cue, by]): [string, number] => [cue, by[best] ?? 0])
    .filter(([, weight]) => weight > 0.1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, BECAUSE_MAX)
    .map(([cue]) => cue)
  return { value, confidence: (powers[best] as number) / total, tracks: tracksOf(normal.simplified, value), because }
}

const OPENING_UNITS_MAX = 24

/** The title, or where there is none the first words, which say what a writer is up to. */
const openingUnits = ({ simplified, titleUnits }: NormalText): number => {
  if (titleUnits > 0) return titleUnits
  const end = simplified.search(/[,，。.!！?？;；\n]/)
  return Math.min(OPENING_UNITS_MAX, end < 0 ? simplified.length : end + 1)
}

function scoresOf(normal: NormalText, weights: CueWeights) {
  const { simplified } = normal
  const titleUnits = openingUnits(normal)
  const index = indices.get(weights) ?? phraseIndex(weights.cues.map(([cue, title, body]) => [cue, { title, body }]))
  indices.set(weights, index)
  const scores = [...weights.bias]
  const seen = new Map<string, number[]>()
  const counted = new Set<number[]>()
  for (const { phrase, start, value } of findPhrases(simplified, index)) {
    const by = start < titleUnits ? value.title : value.body
    if (counted.has(by)) continue
    counted.add(by)
    for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] as number) + (by[k] ?? 0)
    const sum = seen.get(phrase)
    seen.set(phrase, sum ? sum.map((one, k) => one + (by[k] ?? 0)) : by)
  }
  return { scores, seen }
}

const PRAISE = phraseIndex(
  [
    '表扬',
    '点赞',
    '点个赞',
    '感谢信',
    '送锦旗',
    '锦旗',
    '特此致谢',
    '衷心感谢',
    '非常感谢',
    '热心服务',
    '服务周到',
    '为民办实事',
    '提出表扬',
    'praise',
    'commend',
  ].map((word): [string, null] => [word, null]),
)
/** With one of these a text thanks in advance, or thanks and asks. */
const NO_PRAISE =
  /投诉|举报|希望|请求|恳请|建议|咨询|请问|要求|解决|为什么|不作为|扰民|严重|违|没人管|拖欠|complain|report/
const PRAISE_CONFIDENCE = 0.9

function praiseIn(simplified: string): string[] {
  const found = findPhrases(simplified, PRAISE)
  if (found.length === 0 || NO_PRAISE.test(simplified)) return []
  return [...new Set(found.map(({ phrase }) => phrase))]
}

/** Asks to be settled with the writer: 投诉. */
const OWN_CLAIM =
  /退款|退货|退钱|退还|赔偿|赔付|退一赔|假一赔|返还|换货|道歉|赔礼|补偿我|退费|赔我|refund|compensat|money back/
/** Asks that a breach be checked and punished: 举报. */
const BREACH_CLAIM = /举报|查处|严查|立案|处罚|取缔|罚款处理|依法调查|吊销|查封|严惩|打击|investigat|punish|fine them/

/** The procedures asked for: with a claim of one's own and a breach to be punished in one text, both. */
function tracksOf(simplified: string, value: SaidKind): Track[] {
  const own = OWN_CLAIM.test(simplified)
  const breach = BREACH_CLAIM.test(simplified)
  if (own && breach && (value === 'complaint' || value === 'report')) return ['complaint', 'report']
  if (value === 'complaint' || value === 'report') return [value]
  return []
}
