import type { City } from '../../reference/city.ts'
import { partOfSpeech } from '../segment.ts'

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

/** How the name of a firm, an institution or a work site ends. Estates and squares are places (place-words.ts). */
export const NAME_ENDS = new Set(
  words(`公司 分公司 子公司 有限公司 有限责任公司 股份有限公司 集团 酒店 大酒店 宾馆 旅馆 旅店 民宿 饭店 餐厅 餐馆 酒楼 火锅店 奶茶店 小吃 小吃店 早餐店 烧烤店 烧烤
    医院 分院 诊所 门诊部 卫生院 卫生室 卫生服务中心 社区卫生服务中心 学校 小学 中学 高中 初中 大学 学院 职校 技校 一中 二中 三中 四中 五中 六中 七中 八中 九中 十中 一小 二小 三小 四小 五小 一幼 幼儿园 培训中心 培训机构 培训学校 驾校
    超市 商场 商城 商店 药店 药房 大药房 便利店 专卖店 旗舰店 直营店 体验店 分店 门店 总店 网店 店铺 美容院 理发店 健身房 俱乐部 影城 影院 电影院 网吧 酒吧 会所 足浴 足疗店 洗浴中心 养生馆
    银行 支行 分行 信用社 保险公司 证券 物业 物业公司 物业管理公司 房地产 置业 地产 加油站 加气站 停车场 工厂 加工厂 造纸厂 水泥厂 化工厂 水厂 自来水厂 砖厂 纸厂 电厂 厂 店 4s店 4S店 售楼部 售楼处 售楼中心 营销中心 交易中心
    农贸市场 菜市场 市场 大市场 批发市场 工地 项目部 景区 旅游区 风景区 养猪场 养殖场 养鸡场 屠宰场 采石场 石场 石料厂 搅拌站 垃圾场 垃圾站 垃圾处理场 填埋场 污水处理厂 矿 煤矿 矿业 矿区 铅锌矿 茶场 蜂业
    快递 速递 物流 外卖 旅行社 养老院 敬老院 福利院 图书馆 博物馆 体育馆 生活馆 工业园 产业园 物流园 科技园 合作社 公交公司 燃气 燃气公司 自来水公司 供水公司 供电公司 供电局 电力公司 中介 律师事务所 事务所 协会 作坊 供应站 液化气站 加气站 体检中心 健身中心 文化中心 活动中心 研究院 电视台 托管班 托管中心 早教中心 电商 专营店 馆 新馆 分馆 总馆 中医馆 饼屋 蛋糕店 水果店 洗衣店 干洗店 修理厂 汽修厂 汽修 租车公司 直播间
    妇幼保健院 保健院 疗养院 完小 中心校 补习班 培训班 辅导班 兴趣班 物流中心 物流站 快递点 驿站 网点 沐足 工作室 琴行 二手车行 电动车行 摩托车行 租车行 商行 经营部 经销部 营业部 门市部 小卖部 服务部 维修部 烘焙坊 面包坊 乐园 游乐园 游乐场 水上乐园 滑雪场 游泳馆 健身会所 瑜伽馆 拳馆 球馆 剧场 网咖 咖啡馆 咖啡店 咖啡厅 茶餐厅 大排档 饭堂 食堂 美食城 食府 酒家 面馆 拉面馆 粥铺 包子铺 面包房 月子中心 月子会所 托育中心 托育园 护理院 宠物医院 动物医院 口腔 牙科 齿科 医疗美容 美容中心 歌厅 舞厅 夜总会 家具城 建材城 建材市场 电脑城 回收站 外国语学校 附中 附小 画室 小程序 商会 基金会 管理处 客服中心 变电站 泵站 中转站 压缩站 转运站 汽车站 客运中心 废品站 收购站 煤业 洗煤厂 冶炼厂 货运站 影楼 婚纱店 照相馆 摄影 钢琴城 驾考中心 考场 汽贸 汽修店 五金店 书店 花店 足道 水疗 ktv KTV 酒行 烟酒行 茶行 药行 珠宝行 拍卖行 典当行 福利厂 食品厂 职院 职业中专 中专 师范 师院 专科学校 师专 处理中心 急救中心 单车 汽车南站 汽车北站 汽车西站 汽车东站 火车站 高铁站 南站 北站 东站 西站 屠宰点 砂场 沙场 石材厂 林场 农场 牧场 冷库 夜市 客运站 农家乐 农庄 茶楼 营业厅 客运 巴士 充电站 洗车场 公积金中心 公积金管理中心`),
)
/** Endings that a single longer word may have: 木器厂, 采石场. */
export const SITE_WORD =
  /^.{2,4}(?:厂|作坊|养殖场|石场|鸡场|猪场|砖场|处理场|垃圾场|矿|气站|供应站|洗车店|干洗店|麻将馆|棋牌室)$|^(?:垃圾场|砖厂|纸厂)$/
