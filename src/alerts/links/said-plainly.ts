/** How a report says a number: plainly of its own article, inside a longer number (X1 of `X1 Pro`), or with words that set it apart (同款, 适用于, 不是). */
export type SaidHow = 'plain' | 'longer' | 'apart'

/** What stands behind a model and makes it another one of the family. */
const familyTail =
  /^(?:\s?(?:PRO|MAX|PLUS|MINI|ULTRA|LITE|AIR|SE|EV|GT|II|III|IV)(?![A-Z])|\s?\+|[-_/.][A-Z0-9]|\s?第?[二三四五2345]代|\s?(?:升级|加强|增强|青春|尊享|豪华|旗舰|教学|加长|户外|迷你|经典|标准)[款版])/
/** In the same clause, before the number: somebody else's article, one not bought, one that another only resembles, or the number of an order. */
const apartBefore =
  /不是|并非|不属于|没买|适用|适配|兼容|用于|给.*[配换]|仿|假冒|冒充|比(?![例如赛较])|邻居|别人|隔壁|同事|朋友(?:家|说)|[他她]家|学校的|看到|新闻|听说|网上说|打算|想买|想问|因为|上次|以前|之前|去年召回|按|[单尾]号[为是：:\s]{0,2}$/
/** In the same clause, behind the number: what is complained of was made for it or came with it, or the number is a room's. */
const apartBehind =
  /^[^，。]{0,8}(?:专用|通用|适用|可用|能用|用的|送的|附赠|赠品|配的|配套|另配|另买|另购|替换|更换|配件|零件|外壳|保护套|说明书|包装盒|教程|视频|广告)|^\s?(?:[号室栋座楼层房铺桌排路线]|车位|座位)|同款|平替|山寨|仿|假冒|冒牌|一样|一模一样|类似|没用过|没买|退了|退钱|召回了|维修费/
/** In the same clause, behind the number: it is not what is complained of, wherever else it is named. */
const inOrder = /没问题|没有问题|好好的|正常(?![使充操行运])/
/** Anywhere in a report: the article is none of the maker's. */
const notGenuine =
  /假冒|冒牌|山寨|仿冒|仿制|高仿|假货|赝品|杂牌|副厂|第三方|贴牌|(?:没有?|无)(?:标识?)?(?:牌子|品牌|牌|商标)|发来的?是|发错|换成了?|改买/
const clauseEnds = /[，,。！!？?；;\n]/

/**
 * How `key` (letters and digits without separators) is said in a text in upper case: `plain` where one place says it so; null where it does
 * not stand there. `known` are the numbers of the notice: what belongs to one of them is no longer number.
 */
export function saidHow(told: string, key: string, known: string[]): SaidHow | null {
  const places = [...told.matchAll(asWritten(key))].map(({ index, 0: written }) => ({
    start: index,
    end: index + written.length,
  }))
  if (places.length === 0) return null
  if (places.some(({ end }) => inOrder.test(clauseBehind(told, end)))) return 'apart'
  const how = places.map((place) => howAt(told, place, key, known))
  return how.find((one) => one === 'plain') ?? how.find((one) => one === 'longer') ?? 'apart'
}

/** Whether a report says that its article is a counterfeit, without a brand or not what was ordered. */
export const isNotGenuine = (told: string): boolean => notGenuine.test(told)

type Place = { start: number; end: number }

function howAt(told: string, { start, end }: Place, key: string, known: string[]): SaidHow {
  const tail = familyTail.exec(told.slice(end, end + 12))
  const longer =
    /[A-Z0-9][-_/.]$/.test(told.slice(0, start)) || (tail !== null && !isKnown(told.slice(end), key, known))
  if (longer) return 'longer'
  const before = told.slice(0, start).split(clauseEnds).at(-1) ?? ''
  return apartBefore.test(before) || apartBehind.test(clauseBehind(told, end)) ? 'apart' : 'plain'
}

const clauseBehind = (told: string, end: number): string => told.slice(end).split(clauseEnds)[0] ?? ''

/** `XK-10/T` is another model, `XK-10/XK-10S` are two, and `BH-M3 Pro` is one where the notice names it. */
function isKnown(behind: string, key: string, known: string[]): boolean {
  const run = behind.match(/^[\s\-_/.]{0,2}([A-Z0-9]+(?:[-_.][A-Z0-9]+)*)/)?.[1]?.replace(/[^A-Z0-9]/g, '') ?? ''
  return run !== '' && known.some((one) => one === key + run || one === run)
}

/** The key as it may be written: a separator or two between any two of its signs. */
function asWritten(key: string): RegExp {
  const signs = [...key].map((sign) => sign.replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
  return new RegExp(`(?<![A-Z0-9])${signs.join('[\\s\\-_/.]{0,2}')}(?![A-Z0-9])`, 'gu')
}
