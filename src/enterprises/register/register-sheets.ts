import type { Said } from '../../errors.ts'
import { addDays, isRealDate } from '../../reference/calendar.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import type { FactKind } from '../../reference/credit-rules.ts'
import { isCreditCode } from '../../triage/entities/identifiers.ts'
import { factNames, firmKinds, harmNames, severityNames, sizeNames, statusNames } from './fact-words.ts'
import type { RegisterRow } from './register-file.ts'

/** The sheets of the register: their headings in both languages, and how a row becomes a firm or a fact. Pure. */

export type SheetName = 'enterprises' | keyof typeof factSheets

/** The sheets of facts with the kind that a row of them is. */
export const factSheets = {
  permits: 'permit',
  inspections: 'inspection',
  samples: 'sample',
  recalls: 'recall',
  penalties: 'penalty',
  lists: 'list',
  awards: 'award',
  commitments: 'commitment',
  rectifications: 'rectification',
} as const satisfies Record<string, FactKind>

export const sheetNames: SheetName[] = ['enterprises', ...(Object.keys(factSheets) as (keyof typeof factSheets)[])]

export type FirmRow = {
  code: string
  name: string
  formerNames: string[]
  brands: string[]
  parentCode: string | null
  kind: keyof typeof firmKinds
  industry: string | null
  size: keyof typeof sizeNames
  status: keyof typeof statusNames
  registeredOn: string | null
  address: string | null
}

export type FactRow = {
  code: string
  kind: FactKind
  result: string
  severity: keyof typeof severityNames | null
  harm: keyof typeof harmNames
  safety: boolean
  subject: string
  documentNo: string
  authority: string
  bureau: string
  happenedOn: string
  endsOn: string | null
  rectifiedOn: string | null
  /** The document whose fault was put right. */
  aboutDocument: string | null
}

/** Every column by its name, with the Chinese headings under which it is understood too. */
const headings: Record<string, string[]> = {
  code: ['统一社会信用代码', '信用代码', '社会信用代码'],
  name: ['企业名称', '名称', '单位名称'],
  former_names: ['曾用名'],
  brands: ['品牌', '商标'],
  parent_code: ['所属企业代码', '总公司代码'],
  kind: ['类型', '种类'],
  industry: ['行业代码'],
  size: ['规模'],
  status: ['状态', '登记状态'],
  registered_on: ['成立日期'],
  address: ['地址', '住所'],
  result: ['结果', '结论'],
  severity: ['情节'],
  harm: ['伤害'],
  safety: ['涉及安全'],
  subject: ['事项', '产品', '内容'],
  document_no: ['文书号', '报告编号', '决定书文号', '证书编号'],
  authority: ['机关', '发证机关', '处罚机关', '检查机关', '列入机关'],
  bureau: ['单位代码'],
  happened_on: ['日期', '发证日期', '处罚日期', '检查日期', '抽检日期', '列入日期'],
  ends_on: ['截止日期', '有效期至', '移出日期'],
  rectified_on: ['整改日期'],
  about_document: ['针对文书号'],
}

export type Faults = Record<string, Said>
type Read<Row> = { row: Row } | { faults: Faults }

/** Reads cells under any of their headings, and gathers what is wrong with them. */
function reader({ cells }: RegisterRow) {
  const faults: Faults = {}
  const text = (column: string): string => {
    const found = [column, ...(headings[column] ?? [])].find((heading) => cells[heading] !== undefined)
    return found === undefined ? '' : String(cells[found]).trim()
  }
  const wrong = (column: string, zh: string, en: string) => {
    faults[column] = { zh, en }
  }
  return {
    faults,
    text,
    needed: (column: string, max: number): string => {
      const value = text(column)
      if (value === '' || value.length > max) wrong(column, `应为 1 至 ${max} 字`, `1 to ${max} characters are needed`)
      return value
    },
    code: (column: string): string => {
      const value = text(column).normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
      if (!isCreditCode(value))
        wrong(
          column,
          `“${value}”不是有效的统一社会信用代码（校验位不符）`,
          `“${value}” is no valid credit code: its check character does not fit`,
        )
      return value
    },
    date: (column: string): string | null => {
      const written = text(column)
      const value = written === '' ? null : civilDate(written.normalize('NFKC'))
      if (written !== '' && value === null)
        wrong(column, `“${written}”不是日期，请写成 2026-04-15`, `“${written}” is no date; write 2026-04-15`)
      return value
    },
    oneOf: <Word extends string>(
      column: string,
      words: Record<Word, Bilingual>,
      otherwise: Word | null,
    ): Word | null => {
      const written = text(column)
      if (written === '') return otherwise
      const known = Object.keys(words) as Word[]
      const found = known.find((word) => [word, words[word].zh, words[word].en].includes(written))
      if (found === undefined) faults[column] = noneOf(written, words)
      return found ?? otherwise
    },
  }
}

