import type { HazardId } from '../../reference/city.ts'
import { type HazardWeights, hazardFeatures, knowsWords, weighHazards } from './hazard-model.ts'
import learned from './hazard-weights.json' with { type: 'json' }

/** Written by `npm run train:hazards -- --write`. */
const hazardWeights: HazardWeights = { ...learned, features: new Map(Object.entries(learned.features)) }

/**
 * How notices name a hazard: the risk types that Safety Gate ticks, the words that CPSC and others write, the words of Chinese notices.
 * The ids are those of the city's hazard list. English words are patterns of whole words; a notice may name several hazards.
 */
type HazardVocabulary = { id: HazardId; ticked: string[]; en: string; zh: string[] }

const vocabulary: HazardVocabulary[] = [
  {
    id: 'fire',
    ticked: ['fire & fire-related burn', 'fire', 'smoke inhalation'],
    en: String.raw`fires?|flammab\w+|flammability|ignit\w+|overheat\w*|catch fire|caught fire|flames?|flaming|combust\w*|melt(?:s|ed|ing)?|smok(?:e|ing)`,
    zh: ['起火', '着火', '火灾', '自燃', '过热', '发热', '冒烟', '燃烧', '阻燃'],
  },
  {
    id: 'burn',
    ticked: ['burn - not fire-related', 'burns', 'burn'],
    en: String.raw`(?<!fire and )(?<!fire )burns?(?! out)|burned|scald\w*|hot (?:water|steam|liquid|surface|oil|coffee)|thermal`,
    zh: ['烫伤', '灼伤', '烧伤', '高温'],
  },
  {
    id: 'electric',
    ticked: ['electrocution/electric shock', 'electric shock'],
    en: String.raw`electric(?:al)? shock\w*|shock hazards?|shocks?|electrocut\w+`,
    zh: ['触电', '漏电', '电击', '绝缘', '接地', '爬电距离'],
  },
  {
    id: 'explosion',
    ticked: ['explosion/projectiles', 'explosion'],
    en: String.raw`explo(?:de|des|ded|ding|sion|sions|sive)|burst\w*|ruptur\w*|projectiles?|shatter\w*|propel\w*|expel\w*|eject\w*|fly (?:off|out)|pressure`,
    zh: ['爆炸', '爆裂', '炸裂', '鼓包', '爆胎', '破裂'],
  },
  {
    id: 'chemical',
    ticked: ['lead', 'cadmium', 'phthalates', 'poisoning', 'chemical', 'environment'],
    en: String.raw`lead(?= (?:paint|poison|content|level|standard|hazard|exposure|in|is|contamination))|(?:levels? of|containing|excess(?:ive)?|of|high|amounts? of|violation of|the federal|contains?) lead(?! to)|lead[- ](?:paint|poison)\w*|cadmium|phthalates?|poison\w*|toxic\w*|chemical\w*|formaldehyde|methylene chloride|sodium hydroxide|arsenic|ethylene glycol|(?:skin|eye|respiratory) irritation|irritation|respiratory (?:hazard|problems?)|fumes|vapors?|child[- ]resistant|lidocaine|petroleum distillates?|hydrocarbons?|asbestos|allergic reaction`,
    zh: [
      '重金属',
      '铅',
      '镉',
      '甲醛',
      '邻苯',
      '增塑剂',
      '可分解芳香胺',
      '农药残留',
      '兽药残留',
      '超限量',
      '超范围',
      '添加剂',
      '中毒',
      '碱金属',
    ],
  },
  {
    id: 'gas',
    ticked: ['carbon monoxide (co)'],
    en: String.raw`carbon monoxide|\bCO\b poison\w*|gas leaks?|leak(?:s|ing)? gas|propane`,
    zh: ['一氧化碳', '燃气泄漏', '漏气', '煤气'],
  },
  {
    id: 'choking',
    ticked: ['aspiration', 'choking'],
    en: String.raw`chok(?:e|es|ed|ing)|small (?:parts?|balls?)|aspirat\w+`,
    zh: ['小零件', '误吞', '吞咽', '噎', '哽塞'],
  },
  {
    id: 'suffocation',
    ticked: ['suffocation', 'asphyxiation'],
    en: String.raw`suffocat\w*|asphyxiat\w*`,
    zh: ['窒息', '堵塞口鼻'],
  },
  {
    id: 'strangulation',
    ticked: ['entanglement', 'strangulation'],
    en: String.raw`strang\w+|entangl\w*|drawstrings?|around (?:a|the|their) (?:child's |children's )?necks?`,
    zh: ['绳带', '勒', '缠绕', '绊'],
  },
  {
    id: 'entrapment',
    ticked: ['entrapment'],
    en: String.raw`entrap\w*|trapped|pinch\w*|stuck between|lodged`,
    zh: ['夹伤', '夹住', '挤压', '卡住', '间隙'],
  },
  {
    id: 'cut',
    ticked: ['laceration', 'amputation', 'internal injury', 'collapse', 'injuries', 'abrasion', 'cuts', 'injury'],
    en: String.raw`lacerat\w*|amputat\w*|cuts?|sharp|impact|collaps\w*|tip(?:ping)?[- ]?over|tip over|punctur\w*|struck|crush\w*|bruis\w*|impal\w*|injury hazards?`,
    zh: ['锐利边缘', '锐利尖端', '划伤', '割伤', '断裂', '倾翻', '倾倒', '撞击', '射伤', '刺伤', '强度未达标'],
  },
  {
    id: 'fall',
    ticked: ['fall'],
    en: `falls? hazards?|(?:risk of|to|can|could|may|and|a) falls?(?! (?:off|apart|out))|falling|fell|lose (?:their )?balance|fall(?: off|s off| from| out)`,
    zh: ['跌落', '摔倒', '坠落', '失稳', '稳定性'],
  },
  {
    id: 'traffic',
    ticked: ['vehicle accident', 'crash'],
    en: String.raw`crash\w*|loss of (?:control|propulsion|braking)|lose control|steering|brak(?:e|es|ing)|collision|accidents?`,
    zh: ['失控', '制动', '刹车', '转向', '动力中断', '动力输出中断', '气囊', '碰撞', '交通事故'],
  },
  { id: 'drowning', ticked: ['drowning'], en: String.raw`drown\w*|submer\w*`, zh: ['溺水'] },
  {
    id: 'ingestion',
    ticked: ['magnet ingestion', 'ingestion'],
    en: String.raw`ingest\w*|swallow\w*|magnets?|button cell|coin batter(?:y|ies)`,
    zh: ['磁体', '磁铁', '纽扣电池'],
  },
  {
    id: 'sight_hearing',
    ticked: ['damage to sight', 'hearing damage', 'damage to hearing'],
    en: String.raw`eye injur\w*|blind\w*|(?:damage to|loss of) (?:sight|vision|hearing)|hearing (?:loss|damage)|laser`,
    zh: ['激光', '蓝光', '噪声', '听力', '视力'],
  },
  {
    id: 'infection',
    ticked: ['microbiological'],
    en: String.raw`bacteria\w*|microb\w*|mold|mould|infection\w*|contaminat\w* with (?:bacteria|pseudomonas)|salmonella|listeria|pseudomonas`,
    zh: ['菌落总数', '大肠菌群', '霉菌', '沙门氏菌', '金黄色葡萄球菌', '单增李斯特', '克罗诺杆菌', '铜绿假单胞菌'],
  },
  {
    id: 'allergen',
    ticked: [],
    en: String.raw`undeclared|misbrand\w*|allergen\w*`,
    zh: ['标签', '标识', '警示说明', '说明书', '过敏原', '未标注', '警告语', '安全说明'],
  },
  {
    id: 'emc',
    ticked: ['electromagnetic disturbance'],
    en: 'electromagnetic|radio interference',
    zh: ['电磁兼容', '骚扰电压', '辐射骚扰'],
  },
  {
    id: 'protection_failure',
    ticked: ['health risk / other', 'health risk'],
    en: `(?:fail|fails|failure|failing) to (?:protect|alarm|alert|activate|sound|detect|sense)|not (?:alarm|alert|protect|sound|activate)|smoke (?:alarm|detector)s?`,
    zh: ['过滤效率', '防护效果', '反光', '灭火', '报警'],
  },
]

