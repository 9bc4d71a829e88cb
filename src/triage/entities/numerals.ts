const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** The number that digits (with thousands separators) or Chinese numerals say, up to 万 and 亿; null where they say none (几千). */
export function numberOf(text: string): number | null {
  const plain = text.replaceAll(/[,，\s]/g, '')
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain)
  const mixed = /^(\d+(?:\.\d+)?)([百千万亿]+)$/.exec(plain)
  if (mixed) return [...(mixed[2] ?? '')].reduce((sum, unit) => sum * scaleOf(unit), Number(mixed[1]))
  return chineseNumber(plain)
}

const scaleOf = (unit: string): number => (unit === '亿' ? 1e8 : unit === '万' ? 1e4 : (UNITS[unit] ?? 1))

function chineseNumber(text: string): number | null {
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const character of text) {
    if (character in DIGITS) digit = DIGITS[character] as number
    else if (character in UNITS) {
      section += (digit ?? (section === 0 && total === 0 ? 1 : 0)) * (UNITS[character] as number)
      digit = null
    } else if (character === '万' || character === '亿') {
      total = (total + section + (digit ?? 0)) * scaleOf(character)
      section = 0
      digit = null
    } else return null
  }
  return text === '' ? null : total + section + (digit ?? 0)
}
