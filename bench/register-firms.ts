import { pinyin } from 'pinyin-pro'
import { isCreditCode } from '../src/triage/entities/identifiers.ts'

/** Firms of our own invention, each the same for its number on every machine: names put together from common letters and trades. */

export type MadeFirm = {
  name: string
  core: string
  stem: string
  trade: string
  brand: string | null
  address: string
  district: string
}

const letters = [
  ...'华鑫宏盛达泰瑞丰创恒伟嘉信德科安联诚腾飞博远志成金龙海天佳美润源正兴凯威优思维智慧云星辰光明阳东方中南西北山川江河湖雅韵清风明月春秋晨曦锦绣前程万里鸿图大展宏图百川汇聚卓越精诚和谐顺利通达亿佰仟禾田园林森木水火土石玉珠宝银铜铁',
]
const trades = [
  ['电子', 6],
  ['科技', 22],
  ['贸易', 10],
  ['实业', 4],
  ['电器', 3],
  ['食品', 4],
  ['餐饮管理', 5],
  ['服装', 4],
  ['装饰工程', 4],
  ['物流', 4],
  ['信息技术', 8],
  ['网络科技', 7],
  ['生物科技', 3],
  ['医疗器械', 2],
  ['文化传播', 4],
  ['投资咨询', 3],
  ['物业管理', 2],
  ['建筑工程', 3],
  ['供应链', 4],
  ['智能设备', 3],
] as const
const forms = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '（深圳）有限公司']
const districts = [
  ['FUTIAN', '福田区'],
  ['NANSHAN', '南山区'],
  ['BAOAN', '宝安区'],
  ['LONGGANG', '龙岗区'],
  ['LONGHUA', '龙华区'],
  ['LUOHU', '罗湖区'],
] as const
const roads = [
  '创业',
  '建设',
  '人民',
  '宝安',
  '深南',
  '福强',
  '滨河',
  '松白',
  '龙翔',
  '布吉',
  '梅龙',
  '民治',
  '固戍',
  '前进',
  '新安',
  '沙井',
]
const tradeWheel = trades.flatMap(([name, share]) => Array<string>(share).fill(name))

/** The firm of a number from 1. */
export function madeFirm(id: number): MadeFirm {
  const pick = <Value>(list: readonly Value[], salt: number): Value => list[hash(id, salt) % list.length] as Value
  const stem = [pick(letters, 1), pick(letters, 2), ...(hash(id, 3) % 3 > 0 ? [pick(letters, 4)] : [])].join('')
  const trade = pick(tradeWheel, 5)
  const form = pick(forms, 6)
  const [district, districtName] = pick(districts, 7)
  const address = `深圳市${districtName}${pick(roads, 8)}路${1 + (hash(id, 9) % 900)}号${pick(letters, 10)}${pick(letters, 11)}大厦${1 + (hash(id, 12) % 30)}楼`
  const brand = hash(id, 13) % 20 === 0 ? `${pick(letters, 14)}${pick(letters, 15)}${pick(letters, 16)}` : null
  return {
    name: `深圳市${stem}${trade}${form}`,
    core: `${stem}${trade}`,
    stem: `${stem}${trade.slice(0, 1)}`,
    trade,
    brand,
    address,
    district,
  }
}

/** A credit code of that number with the check character that fits. */
export function creditCode(id: number): string {
  const body = `91440300X${String(id).padStart(8, '0')}`
  const check = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((last) => isCreditCode(body + last))
  if (check === undefined) throw new Error(`no check character fits ${body}`)
  return body + check
}

/** The name with its second letter wrong. */
export function wrongLetter(core: string): string {
  return `${core.slice(0, 1)}${core[1] === '华' ? '鑫' : '华'}${core.slice(2)}`
}

/** The name with its first letter as another of the same sound, where there is one. */
export function sameSound(core: string): string {
  const sound = pinyinOf(core.slice(0, 1))
  const other = letters.find((letter) => letter !== core[0] && pinyinOf(letter) === sound)
  return `${other ?? core.slice(0, 1)}${core.slice(1)}`
}

export function pinyinOf(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', v: true }).join('')
}

/** A whole number that follows from two (SplitMix, 32 bits). */
function hash(id: number, salt: number): number {
  let mixed = (id * 0x9e3779b1 + salt * 0x85ebca6b) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
