import { findPhrases, phraseIndex } from './phrases.ts'

/**
 * A rule that no model out-votes. `words` are groups: the text must hold one word of every group, each within `within` characters
 * of the first group's word (WITHIN unless said), and none of `unless`.
 */
export type DangerRule = Row & { because: string }
type Row = {
  id: string
  level: 2 | 3
  zh: string
  en: string
  words: string[][]
  within?: number
  unless?: string[]
}

const WITHIN = 16

const ROWS: Row[] = [
  {
    id: 'gas-smell',
    level: 3,
    zh: '闻到燃气味或燃气泄漏',
    en: 'smell or leak of gas',
    words: [
      ['煤气', '燃气', '天然气', '液化气'],
      ['泄漏', '泄露', '漏气', '异味', '臭味', '气味', '味道', '爆炸', '中毒'],
    ],
    within: 10,
  },
  { id: 'carbon-monoxide', level: 3, zh: '一氧化碳中毒', en: 'carbon monoxide', words: [['一氧化碳', '煤气中毒']] },
  {
    id: 'lift-fall',
    level: 3,
    zh: '电梯坠落或困人',
    en: 'lift fell or trapped people',
    words: [
      ['电梯'],
      [
        '坠落',
        '坠梯',
        '掉落',
        '下坠',
        '急坠',
        '下滑',
        '掉到',
        '掉了',
        '掉层',
        '掉楼',
        '蹲底',
        '冲顶',
        '困人',
        '被困',
        '关人',
        '卡人',
        '困住',
        '夹人',
        '夹伤',
        '钢绳断',
        '钢丝绳断',
      ],
    ],
    within: 20,
  },
  {
    id: 'battery-fire',
    level: 3,
    zh: '电池或充电起火、鼓包',
    en: 'battery fire or swelling',
    words: [
      ['电池', '充电', '电动车', '电瓶', '电动自行车', '充电宝'],
      ['起火', '着火', '自燃', '爆炸', '冒烟', '燃烧', '鼓包', '炸了'],
    ],
    within: 14,
  },
  {
    id: 'collapse',
    level: 3,
    zh: '坍塌',
    en: 'collapse',
    words: [['坍塌', '倒塌', '垮塌', '塌陷伤', '垮了压', '压死', '楼塌', '房塌']],
  },
  {
    id: 'group-illness',
    level: 3,
    zh: '多人同食后发病',
    en: 'several ill after one meal',
    words: [
      ['多名', '多人', '几个', '十几', '几十', '很多', '全班', '同学', '学生', '孩子们', '全家', '集体'],
      ['食物中毒', '上吐下泻', '呕吐', '腹泻', '拉肚子', '中毒'],
    ],
    within: 18,
  },
  {
    id: 'electric-shock',
    level: 3,
    zh: '触电、漏电',
    en: 'electric shock or leakage',
    words: [['触电', '漏电', '电死', '电到人', '被电击', '电线掉落', '高压线掉']],
  },
  {
    id: 'falling-facade',
    level: 3,
    zh: '外墙或高空坠物',
    en: 'falling facade or object',
    words: [
      ['外墙', '瓷砖', '玻璃', '幕墙', '墙皮', '广告牌', '高空'],
      ['脱落', '掉落', '坠落', '坠物', '抛物', '砸到', '砸中', '砸伤', '掉下'],
    ],
    within: 12,
  },
  {
    id: 'lead-poisoning',
    level: 3,
    zh: '中毒或致癌物超标',
    en: 'poisoning',
    words: [['铅中毒', '血铅', '镉超标', '砷超标', '砷中毒', '重金属中毒', '中了铅毒', '氰化物', '剧毒']],
  },
  {
    id: 'death',
    level: 3,
    zh: '已有人死亡',
    en: 'somebody died',
    words: [['致死', '死亡', '身亡', '猝死', '丧命', '打死', '撞死', '淹死', '电死']],
    unless: ['猪死亡', '鱼死亡', '死亡证明', '死亡人员', '死亡抚恤'],
  },
  {
    id: 'blast',
    level: 3,
    zh: '爆炸',
    en: 'explosion',
    words: [['发生爆炸', '爆炸了', '炸伤', '煤气罐爆', '热水器爆']],
  },
  {
    id: 'fire',
    level: 3,
    zh: '起火',
    en: 'fire',
    words: [['起火', '着火', '失火', '火灾发生', '发生火灾', '烧伤', '自燃']],
  },
  {
    id: 'infant',
    level: 2,
    zh: '涉及婴幼儿健康',
    en: 'an infant’s health',
    words: [
      ['婴儿', '宝宝', '新生儿', '幼儿', '奶粉'],
      ['过敏', '腹泻', '呕吐', '住院', '发烧', '红疹', '中毒', '窒息', '烫伤', '受伤'],
    ],
    within: 24,
  },
  {
    id: 'injury',
    level: 2,
    zh: '有人受伤',
    en: 'somebody was hurt',
    words: [
      ['受伤', '骨折', '烫伤', '割伤', '划伤', '昏迷', '抢救', '住院治疗', '流血', '致残', '摔伤', '砸伤', '咬伤'],
    ],
  },
  {
    id: 'fire-exit',
    level: 2,
    zh: '消防通道被堵',
    en: 'fire exit blocked',
    words: [['消防通道', '安全出口', '疏散通道', '消防栓', '消火栓', '消防设施', '消防设备']],
  },
  {
    id: 'food-poisoning',
    level: 2,
    zh: '疑似食物中毒',
    en: 'suspected food poisoning',
    words: [['食物中毒', '上吐下泻', '拉肚子', '腹泻', '吃坏肚子', '肚子痛', '肚子疼']],
  },
  {
    id: 'gas-smell',
    level: 3,
    zh: '闻到燃气味或燃气泄漏',
    en: 'smell or leak of gas',
    words: [['gas '], ['smell', 'leak', 'odor', 'odour']],
    within: 40,
  },
  { id: 'carbon-monoxide', level: 3, zh: '一氧化碳中毒', en: 'carbon monoxide', words: [['carbon monoxide']] },
  {
    id: 'lift-fall',
    level: 3,
    zh: '电梯坠落或困人',
    en: 'lift fell or trapped people',
    words: [
      ['lift', 'elevator'],
      ['trapped', 'stuck', 'fell', 'dropped', 'plunge'],
    ],
    within: 60,
  },
  {
    id: 'battery-fire',
    level: 3,
    zh: '电池或充电起火、鼓包',
    en: 'battery fire or swelling',
    words: [
      ['battery', 'batteries', 'power bank', 'e-bike', 'charger', 'charging'],
      ['fire', 'explode', 'smoke', 'swollen', 'swell', 'burnt'],
    ],
    within: 60,
  },
  { id: 'collapse', level: 3, zh: '坍塌', en: 'collapse', words: [['collapsed', 'collapsing', 'about to collapse']] },
  {
    id: 'group-illness',
    level: 3,
    zh: '多人同食后发病',
    en: 'several ill after one meal',
    words: [
      ['pupils', 'students', 'children', 'several', 'many', 'whole family', 'all of us'],
      ['food poisoning', 'vomit', 'diarrh', 'fell ill', 'became ill', 'got sick'],
    ],
    within: 80,
  },
  {
    id: 'electric-shock',
    level: 3,
    zh: '触电、漏电',
    en: 'electric shock or leakage',
    words: [['electric shock', 'electrocut', 'live wire']],
  },
  {
    id: 'death',
    level: 3,
    zh: '已有人死亡',
    en: 'somebody died',
    words: [
      ['killed', ' died '],
      ['person', 'people', 'man', 'woman', 'child', 'baby', 'worker'],
    ],
    within: 60,
  },
  {
    id: 'infant',
    level: 2,
    zh: '涉及婴幼儿健康',
    en: 'an infant’s health',
    words: [
      ['baby', 'infant', 'newborn', 'toddler'],
      ['diarrh', 'vomit', 'rash', 'chok', 'burn', 'injur', 'allerg', 'hospital'],
    ],
    within: 80,
  },
  {
    id: 'injury',
    level: 2,
    zh: '有人受伤',
    en: 'somebody was hurt',
    words: [
      [
        'injured',
        'was hurt',
        'bleeding',
        'broke his',
        'broke her',
        'broke my',
        'broken arm',
        'broken leg',
        'unconscious',
      ],
    ],
  },
  {
    id: 'fire-exit',
    level: 2,
    zh: '消防通道被堵',
    en: 'fire exit blocked',
    words: [['fire exit', 'fire escape', 'escape route']],
  },
]

