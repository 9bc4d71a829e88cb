import type { City } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import { partOfSpeech } from '../segment.ts'
import { afterBranch } from './branches.ts'
import { type CutText, wordAt } from './cut-text.ts'
import { startsWithKnownFirm } from './known-firms.ts'
import { mention } from './mention.ts'
import { isKindOfFirm } from './name-words.ts'
import { WORD } from './word-kinds.ts'

/** How a name is brought in. `named`: the next words are a name whatever they are; `role`: they are one if they sound like one. */
type Opening = 'named' | 'role' | 'accused' | 'shop'
const OPENINGS = phraseIndex<Opening>([
  ...phrasesOf(
    'named',
    '名叫 名为 叫做 店名 店名叫 名字叫 名字是 店铺名 店铺名称 店家叫 商家叫 店叫 有家叫 有一家叫 一家叫 公司叫 机构叫 招牌写着 上写着 名称是 名称为 商家名称 商户名称 店铺叫 平台叫 软件叫 主播叫 个叫 像叫 馆叫 房叫 院叫 间叫 所叫 厂叫 校叫 铺叫 坊叫 吧叫 中心叫',
  ),
  ...phrasesOf(
    'role',
    '开发商 施工单位 施工方 承建商 承建单位 建设单位 物业公司 物业 商家 店家 卖家 房东 中介 维保单位 维保公司 生产厂家 厂家 生产商 供应商 运营商 运营方 培训机构 机构 店铺 主播 直播间 平台 旅行社 装修公司',
  ),
  ...phrasesOf('accused', '投诉 举报 曝光'),
  ...phrasesOf('shop', '在 去'),
])
const QUOTED = /^(?:是|为|叫|名)?[:：\s]?[“"「『《【']([^”"」』》】'\n]{2,16})[”"」』》】']/
const LINKED = /^(?:的名字)?(?:名?叫做?|是|为|[:：])\s?/
/** Behind it something is bought, eaten, booked or done. */
const DEALING =
  /^(?:那?里|上)?(?:又|刚|已经)?(?:买(?!了?一?[套间])|购(?!房|买了?一?[套间])|吃饭|吃|喝了|办了?|充了?|订|点了|住了|租|报了?名?|消费|做的|做了|修|理发|剪|洗|配了|定做|定制|装修|拍|学了|存了|预约|交了|花了|下单|开了?卡|种了?牙)/
const NAME_WORDS_MAX = 8
const NAME_UNITS_MAX = 10
const PERSONAL = /先生|女士|小姐|师傅|阿姨|医生|老师|老板|经理/

/**
 * Names that no ending gives away: what stands behind 名叫, 店名 or in quotes behind a role (商家“小鹿家的衣橱”), behind a role when it sounds
 * like a name (施工单位是中建三局), and between 在 and a dealing (在美莱做的). Names of people are left alone.
 */
export function introducedNames(cut: CutText, city: City): Mention[] {
  const found: Mention[] = []
  for (const { phrase, start, value } of findPhrases(cut.simplified, OPENINGS)) {
    const span = nameBehind(cut, start + phrase.length, value, city)
    if (span && !PERSONAL.test(cut.simplified.slice(span.start, span.end)))
      found.push(mention('respondent', cut.text, span))
  }
  return found
}

function nameBehind(cut: CutText, from: number, opening: Opening, city: City) {
  const rest = opening === 'shop' ? '' : cut.simplified.slice(from, from + 24)
  const quoted = QUOTED.exec(rest)
  if (quoted?.[1]) {
    const start = from + quoted[0].indexOf(quoted[1])
    return { start, end: start + quoted[1].length }
  }
  const linked = LINKED.exec(rest)
  const first = wordAt(cut.starts, from + (linked?.[0].length ?? 0))
  if (first < 0) return null
  const last = lastOfName(cut, first)
  if (last < first || startsWithKnownFirm(cut.simplified, cut.starts[first] as number)) return null
  const nameEnd = cut.starts[last + 1] as number
  const span = { start: cut.starts[first] as number, end: afterBranch(cut.simplified, nameEnd) }
  if (span.end - span.start < 2) return null
  if (opening === 'shop' && !DEALING.test(cut.simplified.slice(nameEnd, nameEnd + 6))) return null
  const words = cut.words.slice(first, last + 1)
  if (OF_A_PERSON.test(cut.simplified.slice(nameEnd, nameEnd + 4))) return null
  if (NO_NAME.test(cut.simplified.slice(span.start, span.end))) return null
  if (opening === 'named') return words.length === 1 && partOfSpeech(words[0] as string, city) === 'n' ? null : span
  if (opening === 'accused' && (hasPlace(cut, first, last) || isEnding(cut, last + 1))) return null
  return soundsOwn(words, city, opening !== 'role' || linked !== null) ? span : null
}

const OF_A_PERSON = /^的?(?:导游|老师|医生|女|男|人|司机|员工|学生|村民|业主)/
const NO_NAME = /[没不无未已就各某这那哪]|一点|[A-Z]\d*[市区县]/
const hasPlace = ({ kinds, words }: CutText, first: number, last: number): boolean =>
  words.some(
    (word, at) => at >= first && at <= last && ((kinds[at] as number) & WORD.placeEnd) !== 0 && /[^里]$/.test(word),
  )
/** The name goes on to an ending (投诉邦万/装修公司) and is found by it. */
const isEnding = ({ kinds, words }: CutText, at: number): boolean =>
  at < words.length && ((kinds[at] as number) & (WORD.nameEnd | WORD.placeEnd)) !== 0

/** The last of the words from `first` on that may belong to a name. */
function lastOfName({ words, starts, kinds, simplified }: CutText, first: number): number {
  let at = first
  while (at < words.length && at - first < NAME_WORDS_MAX) {
    if (((kinds[at] as number) & WORD.inName) === 0) break
    if ((starts[at + 1] as number) - (starts[first] as number) > NAME_UNITS_MAX) break
    if (at > first && DEALING.test(simplified.slice(starts[at], (starts[at] as number) + 6))) break
    at += 1
  }
  return at - 1
}

/** Tags of names; what the dictionary does not know as a word (x) is one too. */
const NAME_TAGS = /^(?:nz|nr|nrt|nt|nrfg|x)$/

const COMMON_SINGLES = new Set(
  '家店网车路厂校园村楼市区县镇山河海天地人水火电气药书饭菜肉鱼门口处站场馆院房屋钱价货卡号件费机东西南北中新旧',
)

/** Whether words are somebody's own name: one that the dictionary gives as a name, or two characters that make no word. */
export function soundsOwn(words: string[], city: City, byWord = true): boolean {
  let singles = 0
  for (const word of words) {
    if (word.length > 1 && isKindOfFirm(word)) {
      singles = 0
      continue
    }
    if (byWord && word.length > 1 && NAME_TAGS.test(partOfSpeech(word, city))) return true
    singles = word.length === 1 && !COMMON_SINGLES.has(word) ? singles + 1 : 0
    if (singles >= 2) return true
  }
  return false
}

function phrasesOf(opening: Opening, list: string): [string, Opening][] {
  return list.split(' ').map((phrase) => [phrase, opening])
}
