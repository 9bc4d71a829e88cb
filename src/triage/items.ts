import type { BureauId, City, LeafCode } from '../reference/city.ts'
import type { Assessment, Choice } from './assessment.ts'
import type { TriageModel } from './model.ts'
import { triage } from './triage.ts'

/** One demand of a filing: where it stands in `Assessment.text`, what it is about, and who should lead. */
export type Item = { start: number; end: number; leaf: LeafCode; lead: BureauId; confidence: number }

/** More demands than this in one filing are kept together in the last. */
const ITEMS_MAX = 8
const NUMBERED_UNITS_MIN = 8
const OTHER_UNITS_MIN = 15
/** Below this nobody would act on a part by itself, so it stays with its neighbour. */
const LEAF_CONFIDENCE_MIN = 0.7
const LEAD_CONFIDENCE_MIN = 0.5
/** Two parts of one bureau are two demands only when both are that sure to be of different sectors. */
const OWN_SECTOR_MIN = 0.8
const RIVAL_MIN = 0.15

type Part = { start: number; end: number }
type Read = Part & { leaf: Choice<LeafCode>; lead: Choice<BureauId> }

/**
 * The demands of a filing, in order: one for most, several where parts that the writer set apart (一、二、, 另外)
 * go to other bureaus or leaves with confidence. Precision before recall: what is in doubt stays one.
 */
export function itemsOf(assessment: Assessment, ground: { city: City; model: TriageModel }): Item[] {
  const { text, leaf, lead } = assessment
  const whole: Item = { start: 0, end: text.length, leaf: leaf.value, lead: lead.value, confidence: lead.confidence }
  const parts = partsOf(text)
  if (parts.length < 2) return [whole]
  const read = parts.map((part) => {
    const { leaf, lead } = triage({ text: text.slice(part.start, part.end) }, ground)
    return { ...part, leaf, lead }
  })
  const items = merged(read.filter(standsAlone))
  if (items.length < 2) return [whole]
  return items.slice(0, ITEMS_MAX).map(({ start, end, leaf, lead }) => ({
    start,
    end,
    leaf: leaf.value,
    lead: lead.value,
    confidence: Math.min(leaf.confidence, lead.confidence),
  }))
}

function standsAlone({ leaf, lead }: Read): boolean {
  return leaf.value !== 'NONE' && leaf.confidence >= LEAF_CONFIDENCE_MIN && lead.confidence >= LEAD_CONFIDENCE_MIN
}

/** Parts of one matter become one: the same leaf, or the same bureau in one sector, or a leaf that the other thought of too. */
function merged(parts: Read[]): Read[] {
  const kept: Read[] = []
  for (const part of parts) {
    const twin = kept.find((other) => sameMatter(other, part))
    if (!twin) kept.push({ ...part })
    else if (twin === kept.at(-1)) twin.end = part.end
  }
  return kept
}

function sameMatter(a: Read, b: Read): boolean {
  if (a.leaf.value === b.leaf.value) return true
  if (a.lead.value === b.lead.value) {
    const sure = Math.min(a.leaf.confidence, b.leaf.confidence, a.lead.confidence, b.lead.confidence) >= OWN_SECTOR_MIN
    if (!sure || sectorOf(a.leaf.value) === sectorOf(b.leaf.value)) return true
  }
  return thinksOf(a.leaf, b.leaf.value) || thinksOf(b.leaf, a.leaf.value)
}

const sectorOf = (leaf: LeafCode): string => leaf.split('.')[0] ?? leaf
const thinksOf = ({ alternatives }: Choice<LeafCode>, leaf: LeafCode): boolean =>
  alternatives.some(({ value, confidence }) => value === leaf && confidence >= RIVAL_MIN)

/** A number before a demand: 一、 (二) 3. ④ 其五 第六 首先 */
const NUMBERED =
  /(?<=^|[\s,，。.;；:：!！?？])(?:[一二三四五六七八九十]{1,2}[、.．,，]|[(（][一二三四五六七八九1-9][)）]|[1-9](?:[、．,，:：]|[.](?![0-9]))|[①②③④⑤⑥⑦⑧⑨]|其[一二三四五][,，是:：]?|第[一二三四五](?:[,，、:：]|个问题|件事|是)|首先[,，]?|其次[,，]?|最后[,，]|问题[一二三四五1-5][:：、,，]?)/g
/** A word that begins another matter. */
const ANOTHER =
  /(?<=^|[\s,，。.;；!！?？])(?:另外|此外|还有一[个件]|还有就是|还有[,，]|再有|再者|除此之外|另一个问题|另有|同时[,，]|顺便|对了[,，]|also[,\s]|besides[,\s]|in addition[,\s]|another (?:thing|problem|issue)|secondly[,\s]|on top of that[,\s])/gi
/** Numbers in such a text count reasons for one demand. */
const REASONS = /理由|原因如下|原因有|反对|依据如下|请问|咨询/
const MATTERS_MIN = 2

/** The text cut at its numbers, else at words that begin another matter. */
function partsOf(text: string): Part[] {
  const numbers = [...text.matchAll(NUMBERED)].map(({ index }) => index)
  const others = [...text.matchAll(ANOTHER)].map(({ index }) => index)
  if (numbers.length + others.length === 0) return []
  if (numbers.length >= MATTERS_MIN)
    return REASONS.test(text) ? [] : between(text, [...numbers, ...others], NUMBERED_UNITS_MIN)
  return others.length > 0 ? between(text, [0, ...others], OTHER_UNITS_MIN) : []
}

function between(text: string, cuts: number[], unitsMin: number): Part[] {
  const borders = [...new Set(cuts)].sort((a, b) => a - b)
  return borders
    .map((start, i) => ({ start, end: borders[i + 1] ?? text.length }))
    .filter(({ start, end }) => end - start >= unitsMin)
    .slice(0, ITEMS_MAX)
}
