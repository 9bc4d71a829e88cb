import { readAsPinyin } from './pinyin-keys.ts'

/** How a Chinese firm is called abroad: `Shenzhen Hongtai Electronics Co., Ltd.` is 宏泰 or 鸿泰, of 电子. */
export type LatinFirmName = {
  /** The folded syllables of its own name, at least two. */
  syllables: string[]
  /** What its Chinese name says of its trade, one list a word. */
  trades: string[][]
}

const noise = new Set(
  `co ltd limited company corp corporation inc llc group holdings holding the and of china prc shenzhen guangdong guangzhou dongguan huizhou foshan
  zhongshan hongkong hong kong international intl enterprise enterprises manufacturing manufacture manufactory mfg factory works products product
  development r d import export`.split(/\s+/),
)

/** The words that makers put behind their names, as they are translated. */
const trades: Record<string, string[]> = {
  electronic: ['电子'],
  electronics: ['电子'],
  electric: ['电器', '电气'],
  electrical: ['电器', '电气'],
  appliance: ['电器'],
  appliances: ['电器'],
  technology: ['科技', '技术'],
  technologies: ['科技', '技术'],
  tech: ['科技', '技术'],
  industrial: ['实业', '工业'],
  industry: ['实业', '工业'],
  industries: ['实业', '工业'],
  trading: ['贸易'],
  trade: ['贸易'],
  toy: ['玩具'],
  toys: ['玩具'],
  plastic: ['塑胶', '塑料'],
  plastics: ['塑胶', '塑料'],
  hardware: ['五金'],
  lighting: ['照明', '灯饰'],
  optoelectronic: ['光电'],
  optoelectronics: ['光电'],
  photoelectric: ['光电'],
  battery: ['电池'],
  energy: ['能源'],
  power: ['电源'],
  digital: ['数码'],
  intelligent: ['智能'],
  smart: ['智能'],
  gift: ['礼品'],
  gifts: ['礼品'],
  garment: ['服装', '服饰'],
  clothing: ['服装', '服饰'],
  food: ['食品'],
  foods: ['食品'],
  furniture: ['家具', '家居'],
  medical: ['医疗'],
  communication: ['通信', '通讯'],
  communications: ['通信', '通讯'],
  precision: ['精密'],
  innovation: ['创新'],
  ecommerce: ['电子商务'],
  commerce: ['商务'],
  culture: ['文化'],
  baby: ['婴童', '母婴', '婴儿'],
}

/** Reads a name in Latin letters as the pinyin of a Chinese one; null where what is left of it is none. */
export function readLatinFirm(written: string): LatinFirmName | null {
  if (/\p{Script=Han}/u.test(written)) return null
  const words = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/e-commerce/g, 'ecommerce')
    .split(/[^a-z']+/)
    .filter((word) => word !== '' && !noise.has(word))
  const own = words.filter((word) => trades[word] === undefined)
  const syllables = own.length === 0 ? null : readAsPinyin(own.join(' '))
  if (syllables === null || syllables.length < 2) return null
  return { syllables, trades: words.flatMap((word) => (trades[word] ? [trades[word]] : [])) }
}

/** Whether a bare Chinese name, with its folded syllables, may be called so abroad: it begins with the sounds and names every trade. */
export function isCalledSo({ syllables, trades: named }: LatinFirmName, core: string, sounds: string[]): boolean {
  if (!syllables.every((syllable, at) => sounds[at] === syllable)) return false
  const rest = core.slice(syllables.length)
  return named.every((words) => words.some((word) => rest.includes(word)))
}
