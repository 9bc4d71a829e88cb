import { foldSpaces } from '../source-text.ts'

/** Items of the TBT notification form, with the labels of the thirteen Chinese layouts. `end` items only close the one before. */
export const labels = {
  symbol: ['通报号', '通报编号', '文件号'],
  circulated: ['通报日期', '发布日期', '分发日期'],
  member: ['发布通报成员', '发出通报的成员', '通报成员', '通报国家/地区', '通报国家', '通报国'],
  agency: ['负责机构', '负责部门', '主管机构'],
  articles: ['通报依据的条款', '通报依据条款', '依据的条款', '依据条例', '依据条款', '据以通报的条款'],
  products: ['通报文件覆盖的产品', '覆盖的产品', '涵盖的产品', '涵盖产品', '覆盖产品'],
  hs: ['HS编码', 'HS代码', 'HS号', 'HS'],
  ics: ['ICS编码', 'ICS代码', 'ICS号', 'ICS'],
  title: ['通报文件的标题', '通报文件标题', '通报文件的名称', '通报标题', '通报名称', '中文标题'],
  pages: ['页数'],
  language: ['使用语言', '语言'],
  description: ['通报文件内容简述', '内容简述', '内容概述', '内容摘要', '内容简介'],
  objective: ['目标与理由', '目的和理由', '目标和理由', '目标及理由', '目的与理由', '目的及理由'],
  related: ['可提供的相关文件及文件语种', '相关文件', '有关文件'],
  adoption: ['拟批准日期', '拟采纳日期', '拟通过日期', '批准日期'],
  publication: ['拟公布日期', '公布日期'],
  inForce: ['拟生效日期', '生效日期', '实施日期'],
  comments: [
    '意见反馈截止日期',
    '意见反馈截至日期',
    '提意见截止日期',
    '评议截止日期',
    '评议截至日期',
    '反馈意见截止日期',
    '截至日期',
    '截止日期',
  ],
  texts: ['文本可从以下机构得到', '文本可从何处得到'],
  end: [
    '通报依据的条款其他',
    '链接网址',
    '可能受影响的地区或国家',
    '保护国家免受有害生物的其它危害',
    '紧急事件的性质及采取紧急措施的理由',
    '如是紧急措施,说明紧急问题的性质',
    '如是紧急措施，说明紧急问题的性质',
    '是否有相关国际标准',
    '负责处理反馈意见的机构',
    '如可能,列出涉及的地方政府名称',
    '如可能，列出涉及的地方政府名称',
    '通报类型',
    '备注',
    '通报原文',
    '正文',
    '附件',
    '责任编辑',
  ],
} as const
export type BulletinItem = keyof typeof labels
export type BulletinForm = Partial<Record<BulletinItem, string>>

/** Labels so particular that a blank parts them from their value as well as a colon: table cells run together. */
const withoutColon = new Set([
  '拟批准日期',
  '拟采纳日期',
  '拟公布日期',
  '拟生效日期',
  '评议截止日期',
  '意见反馈截止日期',
  '意见反馈截至日期',
  '提意见截止日期',
  '通报成员',
  '覆盖的产品',
  '内容简述',
  '通报标题',
  '目标与理由',
])

const byLabel = new Map(
  Object.entries(labels).flatMap(([item, names]) =>
    names.map((name): [string, BulletinItem] => [name, item as BulletinItem]),
  ),
)
const anyLabel = [...byLabel.keys()]
  .sort((a, b) => b.length - a.length)
  .map(escaped)
  .join('|')
/** A label begins a line, a cell or comes after a blank; inside brackets or words it is prose. */
const occurrence = new RegExp(
  `(?<=^|[\\s|•·]|[\\d一二三四五六七八九十][.、．)）])(${anyLabel})(?:\\s*[(（][^()（）]{0,20}[)）])?(\\s*[:：]|[\\s|]+(?=[^\\s|]))`,
  'g',
)
const number = /(?:^|[\s|])(?:\d{1,2}\s*[.、．)）]?|[(（]?[一二三四五六七八九十]{1,3}[.、．)）])[\s|•·]*$/

/** Where table cells run together without colons, the value of a date is its first word. */
const dateItems = new Set<BulletinItem>(['adoption', 'publication', 'inForce', 'comments'])
const firstCell = /^\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|^\S+/

/**
 * The form as item → value, wherever the labels stand and whatever lies between: a value runs to the next label. The first label of
 * a kind counts, since some pages repeat the whole in prose below. Numbers of the items and the rules of tables are taken off.
 */
export function readBulletinForm(text: string): BulletinForm {
  const found = [...text.matchAll(occurrence)].filter(
    (match) => /[:：]/.test(match[2] ?? '') || withoutColon.has(match[1] ?? '') || isWholeCell(text, match),
  )
  const form: BulletinForm = {}
  found.forEach((match, index) => {
    const item = byLabel.get(match[1] ?? '')
    if (!item || item === 'end' || form[item] !== undefined) return
    const value = text.slice(match.index + match[0].length, found[index + 1]?.index ?? text.length)
    const cell = dateItems.has(item) && !/[:：]/.test(match[2] ?? '') ? (firstCell.exec(value)?.[0] ?? '') : value
    form[item] = cleanValue(cell, item)
  })
  return form
}

/** A label that fills its cell needs no colon. */
function isWholeCell(text: string, match: RegExpExecArray): boolean {
  return (match[2] ?? '').includes('|') && /(?:^|[\n|]\s*)$/.test(text.slice(Math.max(0, match.index - 4), match.index))
}

/** Lines are kept where they mean something, in the description and the boxes; elsewhere a value is one line. */
function cleanValue(value: string, item: BulletinItem): string {
  const bare = value
    .replace(number, '')
    .replace(/^[\s|:：•·]+|[\s|•·]+$/g, '')
    .trim()
  if (item === 'description')
    return bare
      .split('\n')
      .map((line) => foldSpaces(line.replace(/\s*\|\s*/g, ' ')))
      .filter((line) => line !== '')
      .join('\n')
  return foldSpaces(bare.replace(/\s*\|\s*/g, ' '))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