const NOT_A_SITE = new Set(words('工厂 出厂 进厂 建厂 全厂 本厂 我厂 老厂 电厂 水厂 厂矿 工矿 商厂 药厂 钢厂'))
export const isSiteWord = (word: string): boolean => SITE_WORD.test(word) && !NOT_A_SITE.has(word)

/** Words that only say what kind of firm it is: alone before an ending they name nobody. */
const KINDS_OF_FIRM = new Set(
  words(`私立 民办 公立 公办 无证 小 大 老 某 某某 新 旧 露天 马路 个体 私人 私营 县 市 省 区 镇 乡 村 当地 本地 农村 城市 城区 城乡 社区 街道 小区 住宅 居民 附近 个别 部分 一些 所有 全部 各 各大 其他 该 这 那 本 我 贵 家 一家 这家 那家 某家 一个 这个 那个 多家 几家 一处 一所 这所 国有 国营 正规 大型 小型 中型 高档 五星级 四星级 星级 连锁 品牌 高级 普通 公共 民营 豪华 普惠 普惠性 代理 宽带 维保 市政 水业 棚改 人力资源 生活 县城 市区 基层 标准 高规模 全资 塑料 类 家常 重点 慢性 疾病 国家级 规模 公路 二期 一期 区域 配套 指定 养老 医疗 社会 合作 评估 外贸 电梯 人员 舞蹈 非法 环保 焚烧 垃圾 生活垃圾 污染 届 机械 屠宰 招商 托管 早教 考研 美术 音乐 英语 语文 瓶装
    房地产 地产 物业 物业管理 快递 保险 装修 装饰 旅游 网络 通信 食品 餐饮 家政 中介 贷款 金融 投资 教育 培训 建筑 施工 拆迁 汽车 客运 货运 物流 出租车 公交 公交车 电器 家具 手机 服装 水果 蔬菜 生鲜 化妆品 美容 医疗 定点 专科 综合 三甲 乡镇 权威 有名 知名 破 烂 黑 黑心 一楼 二楼 楼下 窗口 外地 外面 4 5 3 四 五 义务 希望 高等 职业 成人 完全 开发 建设 用人 运营 经营 管理 商业 电商 网上 实体 线上 线下 外卖 便民 服务 售后 客服 租赁 汽配 二手 二手车 电动车 医药 医用 生产 加工 制造 批发 零售 专业 民间 地方 全国 网红 旁 对面 楼下 隔壁 门口 周边 周围 县级 市级 省级 乡 中 上级 上市 母 总 关联 有关 相关 第三方 分 校外 课外 辅导 教培 集贸 打 综合性 大部分 临时 收费 爱心 环卫工人 废塑料 私营 广告 炼油 冶炼 补习 辅导 示范性 示范 机砖 主体 所在 跨国 黑车 有偿 生猪 猪肉 白肉 鞭炮 混凝土 铺面 设 外 费用 乡下 街边 楼盘 同一 同一个 共用 双层 地下 立体 机械式 零食 村口 项目 交易 劳务 派遣 人才 批发 房产 不动产 个人 美食 早点 特色 员工 职工 学生 机关 单位 学校 中学 教师 政府 政务 行政 便民服务 一站式 党群 垃圾压缩 垃圾中转 污水 雨水 充电 换电 换热 农副产品 农产品 大众 中小学 中心小学 中小 高等院校 初级 农村商业 私家`),
)

export const isKindOfFirm = (word: string): boolean => KINDS_OF_FIRM.has(word)

