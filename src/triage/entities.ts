import type { City } from '../reference/city.ts'
import type { Mention } from './assessment.ts'
import type { NormalText } from './normalise.ts'
import { findPhrases, indexPerOwner, phraseIndex } from './phrases.ts'
import type { NamedPlace } from './places.ts'

export type FormFields = {
  respondent?: string | undefined
  product?: string | undefined
  place?: string | undefined
  amount?: number | undefined
}

/** Names, sums, dates and hurt people in the text, each with its span; what the form says is looked for first. In order of appearance. */
export function mentionsIn(
  normal: NormalText,
  words: string[],
  form: FormFields,
  named: { places: NamedPlace[]; city: City },
): Mention[] {
  const found = [
    ...said('respondent', normal, form.respondent),
    ...respondents(normal, words),
    ...said('product', normal, form.product),
    ...products(normal, words, named.city),
    ...said('place', normal, form.place),
    ...places(normal, named.places),
    ...amounts(normal),
    ...injuries(normal),
    ...times(normal),
  ]
  return withoutOverlaps(found)
}

function said(kind: Mention['kind'], normal: NormalText, name: string | undefined): Mention[] {
  const wanted = name?.normalize('NFKC').trim() ?? ''
  const start = wanted === '' ? -1 : normal.text.indexOf(wanted)
  return start < 0 ? [] : [mention(kind, normal, start, start + wanted.length, null)]
}

/** How the name of a firm, an institution or a site ends. */
const NAME_ENDS = new Set(
  '公司 有限公司 有限责任公司 集团 酒店 宾馆 旅馆 民宿 医院 诊所 门诊部 卫生院 学校 小学 中学 大学 学院 幼儿园 超市 商场 商店 药店 药房 大药房 餐厅 饭店 餐馆 火锅店 奶茶店 美容院 理发店 健身房 俱乐部 培训中心 培训机构 驾校 银行 支行 分行 保险公司 物业 物业公司 加油站 停车场 工厂 加工厂 厂 店 专卖店 旗舰店 直营店 分店 中心 花园 小区 家园 公寓 大厦 广场 市场 农贸市场 菜市场 工地 项目部 车站 客运站 景区 公园 养猪场 养殖场 砖厂 矿 4s店'.split(
    ' ',
  ),
)
/** Words at which the name of a firm cannot reach further back. */
const NAME_STOPS = new Set(
  '在 于 我 我们 他 她 他们 你 你们 被 把 向 给 由 从 到 去 来 和 与 跟 同 或 及 的 地 得 了 过 着 是 有 没有 没 不 就 都 也 还 又 再 才 只 要 会 能 想 让 叫 说 请 请问 投诉 举报 反映 关于 位于 坐落 住在 附近 旁边 对面 一家 一个 这家 那家 这个 那个 该 某 某某 每 各 很多 许多 多家 几家 个 家 名为 名叫 叫做 所谓 购买 买 入住 住 里 内 外 上 下 前 后 与 对 但 而 并 因 因为 为 为了 现 现在 今天 昨天 年 月 日 号 近 经 据 希望 要求 建议 请求 严查 处理 违规 非法 无证 违法 领导 书记 局长 您好 你好 本人 自己 孩子 小孩 业主 开发商 通过 使用 进行 成立 发现 看到 听说 直到 与其 别的 其他 其它 结果 随意 长期 占用 完全 接受 不了 督促 引进 需要 本来 黑心 目前 所有 全部 任何 哪个 哪家 多次 经常 一直 已经 居然 竟然 如果 但是 所以 以及 对于 原来 强制 要求 周边 旁 侧 整个 我家 自家 他们的 我们的 你们的'.split(
    ' ',
  ),
)
const NAME_WORDS_MAX = 8
const NAME_UNITS_MAX = 30

/** Walks back from an ending such as 公司 over the words of the name until a word that cannot belong to it. */
function respondents(normal: NormalText, words: string[]): Mention[] {
  const starts = startsOf(words)
  const found: Mention[] = []
  words.forEach((word, at) => {
    if (!endsName(word) || (words[at + 1] !== undefined && endsName(words[at + 1] as string))) return
    let first = at
    while (first > 0 && at - first < NAME_WORDS_MAX && belongsToName(words[first - 1] as string)) first -= 1
    const start = starts[first] as number
    const end = (starts[at] as number) + word.length
    if (end - start >= 4 && end - start <= NAME_UNITS_MAX && first < at)
      found.push(mention('respondent', normal, start, end, null))
  })
  return found
}

const endsName = (word: string): boolean => NAME_ENDS.has(word)
const belongsToName = (word: string): boolean => !NAME_STOPS.has(word) && /^[\p{Script=Han}A-Za-z0-9·]+$/u.test(word)

function startsOf(words: string[]): number[] {
  let at = 0
  return words.map((word) => {
    const start = at
    at += word.length
    return start
  })
}

const productWords = indexPerOwner<City, string>((city) =>
  city.productGroups.flatMap((group) =>
    group.words.zh.filter((word) => word.length > 1).map((word): [string, string] => [word, group.id]),
  ),
)

