import type { Bilingual } from '../../reference/city.ts'
import type { FirmRow } from '../read-firm.ts'
import type { FactRow } from './fact-rows.ts'
import { factTitle } from './fact-words.ts'

/** What everybody may take away of the register: each column with what it means. Exports and the data dictionary are this table. */

export type OpenColumn<Row> = Bilingual & { name: string; of: (row: Row) => string | number | null }
export type OpenFact = FactRow & { code: string; marked: boolean }

export const firmColumns: OpenColumn<FirmRow>[] = [
  {
    name: 'code',
    zh: '统一社会信用代码',
    en: 'Unified social credit code (GB 32100), the key',
    of: ({ code }) => code,
  },
  { name: 'name', zh: '企业名称', en: 'Registered name', of: ({ name }) => name },
  {
    name: 'former_names',
    zh: '曾用名，以 | 分隔',
    en: 'Former names, with | between',
    of: (row) => row.former_names.join('|'),
  },
  { name: 'brands', zh: '品牌，以 | 分隔', en: 'Brands, with | between', of: ({ brands }) => brands.join('|') },
  {
    name: 'parent_code',
    zh: '所属企业代码（分支机构）',
    en: 'Code of the parent of a branch',
    of: (row) => row.parent_code,
  },
  {
    name: 'kind',
    zh: '类型：company 公司、sole_trader 个体工商户、branch 分支机构、other 其他',
    en: 'company, sole_trader, branch or other',
    of: ({ kind }) => kind,
  },
  { name: 'industry', zh: '国民经济行业代码（GB/T 4754）', en: 'Industry (GB/T 4754)', of: ({ industry }) => industry },
  {
    name: 'size',
    zh: '规模：micro、small、medium、large',
    en: 'micro, small, medium or large',
    of: ({ size }) => size,
  },
  {
    name: 'status',
    zh: '登记状态：active 存续、revoked 吊销、cancelled 注销',
    en: 'active, revoked or cancelled',
    of: ({ status }) => status,
  },
  { name: 'district', zh: '区代码', en: 'District', of: ({ district }) => district },
  { name: 'street', zh: '街道', en: 'Street office', of: ({ street }) => street },
  {
    name: 'grade',
    zh: '公开质量等级 A、B、C、D、N；空为评定中',
    en: 'Public grade A, B, C, D or N; empty while being graded',
    of: ({ grade }) => grade,
  },
]

export const factColumns: OpenColumn<OpenFact>[] = [
  { name: 'code', zh: '统一社会信用代码', en: 'Unified social credit code', of: ({ code }) => code },
  { name: 'kind', zh: '种类', en: 'Kind of fact', of: ({ kind }) => kind },
  { name: 'result', zh: '结果', en: 'Result', of: ({ result }) => result },
  { name: 'title', zh: '种类和结果（中文）', en: 'Kind and result in Chinese', of: (row) => factTitle(row).zh },
  { name: 'subject', zh: '事项或产品', en: 'What it was about', of: ({ subject }) => subject },
  {
    name: 'severity',
    zh: '情节：minor、general、serious',
    en: 'minor, general or serious',
    of: ({ severity }) => severity,
  },
  {
    name: 'harm',
    zh: '伤害：none、injury、group_injury、death',
    en: 'none, injury, group_injury or death',
    of: ({ harm }) => harm,
  },
  {
    name: 'safety',
    zh: '是否涉及安全：yes、no',
    en: 'Whether safety is concerned: yes or no',
    of: ({ safety }) => (safety ? 'yes' : 'no'),
  },
  { name: 'authority', zh: '机关', en: 'Authority', of: ({ authority }) => authority },
  { name: 'document_no', zh: '文书号', en: 'Number of the document', of: (row) => row.document_no },
  { name: 'happened_on', zh: '日期', en: 'Date', of: (row) => row.happened_on },
  { name: 'ends_on', zh: '有效期或列入的最后一日', en: 'Last day of validity or listing', of: (row) => row.ends_on },
  { name: 'rectified_on', zh: '整改日期', en: 'Put right on', of: (row) => row.rectified_on },
  { name: 'shown_until', zh: '公示的最后一日', en: 'Last day of publication', of: (row) => row.shown_until },
  {
    name: 'objected',
    zh: '企业有异议、正在核实：yes、no',
    en: 'The firm objects and it is being checked: yes or no',
    of: ({ marked }) => (marked ? 'yes' : 'no'),
  },
]
