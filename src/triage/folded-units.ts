/** What a digit is folded to. */
export const DIGIT = 0x30

/** For each UTF-16 unit: the lower case of a letter, DIGIT for any digit, 0 for everything else. */
export const foldedUnits = Uint16Array.from({ length: 65_536 }, (_, unit) => {
  const character = String.fromCharCode(unit)
  if (/\p{N}/u.test(character)) return DIGIT
  return /\p{L}/u.test(character) ? character.toLowerCase().charCodeAt(0) : 0
})
