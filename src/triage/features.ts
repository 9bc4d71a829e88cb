import { foldedUnits } from './folded-units.ts'
import { TEXT_UNITS_MAX } from './normalise.ts'

/** What a text consists of, as far as the model looks: words and runs of 1–2 characters, once more for the title. */
export const BLOCKS = ['word', 'character', 'title', 'shape'] as const
export type Block = 0 | 1 | 2 | 3

/** Occurrences in a text: hash, where it starts, how long it is, which block. Only the first `count` entries hold. The arrays are reused by the next call. */
export type Grams = {
  count: number
  hash: Int32Array
  start: Uint16Array
  length: Uint8Array
  block: Uint8Array
}

const GRAM_UNITS_MAX = 2
const GRAMS_MAX = TEXT_UNITS_MAX * 8 + 16
const scratch: Grams = {
  count: 0,
  hash: new Int32Array(GRAMS_MAX),
  start: new Uint16Array(GRAMS_MAX),
  length: new Uint8Array(GRAMS_MAX),
  block: new Uint8Array(GRAMS_MAX),
}
const SHORT_UNITS = 60

/** `words` must join to `text`; `titleUnits` of it from the start are the title. */
export function gramsOf(text: string, words: string[], titleUnits: number): Grams {
  scratch.count = 0
  addWords(text, words, titleUnits)
  addRuns(text, titleUnits)
  if (text.length < SHORT_UNITS) add(3, 2, 0, 0)
  return scratch
}

function addWords(text: string, words: string[], titleUnits: number): void {
  let start = 0
  for (const word of words) {
    const hash = hashOf(text, start, start + word.length)
    if (hash !== 0) {
      add(0, hash, start, word.length)
      if (start < titleUnits) add(2, hash, start, word.length)
    }
    start += word.length
  }
}

function addRuns(text: string, titleUnits: number): void {
  for (let start = 0; start < text.length; start += 1) {
    let hash = 0x811c9dc5
    for (let length = 1; length <= GRAM_UNITS_MAX && start + length <= text.length; length += 1) {
      const unit = foldedUnits[text.charCodeAt(start + length - 1)] as number
      if (unit === 0) break
      hash = Math.imul(hash ^ unit, 0x01000193)
      add(1, hash, start, length)
      if (length === 2 && start < titleUnits) add(2, ~hash, start, length)
    }
  }
}

function add(block: Block, hash: number, start: number, length: number): void {
  const at = scratch.count
  if (at >= GRAMS_MAX) return
  scratch.hash[at] = mix(hash + Math.imul(block + 1, 0x9e3779b1))
  scratch.start[at] = start
  scratch.length[at] = Math.min(length, 255)
  scratch.block[at] = block
  scratch.count = at + 1
}

/** Letters and digits only. */
export function isWord(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (foldedUnits[word.charCodeAt(i)] === 0) return false
  return true
}

/** FNV-1a over folded units; 0 when the word holds a unit that is neither letter nor digit. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i += 1) {
    const unit = foldedUnits[text.charCodeAt(i)] as number
    if (unit === 0) return 0
    hash = Math.imul(hash ^ unit, 0x01000193)
  }
  return hash
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return h === 0 ? 1 : h
}