const noneOf = (written: string, words: Record<string, Bilingual>): Said => ({
  zh: `没有“${written}”，应为：${Object.values(words)
    .map(({ zh }) => zh)
    .join('、')}`,
  en: `“${written}” is none of: ${Object.keys(words).join(', ')}`,
})

/** Several in one cell, with semicolons or bars between. */
const listed = (cell: string): string[] =>
  cell
    .split(/[;；|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.length <= 100)
    .slice(0, 10)

/** A row of the sheet of firms. */
export function firmRow(row: RegisterRow): Read<FirmRow> {
  const { faults, text, needed, code, date, oneOf } = reader(row)
  const firm: FirmRow = {
    code: code('code'),
    name: needed('name', 100),
    formerNames: listed(text('former_names')),
    brands: listed(text('brands')),
    parentCode: text('parent_code') === '' ? null : code('parent_code'),
    kind: oneOf('kind', firmKinds, 'company') ?? 'company',
    industry: text('industry') || null,
    size: oneOf('size', sizeNames, 'micro') ?? 'micro',
    status: oneOf('status', statusNames, 'active') ?? 'active',
    registeredOn: date('registered_on'),
    address: text('address').slice(0, 200) || null,
  }
  if (firm.kind === 'branch' && firm.parentCode === null)
    faults.parent_code = { zh: '分支机构须写所属企业代码', en: 'A branch needs the code of its parent' }
  return Object.keys(faults).length > 0 ? { faults } : { row: firm }
}

/** A row of a sheet of facts. On the sheet of inspections a column 种类 may say that a row is a sample. */
export function factRow(sheet: keyof typeof factSheets, row: RegisterRow, city: City, today: string): Read<FactRow> {
  const { faults, text, needed, code, date, oneOf } = reader(row)
  const kind = sheet === 'inspections' && /抽检|抽查检验|sample/.test(text('kind')) ? 'sample' : factSheets[sheet]
  const happenedOn = date('happened_on')
  if (happenedOn === null && !faults.happened_on) faults.happened_on = { zh: '缺少日期', en: 'A date is needed' }
  if (happenedOn !== null && happenedOn > today)
    faults.happened_on = { zh: '日期在将来', en: 'The date is in the future' }
  const severity = oneOf('severity', severityNames, null)
  if (kind === 'penalty' && severity === null && !faults.severity)
    faults.severity = { zh: '处罚须写情节', en: 'A penalty needs its severity' }
  const bureau = text('bureau') || city.dispatchBureau
  if (!city.bureaus.has(bureau)) faults.bureau = { zh: `没有单位 ${bureau}`, en: `There is no bureau ${bureau}` }
  const results = factNames[kind].results
  const only = Object.keys(results).length === 1 ? (Object.keys(results)[0] ?? null) : null
  const result = oneOf('result', results, only)
  if (result === null && !faults.result) faults.result = { zh: '缺少结果', en: 'A result is needed' }
  const fact: FactRow = {
    code: code('code'),
    kind,
    result: result ?? '',
    severity,
    harm: oneOf('harm', harmNames, 'none') ?? 'none',
    safety: /^(?:是|1|y|yes|true)$/i.test(text('safety')),
    subject: needed('subject', 200),
    documentNo: needed('document_no', 80),
    authority: needed('authority', 80),
    bureau,
    happenedOn: happenedOn ?? today,
    endsOn: date('ends_on'),
    rectifiedOn: date('rectified_on'),
    aboutDocument: text('about_document') || null,
  }
  return Object.keys(faults).length > 0 ? { faults } : { row: fact }
}

/** 2026-04-15, 2026/4/15, 2026年4月15日, 20260415, or the number of days by which a spreadsheet keeps a date. */
function civilDate(written: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(written) ??
    []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isRealDate(iso)) return iso
  return /^[1-9]\d{4}$/.test(written) ? addDays('1899-12-30', Number(written)) : null
}
