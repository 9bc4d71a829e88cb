import type { Bilingual } from '../reference/city.ts'
import type { RecalledProduct, SourceNotice } from './notice.ts'

/** What a later telling says otherwise. `material`: people act on it, so what they did on the old word is looked at again. */
export type NoticeChange = { field: Bilingual; from: string; to: string; material: boolean }

/** A field that is compared: its name, its text in a notice (empty when absent), whether people act on it. */
type Compared = Bilingual & { of: (notice: Fields) => unknown; material?: boolean }
type Fields = Record<string, unknown>

const at = (name: string) => (notice: Fields) => notice[name]
const ofProducts = (read: (product: RecalledProduct) => unknown) => (notice: Fields) =>
  Array.isArray(notice.products) ? (notice.products as RecalledProduct[]).map(read) : null

const compared: Compared[] = [
  { zh: '状态', en: 'Status', of: at('status'), material: true },
  { zh: '结论', en: 'Conclusion', of: at('conclusion'), material: true },
  { zh: '标题', en: 'Title', of: at('title') },
  { zh: '中文标题', en: 'Chinese title', of: at('titleZh') },
  { zh: '发布日', en: 'Published', of: at('publishedOn') },
  {
    zh: '产品',
    en: 'Products',
    of: (notice) => (typeof notice.products === 'string' ? notice.products : ofProducts(({ name }) => name)(notice)),
    material: true,
  },
  { zh: '产品', en: 'Product', of: at('product'), material: true },
  { zh: '品牌', en: 'Brand', of: (notice) => notice.brand ?? ofProducts(({ brand }) => brand)(notice), material: true },
  {
    zh: '型号',
    en: 'Models',
    of: (notice) => notice.models ?? ofProducts(({ models }) => models)(notice),
    material: true,
  },
  {
    zh: '批号',
    en: 'Batches',
    of: (notice) => notice.batch ?? ofProducts(({ batches }) => batches)(notice),
    material: true,
  },
  { zh: '条码', en: 'GTINs', of: ofProducts(({ gtins }) => gtins), material: true },
  {
    zh: '生产日期',
    en: 'Produced',
    of: ofProducts(({ producedFrom, producedTo }) => [producedFrom, producedTo]),
    material: true,
  },
  {
    zh: '数量',
    en: 'Units',
    of: (notice) => (notice.unitsAffected as { raw?: string } | undefined)?.raw,
    material: true,
  },
  { zh: '危害', en: 'Hazards', of: at('hazards'), material: true },
  { zh: '危害说明', en: 'Hazard', of: at('hazardText'), material: true },
  { zh: '死亡', en: 'Deaths', of: at('deaths'), material: true },
  { zh: '受伤', en: 'Injured', of: at('injuries'), material: true },
  { zh: '不符合的标准', en: 'Standards failed', of: at('clauses'), material: true },
  { zh: '措施', en: 'Measures', of: (notice) => texts(notice.measures, 'text'), material: true },
  { zh: '召回联系方式', en: 'Whom to call', of: at('contact') },
  { zh: '企业', en: 'Firms', of: (notice) => texts(notice.firms, 'name'), material: true },
  { zh: '来源定的风险', en: 'Risk by the source', of: at('riskLevelStated'), material: true },
  { zh: '检验项目', en: 'Items', of: (notice) => texts(notice.items, 'item', 'measured', 'limit'), material: true },
  { zh: '海关编码', en: 'HS', of: (notice) => texts(notice.hs, 'norm'), material: true },
  { zh: '标准分类', en: 'ICS', of: (notice) => texts(notice.ics, 'norm'), material: true },
  { zh: '评议截止', en: 'Comments close', of: (notice) => dateText(notice.commentDeadline), material: true },
  { zh: '通过', en: 'Adoption', of: (notice) => dateText(notice.adoption), material: true },
  { zh: '生效', en: 'In force', of: (notice) => dateText(notice.entryIntoForce), material: true },
  { zh: '说明', en: 'Description', of: at('description') },
]

const lengthMax = 300

/** The fields that two tellings of one notice say differently, in the order of the page; texts cut at 300 characters. */
export function noticeChanges(before: SourceNotice, after: SourceNotice): NoticeChange[] {
  return compared.flatMap(({ of, zh, en, material = false }): NoticeChange[] => {
    const [from, to] = [asText(of(before as Fields)), asText(of(after as Fields))]
    return from === to
      ? []
      : [{ field: { zh, en }, from: from.slice(0, lengthMax), to: to.slice(0, lengthMax), material }]
  })
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .join('、')
  return String(value).trim()
}

function texts(list: unknown, ...names: string[]): string[] {
  return Array.isArray(list)
    ? list.map((one: Fields) =>
        names
          .map((name) => asText(one[name]))
          .filter((text) => text !== '')
          .join(' '),
      )
    : []
}

function dateText(date: unknown): string {
  const {
    raw = '',
    earliest = null,
    latest = null,
  } = (date ?? {}) as { raw?: string; earliest?: string | null; latest?: string | null }
  if (earliest === null && latest === null) return raw
  return earliest === latest ? (earliest ?? '') : `${earliest ?? '?'} — ${latest ?? '?'}`
}
