import { toSimplified } from '../../triage/normalise.ts'

const NAME_UNITS_MIN = 2
const AREA = /^(?:中国|广东省?|深圳市?|[\p{Script=Han}]{2}区(?=[\p{Script=Han}]{4}))/u
const LEGAL_FORM = /(?:股份有限公司|有限责任公司|有限公司|公司)$/u

/**
 * A respondent's name as the watch counts it: NFKC, simplified, lower case, without blanks, marks, the city in front or the legal
 * form behind, so that 深圳市迅捷电动车行有限公司 and 迅捷电动车行 are one. Null when too little is left.
 */
export function enterpriseName(written: string | null): string | null {
  if (written === null) return null
  const plain = toSimplified(written.normalize('NFKC'))
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const bare = plain.replace(AREA, '').replace(AREA, '').replace(LEGAL_FORM, '')
  const name = bare.length >= NAME_UNITS_MIN ? bare : plain
  return name.length >= NAME_UNITS_MIN ? name : null
}
