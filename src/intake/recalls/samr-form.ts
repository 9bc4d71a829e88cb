import { joinChinese, nothingStated } from '../source-text.ts'

/** Items of the recall notice form, each with the labels that pages give it. */
export const formLabels = {
  producer: ['生产者名称', '生产者', '生产企业名称', '生产企业', '企业名称', '召回企业'],
  importer: ['进口商名称', '进口商', '进口者名称'],
  product: ['产品名称', '召回产品名称', '召回产品'],
  brand: ['品牌', '商标', '产品品牌'],
  units: ['涉及数量', '召回数量', '受影响数量', '涉及数量(件)'],
  model: ['型号/规格', '型号规格', '规格型号', '规格/型号', '型号', '规格'],
  produced: ['生产起止日期', '生产日期', '生产时间', '生产日期范围'],
  batch: ['生产批号/批次', '生产批号', '批号', '批次', '批号/批次'],
  description: ['产品描述及外观照片', '产品描述', '产品外观特征及照片'],
  defect: ['存在的缺陷', '缺陷描述', '缺陷情况', '缺陷'],
  consequence: ['可能导致的后果', '可能造成的后果', '后果'],
  emergency: ['避免损害发生的应急处置方式', '应急处置方式'],
  measures: ['具体召回措施', '召回措施', '补救措施'],
  responsible: ['召回负责机构'],
  contact: ['召回联系方式', '联系方式'],
  schedule: ['召回进度安排', '召回时间', '召回计划安排'],
  report: ['其他需要报告的内容'],
  misc: ['其他信息'],
  published: ['发布时间', '发布日期'],
} as const
export type FormItem = keyof typeof formLabels
export type Form = Partial<Record<FormItem, string>>

const byLabel = new Map(
  Object.entries(formLabels).flatMap(([item, labels]) =>
    labels.map((label): [string, FormItem] => [plainLabel(label), item as FormItem]),
  ),
)
const footer = /^(友情|链接|关于|我们|版权所有|京ICP|上一[篇条]|下一[篇条]|责任编辑|打印|关闭)/

/**
 * The form as label → value. A label stands alone on a line or in a cell, or before a colon; the value runs to the next label.
 * A soft line break inside a value is taken out; `——` and its kin are absent.
 */
export function readForm(text: string): Form {
  const form: Form = {}
  let item: FormItem | null = null
  const parts = new Map<FormItem, string[]>()
  for (const token of tokens(text)) {
    const start = labelled(token)
    if (start) item = start.item
    const value = start ? start.value : token
    if (!start && footer.test(value)) item = null
    if (item && value !== '') parts.set(item, [...(parts.get(item) ?? []), value])
  }
  for (const [name, values] of parts) {
    const value = joinChinese(values.join(' '))
    if (!nothingStated(value)) form[name] = value
  }
  return form
}

/** Enough of the form to be one: what was recalled, and by whom or why. */
export function isForm(form: Form): boolean {
  return (
    form.product !== undefined &&
    (form.producer !== undefined || form.importer !== undefined || form.defect !== undefined)
  )
}

/** `1.…; 2.…` and `①…②…` as separate sentences; a text without numbers is one. `6675.2` is no numbering. */
export function splitNumbered(text: string): string[] {
  return text
    .split(/(?:^|(?<=[;；。,，\s]))(?=(?:\d{1,2}[.、．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]))/)
    .map((part) => part.replace(/^(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）]|[①-⑳])\s*/, '').replace(/[;；,，\s]+$/, ''))
    .filter((part) => part !== '')
}

function tokens(text: string): string[] {
  return text.split('\n').flatMap((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== ''),
  )
}

function labelled(token: string): { item: FormItem; value: string } | null {
  const whole = byLabel.get(plainLabel(token))
  if (whole) return { item: whole, value: '' }
  const colon = /^([^:：]{2,16})[:：](.*)$/.exec(token)
  const item = colon?.[1] ? byLabel.get(plainLabel(colon[1])) : undefined
  return item && colon ? { item, value: (colon[2] ?? '').trim() } : null
}

function plainLabel(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/^[\d.、]+/, '')
    .replace(/[\s:]/g, '')
}
