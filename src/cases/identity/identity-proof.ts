import type { IdentityProof } from '../../accounts/identity-vault.ts'
import { Invalid, type Said } from '../../errors.ts'
import { isIdNumber } from '../../triage/personal-details.ts'

/** The documents that prove identity, each with the form that its number has. */
export const identityDocuments: Record<string, Said & { number: RegExp; check?: (number: string) => boolean }> = {
  id_card: { zh: '居民身份证', en: 'Resident identity card', number: /^\d{17}[\dX]$/, check: isIdNumber },
  passport: { zh: '护照', en: 'Passport', number: /^[A-Z0-9]{5,15}$/ },
  hk_macau_permit: {
    zh: '港澳居民来往内地通行证',
    en: 'Permit of Hong Kong and Macau residents',
    number: /^[HM]\d{8,10}$/,
  },
  taiwan_permit: { zh: '台湾居民来往大陆通行证', en: 'Permit of Taiwan residents', number: /^\d{8}$|^\d{10}[A-Z]?$/ },
  residence_permit: {
    zh: '港澳台居民居住证',
    en: 'Residence permit of Hong Kong, Macau and Taiwan residents',
    number: /^8[123]0000\d{11}[\dX]$/,
    check: isIdNumber,
  },
  foreign_residence: { zh: '外国人永久居留身份证', en: 'Foreign permanent resident card', number: /^[A-Z0-9]{15,18}$/ },
}

/** What is typed into the form, by field name. */
export type TypedProof = { name: string; document: string; number: string }

/** Reads what proves an identity. Throws Invalid with a message per field; the number is kept in capitals without blanks. */
export function readProof(typed: TypedProof): Omit<IdentityProof, 'photo'> {
  const name = typed.name.trim()
  const number = typed.number.replaceAll(/\s/g, '').toUpperCase()
  const document = Object.hasOwn(identityDocuments, typed.document) ? identityDocuments[typed.document] : undefined
  const faults: Record<string, Said> = {}
  if (name.length < 2 || name.length > 50) faults.name = nameMissing
  if (!document) faults.document = choose
  else if (!document.number.test(number)) faults.number = notItsForm(document)
  else if (document.check && !document.check(number)) faults.number = mistyped
  if (Object.keys(faults).length > 0) throw new Invalid(notGiven, faults)
  return { name, document: typed.document, number }
}

const nameMissing: Said = {
  zh: '请按证件写上姓名（2 至 50 字）',
  en: 'Write the name as the document has it (2 to 50 characters)',
}
const choose: Said = { zh: '请选择是哪种证件', en: 'Choose the kind of document' }
const notItsForm = ({ zh, en }: Said): Said => ({
  zh: `这不像${zh}的号码，请对照证件再写一次`,
  en: `This is not the form of a number of this document (${en}); please compare it`,
})
const mistyped: Said = {
  zh: '号码的校验位不对，很可能写错了一位，请对照证件再写一次',
  en: 'The check digit does not fit, so one digit is probably mistyped; please compare it',
}
const notGiven: Said = {
  zh: '还没有交上，请看各栏的提示。',
  en: 'Not given yet; see the note beside each field.',
}
