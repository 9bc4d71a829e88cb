import pairs from 'opencc-js/dict/TSCharacters'

/** Longest text that is looked at, in UTF-16 units; the rest of a longer one is kept by intake but not read here. */
export const TEXT_UNITS_MAX = 4000

/** `text` is what was written, in NFKC; `simplified` has the same length, so one offset serves both. */
export type NormalText = { text: string; simplified: string; traditional: boolean; titleUnits: number }

const simplifiedOf = simplifiedUnits()

/** Title and text as one NFKC string, title first on its own line, and its simplified twin of equal length. */
export function normalise(filing: { title?: string | undefined; text: string }): NormalText {
  const title = (filing.title ?? '').normalize('NFKC').trim()
  const body = filing.text.slice(0, TEXT_UNITS_MAX).normalize('NFKC').trim()
  const text = (title === '' ? body : `${title}\n${body}`).slice(0, TEXT_UNITS_MAX)
  const simplified = toSimplified(text)
  return { text, simplified, traditional: simplified !== text, titleUnits: Math.min(title.length, text.length) }
}

/** Unit for unit (OpenCC's TSCharacters): offsets stay, words that differ between regions do not change. */
export function toSimplified(text: string): string {
  let first = 0
  while (first < text.length && simplifiedOf[text.charCodeAt(first)] === 0) first += 1
  if (first === text.length) return text
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    units[i] = simplifiedOf[unit] || unit
  }
  return String.fromCharCode(...units)
}

function simplifiedUnits(): Uint16Array {
  const table = new Uint16Array(65_536)
  for (const pair of pairs.split('|')) {
    const [from = '', to = ''] = pair.split(' ')
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0)
  }
  return table
}
