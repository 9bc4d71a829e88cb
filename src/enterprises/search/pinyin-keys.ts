import { pinyin } from 'pinyin-pro'

/** Readings of Chinese names, with sounds as one that many people of the south do not tell apart: zh/z, ch/c, sh/s, -ng/-n. */

/** The folded syllables of a text; what is not Chinese is left out. */
export function syllablesOf(text: string): string[] {
  return readings(text).map(folded)
}

/** The first letters of a text's syllables: 华强电子 gives `hqdz`. */
export function initialsOf(text: string): string {
  return readings(text)
    .map(([letter = '']) => letter)
    .join('')
}

/** Neighbouring syllables two by two, as the register is searched by. */
export function syllablePairs(syllables: string[]): string[] {
  return syllables.slice(1).map((syllable, at) => `~${syllables[at]}.${syllable}`)
}

/**
 * Latin letters read as syllables, folded: `huaqiangdianzi`, `hua qiang dian zi`, `xi'an`. Of several readings that with the fewest
 * syllables; null when the letters are no pinyin.
 */
export function readAsPinyin(written: string): string[] | null {
  const groups = written
    .toLowerCase()
    .replaceAll('ü', 'v')
    .split(/[\s'’]+/)
    .filter(Boolean)
  const read: string[] = []
  for (const group of groups) {
    if (!/^[a-z]{1,60}$/.test(group)) return null
    const syllables = fewest(group)
    if (syllables === null) return null
    read.push(...syllables)
  }
  return read.length === 0 ? null : read.map(folded)
}

function readings(text: string): string[] {
  const read = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
  return read.filter((syllable) => /^[a-z]+$/.test(syllable))
}

function folded(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/(?<=[aeiou])ng$/, 'n')
}

/** The shortest chain of syllables that is the whole group. */
function fewest(group: string): string[] | null {
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= group.length; end += 1) {
    best[end] = null
    for (let start = Math.max(0, end - 6); start < end; start += 1) {
      const before = best[start]
      const piece = group.slice(start, end)
      if (!before || !allSyllables().has(piece)) continue
      const now = best[end]
      if (!now || before.length + 1 < now.length) best[end] = [...before, piece]
    }
  }
  return best[group.length] ?? null
}

let known: Set<string> | null = null

/** Every syllable that a common character has, worked out once from the library's own readings. */
function allSyllables(): Set<string> {
  if (known) return known
  const all = Array.from({ length: 0x9fa5 - 0x4e00 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('')
  known = new Set(readings(all).filter((syllable) => /[aeiouv]/.test(syllable)))
  return known
}
