/**
 * Barcodes that identify a product in the whole world. The last digit checks the others (GS1 General Specifications §7.9:
 * weights 3 and 1 from the right, modulo 10). Numbers that a shop gives itself (prefix 2, and 02, 04) identify nothing elsewhere.
 */
export function isGtin(digits: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return false
  return checkDigitHolds(digits) && !isStoreInternal(digits)
}

/** One width for comparison: 14 digits, zeros in front. */
export function gtin14(gtin: string): string {
  return gtin.padStart(14, '0')
}

/**
 * The piece within an outer case, by the case's GTIN-14: the first digit says how it is packed, the check digit is its own (GS1 General
 * Specifications §2.1.6). Null for what is no case.
 */
export function pieceOf(gtin: string): string | null {
  if (!/^[1-8]\d{13}$/.test(gtin)) return null
  const digits = `0${gtin.slice(1, 13)}`
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/**
 * Numbers in a barcode field that are GTINs, as printed. Spaces and hyphens inside a number are layout
 * (`0 12345 67890 5`), unless the pieces are whole GTINs themselves.
 */
export function readGtins(field: string): string[] {
  const pieces = field.split(/[^\d\s-]+/).map((piece) => piece.trim())
  return unique(pieces.flatMap(gtinsOfPiece))
}

/** GTINs in running text: only after the words UPC, EAN, GTIN, barcode or 条码, and never of 8 digits, which dates have too. */
export function readGtinsInText(text: string): string[] {
  const mentions = text.matchAll(
    /\b(?:UPC|EAN|GTIN|bar\s?codes?|SKU)\b[^\d.]{0,40}((?:\d[\d -]{10,16}\d(?:[,;/ ]|and|or|&)*)+)|条[形]?码\D{0,6}(\d{12,14})/gi,
  )
  return unique([...mentions].flatMap((match) => readGtins(match[1] ?? match[2] ?? ''))).filter(
    (gtin) => gtin.length > 8,
  )
}

function gtinsOfPiece(piece: string): string[] {
  const words = piece.split(/[\s-]+/).filter((word) => word !== '')
  const whole = words.filter(isGtin)
  if (whole.length > 0) return whole
  const joined = words.join('')
  return words.length > 1 && isGtin(joined) ? [joined] : []
}

function checkDigitHolds(digits: string): boolean {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 1 ? 3 : 1), 0)
  return sum % 10 === 0
}

function isStoreInternal(digits: string): boolean {
  if (digits.length === 8) return /^[02]/.test(digits)
  const gtin13 = gtin14(digits).slice(1)
  return /^(2|02|04)/.test(gtin13)
}

function unique(list: string[]): string[] {
  return [...new Set(list)]
}