/** Only where the product's name begins and ends with words of the text: 路口/红绿灯 names no 口红. */
function products(normal: NormalText, words: string[], city: City): Mention[] {
  const found = findPhrases(normal.simplified, productWords(city))
  if (found.length === 0) return []
  const borders = new Set([...startsOf(words), normal.simplified.length])
  const whole = found.filter(({ phrase, start }) => borders.has(start) && borders.has(start + phrase.length))
  return whole.map(({ phrase, start }) => mention('product', normal, start, start + phrase.length, null))
}

function places(normal: NormalText, inCity: NamedPlace[]): Mention[] {
  const roads = addresses(normal)
  const names = inCity.map(({ phrase, start }) => mention('place', normal, start, start + phrase.length, null))
  return [...names, ...roads]
}

const ADDRESS = /(?:大道|路|街|巷)[0-9]{1,5}号?/g
const ROAD_NAME_UNITS_MAX = 5

/** A road with its number: from the road's ending back over at most five characters of its name. */
function addresses(normal: NormalText): Mention[] {
  return [...normal.simplified.matchAll(ADDRESS)].flatMap((hit) => {
    let start = hit.index
    while (
      start > 0 &&
      hit.index - start < ROAD_NAME_UNITS_MAX &&
      /\p{Script=Han}/u.test(normal.simplified[start - 1] as string)
    )
      start -= 1
    return hit.index - start < 2 ? [] : [mention('place', normal, start, hit.index + hit[0].length, null)]
  })
}

const AMOUNT = /([0-9][0-9,]{0,14}(?:\.[0-9]{1,4})?)(万|千|百)?(?:多|余)?(?:元|块钱|块|人民币|rmb|RMB)/g
const FACTORS: Record<string, number> = { 万: 10_000, 千: 1_000, 百: 100 }

/** Sums in yuan. */
function amounts(normal: NormalText): Mention[] {
  return [...normal.simplified.matchAll(AMOUNT)].map((hit) => {
    const value = Number((hit[1] ?? '').replaceAll(',', '')) * (FACTORS[hit[2] ?? ''] ?? 1)
    return mention('amount', normal, hit.index, hit.index + hit[0].length, value)
  })
}

const HURT =
  /([0-9]{1,5}|[一二两三四五六七八九十]{1,3})(?:多|余)?(?:个|名|位)?(?:人|孩子|小孩|学生|老人|儿童|工人|同学|员工|乘客|村民)(?:[^，。！？\n]{0,6}?)(?:受伤|中毒|死亡|住院|呕吐|腹泻|不适|烧伤|烫伤|骨折|被困|触电|感染|过敏|昏迷)/g
const HARMED = phraseIndex(
  '受伤 骨折 烫伤 烧伤 中毒 呕吐 腹泻 拉肚子 昏迷 死亡 身亡 住院 过敏 触电 被困 感染 流血'
    .split(' ')
    .map((word): [string, null] => [word, null]),
)

/** People hurt or ill: with their number where it is named, else one. */
function injuries(normal: NormalText): Mention[] {
  const counted = [...normal.simplified.matchAll(HURT)].map((hit) =>
    mention('injury', normal, hit.index, hit.index + hit[0].length, numberOf(hit[1] ?? '1')),
  )
  const words = findPhrases(normal.simplified, HARMED).map(({ phrase, start }) =>
    mention('injury', normal, start, start + phrase.length, 1),
  )
  return [...counted, ...words]
}

const DIGITS = '零一二三四五六七八九'

/** Small Chinese numerals up to 99, or digits. */
function numberOf(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text)
  const plain = text.replaceAll('两', '二')
  const [tens = '', ones = ''] = plain.includes('十') ? plain.split('十') : ['', plain]
  const ten = plain.includes('十') ? (tens === '' ? 1 : Math.max(DIGITS.indexOf(tens), 1)) * 10 : 0
  return ten + Math.max(DIGITS.indexOf(ones), 0)
}

const DATE = /(?:((?:19|20)[0-9]{2})(?:年|[-/.]))?([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})(?:日|号)?/g

/** A date with its year gets its ISO form; one without is marked but has no value, since the text does not say the year. */
function times(normal: NormalText): Mention[] {
  const found: Mention[] = []
  for (const hit of normal.simplified.matchAll(DATE)) {
    const [whole, year, month, day] = hit
    if (!whole.includes('月') && year === undefined) continue
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) continue
    const iso = year === undefined ? null : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
    found.push(mention('time', normal, hit.index, hit.index + whole.length, iso))
  }
  return found
}

function mention(
  kind: Mention['kind'],
  normal: NormalText,
  start: number,
  end: number,
  value: Mention['value'],
): Mention {
  return { kind, text: normal.text.slice(start, end), start, end, value }
}

/** Of two mentions of one kind that overlap the longer stays; each name is given once. */
function withoutOverlaps(found: Mention[]): Mention[] {
  const kept: Mention[] = []
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const rival = kept.some(
      (other) =>
        other.kind === one.kind && (one.text === other.text || (one.start < other.end && other.start < one.end)),
    )
    if (!rival) kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end)
}