/** Ticks that say no hazard of this list. */
const noHazard = new Set(['other', 'incorrect measurement', 'energy consumption', 'security', 'unknown', 'none'])

const compiled = vocabulary.map((hazard) => ({
  ...hazard,
  en: new RegExp(`(?<![\\w-])(?:${hazard.en})(?![\\w-])`, 'i'),
}))

/**
 * Hazards of an English notice, in the order of the vocabulary. Old notices hold bare labels, which stand. Else the words are
 * weighed by a model taught with CPSC's own labels, beside what the rules below find; where it names nothing the rules stand.
 */
export function readEnglishHazards(hazardText: string, title = ''): HazardId[] {
  const labels = bareLabels(hazardText)
  if (labels) return labels
  if (`${hazardText}${title}`.trim() === '') return []
  const ruled = readHazardsByRule(hazardText, title)
  const features = hazardFeatures(hazardText, title, ruled, readHazardsByRule('', title))
  const weighed = knowsWords(hazardWeights, features) ? weighHazards(hazardWeights, features) : []
  // The labels know fewer hazards than this vocabulary: what they never name stays with the rules.
  const beyond = ruled.filter((id) => !hazardWeights.hazards.includes(id))
  const named = weighed.length > 0 ? [...weighed, ...beyond] : ruled
  return vocabulary.map(({ id }) => id).filter((id) => named.includes(id))
}

