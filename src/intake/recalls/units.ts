import type { Units } from '../notice.ts'

const scales: Record<string, number> = {
  百万: 1e6,
  千万: 1e7,
  十万: 1e5,
  万: 1e4,
  亿: 1e8,
  千: 1e3,
  百: 1e2,
  million: 1e6,
  thousand: 1e3,
  billion: 1e9,
}
const number = String.raw`(\d{1,3}(?:[, \u00a0]\d{3})+(?!\d)|\d+)(\.\d+)?`
const quantity = new RegExp(`${number}\\s*(百万|千万|十万|万|亿|千|百|million|thousand|billion)?`, 'gi')
const approximate =
  /约|大约|近|余|多|左右|\b(about|approximately|approx|nearly|over|more than|up to|at least|around|estimated)\b|~|≈/i

const bounded = /\b(?:fewer|less|no more) than\b|不足|不超过|以内|\bto\b|[-–~～至]/i
/** `1,3 million`, `10.000` and `1.200 Stück`: what stands for a thousand here stands for a tenth elsewhere. */
const foreignNumber = /\d,\d{1,2}(?!\d)|(?<![\d.])\d{1,3}\.\d{3}(?!\d)(?!\s*(?:万|亿|千|million|thousand|billion))/i

/**
 * Units on the market that a notice affects. `11.5万件` is 115,000, and approximate: a scaled number is rounded. What is said in brackets
 * (units sold elsewhere) is not added; `109件、850件` is, since both are affected. Of a range the larger end stands. A year is no count.
 */
export function readUnits(written: string): Units {
  const raw = written.trim()
  const main = raw.replace(/[（(][^（()）]*[)）]/g, ' ').normalize('NFKC')
  const found = foreignNumber.test(main) ? [] : countsIn(main)
  const range = found.length === 2 && isRange(main)
  const counted = range || isList(main) ? found : found.slice(0, 1)
  if (counted.length === 0) return { value: null, status: 'unknown', raw }
  const values = counted.map(({ value }) => value)
  const value = Math.round(range ? Math.max(...values) : values.reduce((sum, one) => sum + one, 0))
  const vague = range || approximate.test(main) || bounded.test(main) || counted.some((one) => one.scaled)
  return { value, status: vague ? 'approx' : 'exact', raw }
}

type Count = { value: number; scaled: boolean; year: boolean }

function countsIn(text: string): Count[] {
  const found = [...text.matchAll(quantity)].map((match): Count => {
    const digits = `${(match[1] ?? '').replace(/[,\s]/g, '')}${match[2] ?? ''}`
    const year = match[3] === undefined && /^(?:19[89]|20[0-4])\d$/.test(match[0].trim())
    return { value: Number(digits) * scaleOf(match[3]), scaled: match[3] !== undefined, year }
  })
  const counts = found.filter(({ year }) => !year)
  return counts.length > 0 ? counts : found
}

function isRange(text: string): boolean {
  return (
    /\d\s*(?:万|千|million|thousand)?\s*(?:to|and|[-–~～至])\s*\d/i.test(text) && /between|\bto\b|[-–~～至]/i.test(text)
  )
}

/** True for `109件、850件`, `10,300 ATVs and 3,158 kits`, `120 in the U.S. and 50 in Canada`, `A: 1,200; B: 300`: counts side by side and nothing else. */
function isList(text: string): boolean {
  const plain = text.trim()
  const clauses = plain.split(/;\s*|[,、](?=\s*\p{Script=Han}|[A-Za-z]+\p{Script=Han})/u)
  if (clauses.length > 1 && clauses.every((clause) => countsIn(clause).length === 1))
    return !/\beach\b|\bper\b|includ|previous|其中|包括|含/i.test(plain)
  return (
    /^[^\d]*\d[\d,.]*\s*[万亿]?\s*\p{Script=Han}{1,2}(?:[、和及,;]\s*\d[\d,.]*\s*[万亿]?\s*\p{Script=Han}{1,2})+[。,，]?$/u.test(
      plain,
    ) ||
    /^(?:about |approximately )?\d[\d,]{2,} [^\d.;]+? and (?:about )?\d[\d,]{2,} [^\d.;]+$/i.test(plain) ||
    /^(?:about |approximately )?\d[\d,]* in (?:the )?(?:U\.?S\.?A?\.?|United States)[,;]? (?:and )?(?:about |approximately |an additional )?\d[\d,]* in Canada\.?$/i.test(
      plain,
    ) ||
    /^[^\d:;]{1,40}[A-Z]?\d{0,4}: (?:about )?\d[\d,]*[^\d;:]*(?:; [^\d:;]{1,40}: (?:about )?\d[\d,]*[^\d;:]*)+$/i.test(
      plain,
    )
  )
}

function scaleOf(word: string | undefined): number {
  return word ? (scales[word.toLowerCase()] ?? 1) : 1
}
