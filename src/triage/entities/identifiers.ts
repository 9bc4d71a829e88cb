import type { Mention, MentionKind } from '../assessment.ts'
import { MARK } from './marks.ts'
import { mention } from './mention.ts'

/** `needs`: without one of these in the text the expression is not tried. */
type Identifier = {
  kind: MentionKind
  needs: string[]
  form: RegExp
  valid?: (written: string, text: string, at: number) => boolean
}

const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码 with its check character (GB 32100-2015, 4.6: weights 3^i mod 31, character 31 − sum mod 31). */
export function isCreditCode(written: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(written)) return false
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * CREDIT_CODE.indexOf(written[i] as string), 0)
  return CREDIT_CODE[(31 - (sum % 31)) % 31] === written[17]
}

/** GTIN-8, -12, -13 or -14 with its check digit (GS1 General Specifications, 7.9: weights 3 and 1 from the right). */
export function isGtin(written: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(written)) return false
  const digits = [...written].map(Number)
  const check = digits.pop() as number
  const sum = digits.reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === check
}

const GTIN_SAID = /(?:条形?码|GTIN|EAN|UPC|商品码)[^\d]{0,6}$/i
/** China's own prefixes 690–699 are taken without the word 条码; others only behind it, since a phone number may pass the check. */
const saidToBeGtin = (written: string, text: string, at: number): boolean =>
  isGtin(written) &&
  ((written.length === 13 && written.startsWith('69')) || GTIN_SAID.test(text.slice(Math.max(0, at - 12), at)))

/** Every identifier holds four digits or letters in a row. */
const LONG_NUMBER = /[0-9A-Za-z]{4}|[0-9]{3}/
const PROVINCES = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']
const identifiers: Identifier[] = [
  { kind: 'credit_code', needs: ['9', '5', '1'], form: /(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g, valid: isCreditCode },
  {
    kind: 'gtin',
    needs: ['69', '码', 'GTIN', 'EAN', 'UPC'],
    form: /(?<![0-9A-Za-z-])\d{8,14}(?![0-9A-Za-z-])/g,
    valid: saidToBeGtin,
  },
  {
    kind: 'standard',
    needs: ['GB', 'DB', 'QB', 'YY', 'HJ', 'JGJ', 'CJJ', 'SB', 'NY', 'FZ', 'JB', 'YD', 'SJ', 'GA', 'JT', 'TSG', 'CQC'],
    form: /(?<![A-Za-z])(?:GB|DB\d{2,4}|QB|YY|HJ|JGJ|CJJ|SB|NY|FZ|JB|YD|SJ|GA|JT|TSG|CQC)(?:\/[TZ])?\s?\d{1,5}(?:\.\d{1,3})?\s?(?:[-—–]\s?(?:19|20)?\d{2})?(?!\d)/g,
  },
  {
    kind: 'plate',
    needs: PROVINCES,
    form: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?[0-9A-HJ-NP-Z]{5,6}(?![0-9A-Za-z])/g,
    valid: (written) => /\d/.test(written),
  },
  {
    kind: 'batch',
    needs: ['批', 'ot', 'OT'],
    form: /(?:生产批号|产品批号|批次号|批号|批次|lot\s?(?:no\.?)?)\s?[:：为是]?\s?([A-Za-z0-9][A-Za-z0-9/.-]{3,19})/gi,
  },
  { kind: 'model', needs: ['型号', 'odel'], form: /(?:型号|model)\s?[:：为是]?\s?([A-Za-z0-9][A-Za-z0-9/.-]{1,23})/gi },
  {
    kind: 'complaint_number',
    needs: ['工单', '编号', '投诉单', '回执号'],
    form: /(?:工单号?|投诉编号|投诉单号|举报编号|受理编号|登记编号|回执号|信访编号)\s?[:：为是]?\s?([A-Za-z0-9][A-Za-z0-9-]{5,29})/g,
  },
  {
    kind: 'order',
    needs: ['单号', '订单', '单编号', 'rder'],
    form: /(?:订单编?号|订单|运单编?号|快递单号|物流单号|单号|order\s?(?:no\.?|number|#))\s?[:：为是]?\s?([A-Za-z0-9][A-Za-z0-9-]{7,33})/gi,
    valid: (written) => /\d{4}/.test(written),
  },
]

/** Codes and numbers that name a firm, an article, a standard, a car, a batch, an order or an earlier complaint; checked where they carry a check digit. */
export function identifiersIn(text: string, marks: number): Mention[] {
  const found: Mention[] = []
  if (!LONG_NUMBER.test(text)) return found
  for (const { kind, needs, form, valid } of identifiers) {
    if (kind === 'plate' && (marks & MARK.capital) === 0) continue
    if (!needs.some((part) => text.includes(part))) continue
    for (const hit of text.matchAll(form)) {
      const written = hit[1] ?? hit[0]
      const start = hit.index + hit[0].length - written.length
      if (valid && !valid(written, text, start)) continue
      found.push(mention(kind, text, { start, end: start + written.length }, written.replaceAll(/[\s·•]/g, '')))
    }
  }
  return found
}
