import type { Mention } from '../assessment.ts'
import type { NamedPlace } from '../places.ts'
import type { CutText } from './cut-text.ts'
import { mention, type Span } from './mention.ts'
import { ADMINISTRATIVE, placeEndingOf } from './place-words.ts'
import { WORD } from './word-kinds.ts'

const NAME_UNITS_MAX = 8
const NAME_WORDS_MAX = 5

/** Places named in the text: the city's own, areas, roads, estates and waters by their endings; what stands side by side is one place. */
export function placeMentions(cut: CutText, inCity: NamedPlace[]): Mention[] {
  const spans = inCity.map(
    ({ phrase, start }): Span => ({ start, end: afterStation(cut.simplified, start + phrase.length) }),
  )
  for (let at = 0; at < cut.words.length; at += 1) {
    if (((cut.kinds[at] as number) & WORD.placeEnd) === 0) continue
    const span = placeEndingAt(cut, at)
    if (span) spans.push(span)
  }
  return joined(cut.simplified, spans).map((span) => mention('place', cut.text, span))
}

/** The place whose name ends with the word at `at`. */
function placeEndingAt({ words, starts, kinds, simplified }: CutText, at: number): Span | null {
  const word = words[at] as string
  const end = starts[at + 1] as number
  const found = placeEndingOf(word, simplified, end)
  if (!found) return null
  let first = at
  while (first > 0 && end - (starts[first] as number) < found.ending.length) first -= 1
  const least = first
  while (first > 0 && at - first < NAME_WORDS_MAX) {
    const before = words[first - 1] as string
    if (end - (starts[first - 1] as number) > NAME_UNITS_MAX + found.ending.length) break
    if (
      ((kinds[first - 1] as number) & WORD.inName) === 0 ||
      (before.length > 1 && ADMINISTRATIVE.test(before)) ||
      isArea(before)
    )
      break
    first -= 1
    if (isLettered(before)) break
  }
  const start = starts[first] as number
  const core = simplified.slice(start, end - found.ending.length)
  if (first === least && (found.alone || (found.weak && word.length < 3))) return null
  if (core.length < 1 || (core.length < 2 && found.weak && !/[河湖]$/.test(word)) || GENERIC_CORE.has(core)) return null
  return { start, end }
}

const isArea = (word: string): boolean =>
  word === '市' || word === '县' || word === '区' || word === '镇' || word === '路'
/** A7, B: how a block or, in texts made anonymous, an area is called. */
const isLettered = (word: string): boolean => /^[A-Z]\d{0,2}$/.test(word)
const GENERIC_CORE = new Set(
  '县级 乡级 丁字 十字 红绿灯 偏远 条 两条 这条 一条 过 文明 卫生 新 老 旧 大 小 各 全 本 我 该 这 那 某 整 住宅 居民 商业 工业 农村 城市 安置 老旧 高档 公共 断头 主干 人行 农贸 附近 周边 市 县 区 镇 乡 村 城 街 道 路 山 主 辅 上 下 中心 生活 贫困 公交 地铁 地区 城 乡 老城 新城 县城 小 环 绕 三 二 一 两 几 条 步行 水泥 柏油 乡镇 山区 城乡 小学 中学 学校 市场 移民 拆迁 棚户 规划 开发 我们 你们 他们 自然 行政 集体 国有 高速 过街 铁 公 马 休闲 市民 森林 回家 湿地 门口'.split(
    ' ',
  ),
)

/** A house number, a building, a door behind a place. */
const HOUSE =
  /\s?(?:[A-Za-z]?[0-9]{1,5}(?:[-—之][0-9]{1,5}){0,2}\s?(?:号楼?|栋|幢|座|巷|弄|单元|室|房|楼|层)|[A-Za-z一二三四五六七八九十][区期组段座栋](?![域间])|[一二三四五六七八九十]{1,2}号?[栋组段期]|[0-9]{3,4}(?=[^0-9]|$))/y

/** Spans that touch become one, with the house numbers behind them. */
function joined(text: string, spans: Span[]): Span[] {
  const whole: Span[] = []
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = whole.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else whole.push({ start, end })
    const now = whole.at(-1) as Span
    now.end = afterHouse(text, now.end)
  }
  return whole
}

/** 西乡/地铁站C口. */
const STATION = /(?:地铁站|站(?!街|在|着|点))(?:[A-H][0-9]?(?:出口|口))?/y
function afterStation(text: string, end: number): number {
  STATION.lastIndex = end
  return STATION.test(text) ? STATION.lastIndex : end
}

function afterHouse(text: string, end: number): number {
  HOUSE.lastIndex = end
  let after = end
  while (HOUSE.test(text)) after = HOUSE.lastIndex
  return after
}