/** Words at which a name cannot reach further back, beside those that the dictionary knows as verbs, adverbs and the like. */
const NAME_STOPS = new Set(
  words(
    `在 于 我 我们 他 她 他们 你 你们 您 被 把 向 给 由 从 到 去 来 和 与 跟 同 或 及 的 地 得 了 过 着 是 有 没有 没 不 就 都 也 还 又 再 才 只 要 会 能 想 让 叫 说 请 请问 投诉 举报 反映 关于 位于 附近 旁边 对面 一家 一个 这家 那家 这个 那个 该 某 某某 每 各 很多 许多 名为 名叫 叫做 所谓 买 住 里 内 外 前 后 对 但 而 并 因 因为 为 为了 现 现在 今天 昨天 年 月 日 号 近 经 据 希望 要求 建议 请求 严查 处理 违规 非法 无证 违法 领导 书记 局长 市长 县长 厅长 您好 你好 本人 自己 孩子 小孩 业主 开发商 通过 成立 发现 目前 所有 全部 任何 哪个 哪家 多次 一直 已经 如果 但是 所以 以及 对于 周边 旁 整个 我家 自家 咨询 呼吁 质疑 请求查处 严重 尊敬 敬爱 区别 家里 网友 居民 村民 市民 群众 百姓 老百姓 学生 老师 患者 病人 消费者 用户 商家 店家 卖家 厂家 职工 员工 的士 尽快 进入 上班 下班 问题 情况 时候 时间 以前 之前 其中 其 此 这 那 个 位 名 等 们 所 者 省 建有 现有 一所 开 用 做 做为 作为 学校 公司 医院 政府 部门 有关部门 相关部门 之间 家住 坐 望 向 找 如 若 像 比 当 将 使 令 使用 通往 途经 经过 沿 靠近 紧靠 连接 至 距 距离 离 由于 由 全 本 贵 我市 我县 我区 全市 全县 全区 督促 敦促 责令 加快 强烈 强烈要求 特 现向 叩请 恳请 敬请 肯请 鉴于 反应 抗议 求助 曝光 揭露 控诉 实名 匿名 实名举报 实名投诉 希 盼 请领导 关注 再次 再 连续 故意 擅自 居然 竟然 明明 因此 于是 然后 最后 结果 甚至 而且 并且 或者 还是 不是 就是 只是 都是 可是 也是 说是 据说 听说 据悉 以 令 仍 仍然 依然 时 后来 上 下 左 右 东侧 西侧 南侧 北侧 北面 南面 东面 西面 前面 后面 门口 楼下 楼上 里面 外面 中间 交汇处 交界处 叫 叫了 称 称为 隔壁 该段 同志 先生 女士 主任 老板 经理 店员 店长 客服 司机 保安 物业 城管 交警 社区 派出所 朋友 同事 家人 亲戚 父母 老公 老婆 严重影响 设置 精简 彻查 纵容 区分 参赛 规范 远超 选址 原 且 除 连 考 拟 建立 假 大力整治 整治 约谈 杜绝 监管 严格执行 偏担 自 靠 入 读 按 回 取 放 挖 成 拟 设 进 有损 损害 受 均 均属 属 区别对待 对待 联系 权威 妻子 丈夫 父亲 母亲 爸爸 妈妈 儿子 女儿 老人`,
  ),
)
/** Verbs and other such words that stand in names of firms all the same. */
const NAME_VERBS = new Set(
  words(
    `青年 少年 春天 明天 夏天 联合 保利 创新 发展 合作 供应 购物 休闲 体验 管理 教育 服务 投资 建设 装饰 维修 培训 美容 环球 开发 建筑 施工 供水 供电 供热 运输 贸易 商贸 销售 加工 制造 包装 印刷 出租 租赁 检测 检验 监理 咨询服务 设计 安装 养殖 种植 餐饮 娱乐 保洁 保安服务 家政 物流 搬家 装修 环保 回收 再生 诚信 兴旺 发达 兴隆 顺风 顺达 通达 远大 伟大 健康 平安 永安 永兴 兴业 光大 光明 幸福 美好 美丽 快乐 欢乐 温馨 和谐 和平 团结 胜利 奋进 前进 向阳 希望 未来 新世纪 新时代 领航 领先 卓越 优质 良品 便民 惠民 利民 为民 爱心 关爱 康复 治疗 整形 口腔 实验 示范 附属 直属 中心 第一 第二 第三 第四 第五 一 二 三 四 五 六 七 八 九 十 大 小 新 老 东 西 南 北 中 上 下 美 金 银 红 黄 蓝 绿 白 黑 高 长 好 正 顺 通 达 安 康 宁 福 禄 喜 乐 华 盛 兴 旺 隆 鑫 聚 汇 融 昌 明 亮 开心 放心 舒心 好味道 多 来 家 时尚 爱 乐购 美味 香 鲜 鲜美 优 易 速 捷 快捷 便捷 信 诚 智 慧 智慧 云 天 地 人 民 国 际 国际 特色 传统 手工 现代 古 城 乡 街 道 里 开源 建 立 合 和 同 如 家 如家 海 会 展 交易 处理 成 到家 到 下 生活 公交 七天 快递 减肥 瘦身 养生 祛斑 美甲 美发 理发 护肤 纹绣 按摩 推拿 足疗 沐足 洗浴 烘焙 烧烤 修脚 高 尔 开 元 供 销 供销 社 修 改 住 处`,
  ),
)

/** A public office stands before a name, not in it. */
const OFFICE = /(?:[^邮电书]局|厅|委|政府|法院|检察院|派出所|街道办|部门)$/
export const stopsName = (word: string): boolean =>
  NAME_STOPS.has(word) || !HAN_OR_LATIN.test(word) || OFFICE.test(word)