/** The hazards of a text that holds nothing but labels; null for any other. */
export function bareLabels(hazardText: string): HazardId[] | null {
  const { hazards, unknown } = readTickedHazards([hazardText])
  return hazards.length > 0 && unknown.length === 0 ? hazards : null
}

/**
 * Hazards by the words alone, those named first first. What the notice states as the hazard ("posing a choking hazard", "due to
 * risk of burns") is read first; the story of how it happens counts only when nothing is stated.
 */
export function readHazardsByRule(hazardText: string, title = ''): HazardId[] {
  const text = `${hazardText} . ${title}`
  const plain = text.replace(/fire[- ]related burns?/gi, 'fire').replace(/burns? (?:from|due to) (?:a )?fire/gi, 'fire')
  const inStatement = hazardsIn(statements(plain))
  return inStatement.length > 0 ? inStatement : hazardsIn(plain)
}

const statement =
  /(?:\b(?:pos(?:e|es|ing)|present(?:s|ing)?|creat(?:e|es|ing)|constitut\w+)\b|\bdue to\b|\brisks? (?:of|to)\b|\bviolat\w+|\bban\b)[^.;]*|(?<![\w'’/-])(?:[\w'’/-]{1,60}[ ,]+(?:and |or |to |of )?){1,5}(?:hazards?|risks?|dangers?)\b/gi

function statements(text: string): string {
  return [...text.matchAll(statement)].map((match) => match[0]).join(' . ')
}

function hazardsIn(text: string): HazardId[] {
  const plain = text.replace(/smoke (?:alarm|detector)s?/gi, 'smokealarm')
  return compiled
    .map((hazard) => ({ id: hazard.id, at: (hazard.id === 'protection_failure' ? text : plain).search(hazard.en) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id)
}

/** Hazards of a Chinese notice by its words. */
export function readChineseHazards(text: string): HazardId[] {
  return vocabulary.filter((hazard) => hazard.zh.some((word) => text.includes(word))).map((hazard) => hazard.id)
}

/** Hazards ticked by Safety Gate: `Fire`, `DAMAGE_TO_SIGHT`, `riskType.damage.to.sight`, one or several with commas. Unknown ticks come back apart. Environment stands for restricted substances. */
export function readTickedHazards(ticks: string[]): { hazards: HazardId[]; unknown: string[] } {
  const wanted = ticks
    .flatMap((tick) => tick.split(/[,;|]/))
    .map(plainTick)
    .filter((tick) => tick !== '')
  const known = new Map(
    vocabulary.flatMap((hazard) => hazard.ticked.map((tick): [string, HazardId] => [tick, hazard.id])),
  )
  return {
    hazards: [...new Set(wanted.flatMap((tick) => known.get(tick) ?? []))],
    unknown: wanted.filter((tick) => !known.has(tick) && !noHazard.has(tick)),
  }
}

function plainTick(tick: string): string {
  return tick
    .replace(/^riskType\./i, '')
    .replace(/[._]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
