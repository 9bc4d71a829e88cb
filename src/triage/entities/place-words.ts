const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

/** How names of areas, roads, estates and waters end; longest first where one holds another. */
const ENDINGS = words(
  `街道办事处 街道 社区 步行街 老街 大街 大道 国道 省道 高速公路 公路 联络线 交叉路口 交叉口 交汇处 交界处 路口 东路 西路 南路 北路 中路 支路 环路 路 巷 胡同 大桥 立交桥 立交 天桥 桥 隧道 安置小区 小区 安置区 安置房 开发区 经开区 高新区 新区 城中村 居民区 别墅区 别墅 花园 家园 花苑 嘉园 佳园 名苑 雅苑 苑 华庭 豪庭 名都 新城 新村 山庄 公寓 大厦 广场 公园 水库 河 湖 港 湾 山 岛 村委会 村 镇 乡 县 区 市 州 坪 片区 工业区 工业园 地铁站 公交站 火车站 高铁站 汽车站 机场 码头 收费站 校区 园区 古城 古镇 帝景 华府 公馆 豪园 雅园 名城 御府`,
)
const endings = new Map<string, string[]>()
for (const ending of ENDINGS.sort((a, b) => b.length - a.length)) {
  const last = ending.at(-1) as string
  endings.set(last, [...(endings.get(last) ?? []), ending])
}

/** Everyday words that end like a place and name none. */
const ORDINARY = new Set(
  words(
    `道路 公路 马路 铁路 线路 网路 走路 半路 问路 迷路 电路 短路 思路 出路 销路 套路 路路 铺路 修路 拦路 让路 上路 大路 小路 土路 泥路 回路 管路 水路 支路 通路 断路 绕路 赶路 路 路口 车道 铁道 步道 超市 城市 全市 本市 上市 都市 门市 我市 各市 市 地市 股市 楼市 集市 夜市 早市 闹市 小区 地区 社区 园区 辖区 市区 校区 区 山区 郊区 景区 城区 片区 全区 我区 本区 厂区 库区 灾区 战区 商区 居民区 住宅区 生活区 工业区 开发区 高新区 新区 矿区 安置区 安置小区 别墅区 老区 林区 县区 各区 特区 全县 我县 县 区县 本县 各县 市县 村 农村 全村 我村 本村 乡村 新村 城中村 山村 各村 村村 自然村 行政村 驻村 镇 乡镇 集镇 村镇 城镇 我镇 全镇 本镇 乡 城乡 家乡 老乡 故乡 下乡 街 大街 上街 步行街 沿街 逛街 临街 街道 桥 天桥 立交桥 大桥 小桥 过桥 修桥 河 江河 大河 小河 内河 湖 湖泊 江湖 港 香港 海湾 山 上山 下山 荒山 大山 矿山 青山 高山 火山 岛 站 广场 花园 家园 公园 公寓 大厦 山庄 别墅 水库 高速 高速公路 国道 省道 隧道 巷 小巷 胡同 组 小组 班组 机组 工作组 领导小组 分组 重组 期 一期 二期 三期 四期 长期 短期 近期 日期 学期 假期 定期 前期 后期 工期 延期 到期 星期 时期 周期 过期 保质期 有效期 首期 分期 有期 无期 初期 中期 末期 逾期 试用期 维保期 州 机场 码头 收费站 地铁站 公交站 火车站 高铁站 汽车站 车站 苑 栋 几栋 一栋 两栋 整栋 每栋 这栋 该栋 多栋 港湾 楼栋 弄 交叉口 交叉路口 十字路口 丁字路口 门路 活路 后路 退路 生路 死路 山路 弯路 岔路 村路 直路 路段 一条路 坪 地坪 停机坪 草坪 原路 各条路 小山 一组 两组 三组 二组 四组 五组 六组 七组 八组`,
  ),
)
/** Endings that a bare word may not have by itself: 龙岗 is a place by its ending 街道 or 区 only together with the name before it. */
const WEAK = new Set(words('山 岛 湖 河 港 湾 坪 州 期 栋 组 乡 站 桥 巷'))

/** Ends of words that are no ends of names: 偏远地区, 老家乡. */
const NEVER = new Set(words('地区 城市 家乡 道路 车道 草坪 日期 星期 社会区'))
const ENDING_SET = new Set(ENDINGS)

/** Whether the name of a place may end with the word. */
export const endsLikePlace = (word: string): boolean =>
  endings.has(word.at(-1) ?? '') && (!ORDINARY.has(word) || ENDING_SET.has(word))

/** The ending by which the text names a place at the end of a word, or null. `alone` says that the word is no more than the ending. */
export function placeEndingOf(
  word: string,
  text: string,
  end: number,
): { ending: string; alone: boolean; weak: boolean } | null {
  const candidates = endings.get(word.at(-1) as string)
  if (!candidates) return null
  if (NEVER.has(text.slice(end - 2, end))) return null
  const ending = candidates.find((one) => text.endsWith(one, end))
  if (ending === undefined) return null
  return { ending, alone: ending.length >= word.length || ORDINARY.has(word), weak: WEAK.has(ending) }
}

/** Endings after which the next name is a smaller place: names do not reach back over them. */
export const ADMINISTRATIVE = /[市县区镇乡村路街道]$/

/** What stands behind the name of an institution that only says where something is. */
export const AS_LANDMARK =
  /^(?:后面|对面|旁边?|附近|门口|隔壁|周边|路口|公交站|路段|围墙|边上|斜对面|楼下|侧面|以[东南西北]|[东南西北]侧|[东南西北]面|前面|门前|外面|里?有一?家)/

/** Within 8 units an estate's name ends (龙光玖誉湾, 万科云城): the builder before it is part of that name. */
const ESTATE_END =
  /^[^\s的了不拖在是说买,，。、;；:：!！?？()（）物公集置地]{0,7}(?:小区|村|花园|家园|花苑|嘉园|佳园|名苑|雅苑|苑|华庭|豪庭|名都|新城|山庄|公寓|大厦|广场|湾|府|城|里|公馆|豪园|雅园|名城|名邸|语|小镇|时代|华府|小区|天地|中心|之星|国际|半岛|庭)/
export const endsNameOfEstate = (text: string, end: number): boolean => ESTATE_END.test(text.slice(end, end + 12))