const HAN_OR_LATIN = /^[\p{Script=Han}A-Za-z0-9·&]+$/u
const STOP_TAGS = /^(?:v|vd|vi|vq|d|p|c|r|rr|rz|u|ul|uj|uz|ud|uv|ad|z|i|l|t|f|y|o|e|q|a|m|df|mq|zg)$/

/** Whether a word may be part of the name of a firm or a place that ends further right. */
export function belongsToName(word: string, city: City): boolean {
  if (NAME_STOPS.has(word)) return NAME_VERBS.has(word) && word.length === 1 && !FUNCTION_WORDS.has(word)
  if (NAME_VERBS.has(word)) return true
  if (word.length > 1 && OFFICE.test(word)) return false
  if (!HAN_OR_LATIN.test(word)) return false
  if (word.length === 1) return !FUNCTION_WORDS.has(word)
  const tag = partOfSpeech(word, city)
  return (tag === 'm' && NAMED_LIKE_NUMBER.test(word)) || !STOP_TAGS.test(tag)
}

/** 万维, 百世: names that the dictionary takes for numbers. */
const NAMED_LIKE_NUMBER = /^[百千万][^百千万分般多余来一二三四五六七八九十个家元名人计]$/

const FUNCTION_WORDS = new Set(
  words(
    '喺 嘅 咗 唔 啲 哋 佢 系 冇 畀 俾 受 的 了 着 过 地 得 入 读 按 取 放 挖 拟 设 届 自 靠 之 在 于 我 你 您 他 她 它 们 是 有 没 不 就 都 也 还 又 再 才 只 要 会 能 想 让 叫 说 请 这 那 该 某 每 各 对 但 而 并 因 为 被 把 向 给 由 从 到 去 来 和 与 跟 或 及 吗 呢 吧 啊 个 位 名 等 所 其 此 哪 谁 何 很 太 最 更 越 已 曾 将 刚 正在 使 如 若 像 比 当 以 仍 时 后 前 里 内 外 旁 望 希 盼 找 看 见 听 打 买 卖 吃 喝 住 坐 走 跑 做 用 开 建 修 交 收 退 换 付 花 骗 拿 装 停 拆 报 查 管 办 带 送 发 写 问 答 年 月 日 号 元 块 点 分 次 天 条 张 只 件 辆 台 套 间 户 栋 层 楼 仅 几 多 少 些 离 至 距 上 下',
  ),
)

/** An area alone names no firm: 某市医院 may be any of them. */
const AREA = /^(?:[A-Z]?\d{0,2}|[市县区镇乡省州])$/

/** Whether the words before an ending name somebody, and not only a kind of firm or the area where it is. */
export const saysWho = (before: string[]): boolean =>
  before.some((word) => !KINDS_OF_FIRM.has(word) && !AREA.test(word))

/** Endings of which a town has one: with the area before them they name it. */
const ONE_IN_TOWN = new Set(
  words(
    '自来水公司 公交公司 供电局 供电公司 信用社 电视台 邮政局 汽车站 南站 北站 燃气公司 天然气公司 殡仪馆 图书馆 妇幼保健院 客运站 公积金中心 公积金管理中心 一中 二中 三中 四中 五中 六中 七中 八中 九中 十中 一小 二小 三小 四小 五小 一幼 火车站 高铁站 东站 西站',
  ),
)
export const isOneInTown = (text: string, end: number): boolean => {
  for (let length = 2; length <= 5; length += 1) if (ONE_IN_TOWN.has(text.slice(end - length, end))) return true
  return false
}

/** The longest ending of a name that the text has at the end of a word, be it the word itself, its end, or several words (服务/中心). */
export function nameEndingOf(word: string, text: string, end: number): string | null {
  const longest = LONGEST_BY_LAST.get(word.at(-1) as string) ?? 0
  for (let length = Math.min(longest, end); length >= 2; length -= 1) {
    const ending = text.slice(end - length, end)
    if (NAME_ENDS.has(ending)) return ending
  }
  return NAME_ENDS.has(word) ? word : null
}

/** Whether a name may end with the word. */
export const endsLikeName = (word: string): boolean => ENDING_LASTS.has(word.at(-1) ?? '')

const ENDING_LASTS = new Set([...NAME_ENDS].map((ending) => ending.at(-1) as string))

const LONGEST_BY_LAST = new Map<string, number>()
for (const ending of NAME_ENDS) {
  const last = ending.at(-1) as string
  LONGEST_BY_LAST.set(last, Math.max(LONGEST_BY_LAST.get(last) ?? 0, ending.length))
}