/** The graver rules first; among equals the earlier row. */
export const DANGER_RULES: DangerRule[] = ROWS.map((row) => ({ ...row, because: `${row.zh} / ${row.en}` })).sort(
  (a, b) => b.level - a.level,
)

const firstWords = phraseIndex(
  DANGER_RULES.flatMap((rule, rank) => (rule.words[0] ?? []).map((word): [string, number] => [word, rank])),
)

/** The gravest rule that holds for a text in simplified script and lower case; null when none does. */
export function dangerRuleIn(text: string): DangerRule | null {
  let best = DANGER_RULES.length
  for (const { phrase, start, value: rank } of findPhrases(text, firstWords)) {
    if (rank < best && meets(text, start, phrase.length, DANGER_RULES[rank] as DangerRule)) best = rank
  }
  return DANGER_RULES[best] ?? null
}

/** A word of every further group starts or ends near the first group's word, and none of `unless` is in the text. */
function meets(
  text: string,
  start: number,
  length: number,
  { words, within = WITHIN, unless = [] }: DangerRule,
): boolean {
  if (unless.some((word) => text.includes(word))) return false
  if (words.length === 1) return true
  const near = text.slice(Math.max(0, start - within), start + length + within)
  return words.slice(1).every((group) => group.some((word) => near.includes(word)))
}
