import { findPhrases, phraseIndex } from './phrases.ts'

/**
 * What a text tells of danger, finer than a word of DANGER_SIGNS: a word of `words` and, where `near` is given, one of `near` within so many
 * characters of it. 井盖 is no danger, 井盖不见了 is.
 */
export type DangerPair = { id: string; words: string[]; near: string[]; within: number }

const split = (list: string): string[] => list.split(' ').filter((word) => word !== '')
const alone = (id: string, words: string): DangerPair => ({ id, words: split(words), near: [], within: 0 })
const pair = (id: string, words: string, near: string, within: number): DangerPair => ({
  id,
  words: split(words),
  near: split(near),
  within,
})

/** What each weighs is learned, also what speaks against danger; the order is that of the weights in the model. */
export const DANGER_PAIRS: DangerPair[] = [
  pair('unlicensed-care', '行医 诊所 牙科 医生 医师 接生 坐诊 看病', '非法 无证 擅自 资格 许可 执业', 10),
  alone('quack', '神医 包治百病 治百病 停药 不吃药 停止服用'),
  alone('bad-medicine', '假药 劣药 过期药'),
  pair('expired-medicine', '药', '过期 自制 挂靠', 6),
  alone('captivity', '人身自由 人生自由 软禁 拘禁 关押 控制通信 不让离开 不让走'),
  alone('beating', '殴打 毒打 暴打 打伤 拳打脚踢 拳脚 动手打 打人 砍人 抢劫 持刀 行凶'),
  pair('pupils-hit', '老师 教师 班主任', '体罚 打学生 打孩子 耳光 踢 踹 丢学生 虐待 猥亵', 14),
  alone('unsound', '危桥 危楼 危墙 承重墙 房屋结构 地基下沉 地基沉降 地面塌陷 路面塌陷 塌方 山体'),
  pair('signals-dead', '红绿灯 信号灯 红灯 绿灯', '坏 不亮 故障 错乱 失灵', 8),
  alone('crossing', '过马路 横穿马路 横过马路'),
  pair('accidents', '交通事故 事故 车祸', '经常 多次 频 发生 好几 无数 不断 多起', 6),
  alone('run-over', '撞死 撞伤 撞倒 撞人 撞到 被撞 车祸'),
  alone('falling', '摔倒 摔跤 摔伤 摔下 摔断 摔了 滑倒 绊倒 跌倒 掉进 掉下 爆胎'),
  alone('reckless', '超载 超员 超速 飙车 疲劳驾驶 酒驾 闯红灯 逆行'),
  pair('manhole-open', '井盖', '缺 没 丢 坏 破 掉 不见 塌', 8),
  alone('pits', '大坑 深坑 坑洞 坑洼'),
  alone('fire-safety', '消防设施 消防设备 消防验收 消防安全 消防隐患 消防栓 消防通道 灭火器 易燃 易爆 乱拉电线 飞线'),
  pair('bare-wires', '电线 电缆 高压线 插座', '裸露 掉 断 垂 老化 短路 接触不良 火花', 8),
  pair('lift-fails', '电梯', '故障 异响 晃 抖 卡 坏 年检 过期 事故 失灵 突然 隐患', 12),
  pair('gas-unsafe', '燃气 煤气 液化气 天然气 气罐 钢瓶', '泄 漏 安全 爆 隐患 报废 超期', 10),
  pair(
    'water-unfit',
    '水源 饮用水 井水 地下水 自来水 饮水 生活用水',
    '污染 超标 浑 黄 臭 异味 不能喝 发黑 有毒 不达标 杂质 沉淀',
    14,
  ),
  pair('fumes-felt', '刺鼻 呛人 恶臭 臭味 气味 废气 油漆 浓烟', '头晕 头痛 头疼 恶心 咳 呼吸 喘 窒息 呕吐', 24),
  alone('cancer', '癌 白血病 中毒 重金属 血铅 铅超标'),
  pair('foreign-body', '吃出 吃到 喝到 喝出 里面有 粥里 菜里 饭里', '虫 铁丝 玻璃 塑料 钢丝 苍蝇 蟑螂 石子 异物', 12),
  alone('bad-meat', '病猪 死猪 病死 未检疫 无检疫 没有检疫 没检疫 私宰 注水肉 瘦肉精 臭肉'),
  alone('unwell', '拉肚子 肚子痛 肚子疼 腹泻 呕吐 过敏 红疹 起疹 发痒 红肿'),
  alone('safety-named', '安全隐患 消防隐患 交通隐患 人身安全 生命安全 生命财产 生命危险 出人命 人命关天'),
  alone('fear', '不堪设想 提心吊胆 胆战心惊 心惊胆 差点 险些 凶险 担惊受怕 危险'),
  alone('heat', '发烫 烫手 过热 冒烟 烧焦 焦味 糊味 火花'),
  pair('the-weak-at-risk', '小孩 孩子 儿童 学生 老人', '危险 安全 受伤 摔 掉 撞', 20),
  alone('beasts', '咬人 咬伤 恶犬 流浪狗 野狗 狗伤人'),
  alone('from-above', '脱落 坠落 掉落 砸到 砸中 砸伤 倾斜 摇摇欲坠'),
  pair('health-harmed', '健康', '影响 危害 损害 伤害 威胁', 8),
  alone('unsafe-work', '高空作业 违章作业 特种作业 安全措施 防护措施'),
  alone('flood', '洪水 内涝 被淹 溃堤 堤坝 水库'),
  alone('supply-cut', '停运 停电 停水 水压'),
  alone('prices', '涨价 太贵 价格 垄断 收费 退款 退费 补贴 房产证'),
  alone('leaks', '渗水 漏水 漏雨'),
  alone('untidy', '市容 占道 摆摊 脏乱 环境卫生 乱停 乱摆'),
  alone('selling-schemes', '传销 直销 拉人头 集资 保健品'),
  alone('jams', '拥堵 堵车 堵塞'),
]

const firstWords = phraseIndex(DANGER_PAIRS.flatMap(({ words }, i) => words.map((word): [string, number] => [word, i])))

/** Those that hold in the text, by their place in DANGER_PAIRS, each with the first word that shows it. */
export function pairsIn(simplified: string): Map<number, string> {
  const held = new Map<number, string>()
  for (const { phrase, start, value } of findPhrases(simplified, firstWords)) {
    if (held.has(value)) continue
    const { near, within } = DANGER_PAIRS[value] as DangerPair
    const around = near.length > 0 ? simplified.slice(Math.max(0, start - within), start + phrase.length + within) : ''
    if (near.length === 0 || near.some((word) => around.includes(word))) held.set(value, phrase)
  }
  return held
}
