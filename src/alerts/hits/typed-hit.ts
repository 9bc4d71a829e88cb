import { Invalid, type Said } from '../../errors.ts'
import { isCreditCode } from '../../triage/entities/identifiers.ts'
import { type HitBand, hitBandNames } from './hit-words.ts'

/** The form as typed. A firm that is signed in or invited gives less. */
export type TypedHit = {
  name: string
  code: string
  product: string
  band: string
  email: string
  contactName: string
  phone: string
}

export type ReadHit = { product: string; band: HitBand }
export type ReadFirm = { name: string; code: string }
export type ReadContact = { email: string; name: string | null; phone: string | null }

/** Everything of a firm that nobody vouches for yet. Throws Invalid with a message per field. */
export function readWholeHit(typed: TypedHit): ReadHit & { firm: ReadFirm; contact: ReadContact } {
  const faults = { ...firmFaults(typed), ...hitFaults(typed), ...mailFaults(typed) }
  if (Object.keys(faults).length > 0) throw new Invalid(mend, faults)
  return {
    ...hitOf(typed),
    firm: { name: typed.name.trim(), code: codeOf(typed.code) },
    contact: {
      email: typed.email.trim().toLowerCase(),
      name: typed.contactName.trim() || null,
      phone: typed.phone.trim() || null,
    },
  }
}

/** What a firm that is known says of the measure. Throws Invalid. */
export function readHit(typed: Pick<TypedHit, 'product' | 'band'>): ReadHit {
  const faults = hitFaults(typed)
  if (Object.keys(faults).length > 0) throw new Invalid(mend, faults)
  return hitOf(typed)
}

/** The same of a firm that was invited by name: its code besides. Throws Invalid. */
export function readInvitedHit(typed: Pick<TypedHit, 'product' | 'band' | 'code'>): ReadHit & { code: string } {
  const faults = { ...codeFaults(typed.code), ...hitFaults(typed) }
  if (Object.keys(faults).length > 0) throw new Invalid(mend, faults)
  return { ...hitOf(typed), code: codeOf(typed.code) }
}

const hitOf = ({ product, band }: Pick<TypedHit, 'product' | 'band'>): ReadHit => ({
  product: product.trim().slice(0, 120),
  band: hitBandNames.find((one) => one === band) ?? 'unknown',
})

/** A code without blanks, in capitals. */
const codeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()

function firmFaults({ name, code }: TypedHit): Record<string, Said> {
  const long = name.trim().length
  return { ...(long >= 2 && long <= 100 ? {} : { name: sayName }), ...codeFaults(code) }
}

const codeFaults = (code: string): Record<string, Said> => (isCreditCode(codeOf(code)) ? {} : { code: sayCode })

function hitFaults({ product, band }: Pick<TypedHit, 'product' | 'band'>): Record<string, Said> {
  return {
    ...(product.trim().length >= 2 ? {} : { product: sayProduct }),
    ...(hitBandNames.some((one) => one === band) ? {} : { band: sayBand }),
  }
}

const mailFaults = ({ email }: TypedHit): Record<string, Said> =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) && email.length <= 254 ? {} : { email: sayMail }

const mend = {
  zh: '还没有提交，请看各栏的提示；已写的都在。',
  en: 'Not sent yet: see the notes. Nothing typed is lost.',
}
const sayName = { zh: '请填写企业全称', en: 'Give the full name of the firm' }
const sayCode = {
  zh: '统一社会信用代码应为 18 位，最后一位是校验码；请对照营业执照核对',
  en: 'A credit code has 18 characters, the last a check: compare it with your business licence',
}
const sayProduct = { zh: '请写明出口的产品', en: 'Say which product you export' }
const sayBand = { zh: '请选择一档，也可以选“不便说明”', en: 'Choose a band; “rather not say” is one' }
const sayMail = {
  zh: '邮箱写成 name@example.com：要用它确认',
  en: 'Write the address as name@example.com: it confirms',
}
