import { joinChinese, nothingStated } from '../source-text.ts'

/** Items of the recall notice form, each with the labels that pages give it. */
export const formLabels = {
  producer: [
    ...[
      '生产者名称',
      '生产者',
      '生产企业名称',
      '生产企业',
      '企业名称',
      '召回企业',
      '制造商',
      '制造商名称',
      '生产商',
      '生产商名称',
    ],
    ...['召回生产者', '召回实施主体', '召回单位', '标称生产者', '标称生产企业', '制造企业'],
  ],
  importer: ['进口商名称', '进口商', '进口者名称', '进口者', '境内代理商'],
  product: ['产品名称', '召回产品名称', '召回产品', '缺陷产品名称', '产品名'],
  brand: ['品牌', '商标', '产品品牌', '品牌名称', '商标名称', '品牌/商标', '商标/品牌', '注册商标'],
  units: ['涉及数量', '召回数量', '受影响数量', '数量', '产品数量', '涉及产品数量', '召回产品数量', '召回总数'],
  model: [
    ...[
      '型号/规格',
      '型号规格',
      '规格型号',
      '规格/型号',
      '型号',
      '规格',
      '产品型号',
      '召回产品型号',
      '产品规格',
      '涉及型号',
    ],
    ...['产品型号/规格', '产品规格型号', '产品型号规格', '型号及规格', '型号、规格'],
  ],
  produced: [
    '生产起止日期',
    '生产日期',
    '生产时间',
    '生产日期范围',
    '生产日期起止',
    '生产日期区间',
    '制造日期',
    '生产期间',
  ],
  batch: [
    '生产批号/批次',
    '生产批号',
    '批号',
    '批次',
    '批号/批次',
    '生产批次',
    '批次号',
    '生产日期/批号',
    '生产日期或批号',
  ],
  description: ['产品描述及外观照片', '产品描述', '产品外观特征及照片', '产品外观'],
  defect: [
    '存在的缺陷',
    '缺陷描述',
    '缺陷情况',
    '缺陷',
    '产品缺陷',
    '缺陷原因',
    '召回原因',
    '存在问题',
    '存在的问题',
    '主要缺陷',
  ],
  consequence: ['可能导致的后果', '可能造成的后果', '后果', '可能后果', '可能产生的后果', '可能造成的危害', '潜在危害'],
  emergency: ['避免损害发生的应急处置方式', '应急处置方式', '应急措施'],
  measures: ['具体召回措施', '召回措施', '补救措施', '处理措施', '消除缺陷的措施', '维修措施', '措施'],
  responsible: ['召回负责机构'],
  contact: ['召回联系方式', '联系方式', '联系电话', '咨询电话', '服务热线', '客服电话', '召回咨询电话', '联系人'],
  schedule: ['召回进度安排', '召回时间', '召回计划安排', '召回期限', '召回起止时间'],
  report: ['其他需要报告的内容'],
  misc: ['其他信息', '备注'],
  published: ['发布时间', '发布日期'],
  /** Headings of groups, whose words belong to no item. */
  group: [
    '产品信息',
    '召回产品信息',
    '企业信息',
    '基本信息',
    '缺陷信息',
    '召回信息',
    '生产者信息',
    '联系信息',
    '召回产品基本信息',
  ],
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
 * The forms of a page as label → value. A label stands alone on a line or in a cell, or before a colon, perhaps behind its number (`三、`);
 * the value runs to the next label. A soft line break inside a value is taken out; `——` and its kin are absent. A page that begins its
 * first label anew tells another recall.
 */
export function readForms(text: string): Form[] {
  const found = itemsOf(text)
  const first = found.find(({ item }) => item === 'producer' || item === 'importer' || item === 'product')
  const starts = found.flatMap(({ item }, at) => (item === first?.item ? [at] : []))
  const forms = starts.map((from, index) => formOf(found.slice(from, starts[index + 1])))
  return forms.filter(isForm).length > 1 ? forms.filter(isForm) : [formOf(found)]
}

type Told = { item: FormItem; values: string[] }

function itemsOf(text: string): Told[] {
  const told: Told[] = []
  let current: Told | null = null
  for (const token of tokens(text)) {
    const start = labelled(token)
    if (start) {
      current = { item: start.item, values: start.value === '' ? [] : [start.value] }
      told.push(current)
    } else if (footer.test(token)) current = null
    else if (current && token !== '') current.values.push(token)
  }
  return told.filter(({ item }) => item !== 'group')
}

/** Models and batches that stand on lines of their own stay apart. */
const listed = new Set<FormItem>(['model', 'batch'])

function formOf(told: Told[]): Form {
  const form: Form = {}
  for (const item of new Set(told.map((one) => one.item))) {
    const values = told.filter((one) => one.item === item).flatMap((one) => one.values)
    const value = joinChinese(values.join(listed.has(item) ? '、' : ' '))
    if (!nothingStated(value)) form[item] = value
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

/** A cell before a label in one row is the heading of a group that several rows share. */
function tokens(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const cells = line
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
    const [first = '', second = ''] = cells
    const grouped = cells.length >= 3 && !labelled(first) && byLabel.has(plainLabel(second))
    return grouped ? cells.slice(1) : cells
  })
}

function labelled(token: string): { item: FormItem; value: string } | null {
  const whole = byLabel.get(plainLabel(token))
  if (whole) return { item: whole, value: '' }
  const colon = /^([^:：]{2,20})[:：](.*)$/.exec(token)
  const item = colon?.[1] ? byLabel.get(plainLabel(colon[1])) : undefined
  return item && colon ? { item, value: (colon[2] ?? '').trim() } : null
}

/** Without its number (`三、`, `（三）`, `3.`), blanks, colon and the unit in brackets behind it. */
function plainLabel(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/^\s*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]\s*)+/, '')
    .replace(/[\s:]/g, '')
    .replace(/(?<=.{2})\((?:台|件|辆|个|只|套|双|副|条|件\/套|台\/套|单位:?.{0,3})\)$/, '')
}
