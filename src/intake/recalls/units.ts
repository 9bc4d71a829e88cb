import type { Units } from '../notice.ts'

const scales: Record<string, number> = { 万: 1e4, 亿: 1e8, 千: 1e3, 百: 1e2, million: 1e6, thousand: 1e3, billion: 1e9 }
const number = String.raw`(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?`
const quantity = new RegExp(`${number}\\s*(万|亿|千|百|million|thousand|billion)?`, 'gi')
const approximate =
  /约|大约|近|余|多|左右|\b(about|approximately|approx|nearly|over|more than|up to|at least|around|estimated)\b|~|≈/i

/**
 * Units on the market that a notice affects. `11.5万件` is 115,000, and approximate: a scaled number is rounded.
 * What is said in brackets (units sold elsewhere) is not added; `109件、850件` is, since both are affected.
 */
export function readUnits(written: string): Units {
  const raw = written.trim()
  const main = raw.replace(/[（(][^（()）]*[)）]/g, ' ')
  const found = [...main.matchAll(quantity)].map((match) => ({
    value: Number(`${(match[1] ?? '').replace(/,/g, '')}${match[2] ?? ''}`) * scaleOf(match[3]),
    scaled: match[3] !== undefined,
  }))
  const counted = isList(main) ? found : found.slice(0, 1)
  if (counted.length === 0) return { value: null, status: 'unknown', raw }
  const value = Math.round(counted.reduce((sum, one) => sum + one.value, 0))
  return { value, status: approximate.test(main) || counted.some((one) => one.scaled) ? 'approx' : 'exact', raw }
}

/** True for `109件、850件` and `10,300 ATVs and 3,158 kits`: counts side by side and nothing else. */
function isList(text: string): boolean {
  return (
    /^[^\d]*\d[\d,.]*\s*[万亿]?\s*\p{Script=Han}{1,2}(?:[、和及]\s*\d[\d,.]*\s*[万亿]?\s*\p{Script=Han}{1,2})+[。,，]?$/u.test(
      text.trim(),
    ) || /^(?:about |approximately )?\d[\d,]{2,} [^\d.;]+? and (?:about )?\d[\d,]{2,} [^\d.;]+$/i.test(text.trim())
  )
}

function scaleOf(word: string | undefined): number {
  return word ? (scales[word.toLowerCase()] ?? 1) : 1
}
