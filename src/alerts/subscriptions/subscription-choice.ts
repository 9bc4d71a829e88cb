import { z } from 'zod'
import { Invalid, type Said } from '../../errors.ts'
import type { Bilingual, City, LeafCode } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { levelsUpward } from '../warning-acts.ts'
import { rhythms } from './subscription-rhythm.ts'
import { readTradeChoice, type TradeChoice, type TypedTradeChoice, tradeChoiceWords } from './trade-choice.ts'

/** What a subscriber wants to hear of. Empty lists mean all; `sectors` are codes of sectors or of leaves. */
export type SubscriptionChoice = TradeChoice & {
  sectors: string[]
  markets: string[]
  /** Of the city's own warnings; recalls and bulletins hold for the whole city. */
  districts: string[]
  /** They make or sell, and want what is for the trade. */
  trade: boolean
  levelMin: WarningLevel
}
export type NewSubscription = SubscriptionChoice & { email: string }

/** A request is confirmed within this time or deleted. */
export const confirmWithin_days = 7

const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((address) => address.toLowerCase())

/** Parses what was typed. Throws Invalid with a message beside each field. */
export function readSubscription(
  city: City,
  typed: {
    email: string
    sectors: string[]
    markets: string[]
    districts?: string[]
    trade?: boolean
    levelMin: string
  } & TypedTradeChoice,
): NewSubscription {
  const fields: Record<string, Said> = {}
  const address = email.safeParse(typed.email)
  if (!address.success)
    fields.email = { zh: '请填写有效的邮箱，如 name@example.com', en: 'Give a valid e-mail address' }
  const sectors = [...new Set(typed.sectors)]
  if (!sectors.every((code) => isSector(city, code)))
    fields.sectors = { zh: '请从列出的行业里选', en: 'Choose from the sectors listed' }
  const markets = [...new Set(typed.markets)]
  if (markets.length > 60 || !markets.every((code) => /^(?:[A-Z]{3}|EU)$/.test(code)))
    fields.markets = { zh: '请从列出的市场里选', en: 'Choose from the markets listed' }
  const districts = [...new Set(typed.districts ?? [])]
  if (!districts.every((id) => city.districts.some((district) => district.id === id)))
    fields.districts = { zh: '请从列出的区里选', en: 'Choose from the districts listed' }
  const tradeAsked = readTradeChoice(typed, fields)
  const levelMin = levelsUpward.find((level) => level === typed.levelMin)
  if (!levelMin) fields.level = { zh: '请选择最低级别', en: 'Choose the lowest level' }
  if (!address.success || !levelMin || Object.keys(fields).length > 0) throw new Invalid(mend, fields)
  return {
    email: address.data,
    sectors: sectors.toSorted(),
    markets: markets.toSorted(),
    districts: districts.toSorted(),
    trade: typed.trade ?? false,
    levelMin,
    ...tradeAsked,
  }
}

const mend: Said = { zh: '订阅还缺一点内容。', en: 'The subscription needs a change.' }

/** The codes under which a subscriber may have asked for these leaves: the leaves themselves and their sectors. */
export function codesAskedFor(city: City, leaves: LeafCode[]): string[] {
  return [...new Set(leaves.flatMap((code) => [code, city.leaves.get(code)?.sector ?? code]))]
}

/** A choice in words, as letters and pages tell it. */
export function choiceWords(city: City, choice: Omit<SubscriptionChoice, 'levelMin' | 'trade'>): Bilingual {
  const { sectors, markets, districts } = choice
  const further = tradeChoiceWords(choice)
  const rhythm = rhythms[choice.rhythm]
  const named = sectors.map((code): Bilingual => sectorNamed(city, code))
  const places = markets.map(countryName)
  const within = city.districts.filter(({ id }) => districts.includes(id))
  const zh = [
    named.length > 0 ? named.map((one) => one.zh).join('、') : further.length > 0 ? '' : '全部行业',
    places.length > 0 ? places.map((one) => one.zh).join('、') : '全部市场',
    ...(within.length > 0 ? [within.map((one) => one.zh).join('、')] : []),
    ...further.map(({ zh }) => zh),
    ...(choice.rhythm === 'instant' ? [] : [rhythm.zh]),
  ]
  const en = [
    named.length > 0 ? named.map((one) => one.en).join(', ') : further.length > 0 ? '' : 'all sectors',
    places.length > 0 ? places.map((one) => one.en).join(', ') : 'all markets',
    ...(within.length > 0 ? [within.map((one) => one.en).join(', ')] : []),
    ...further.map(({ en }) => en),
    ...(choice.rhythm === 'instant' ? [] : [rhythm.en]),
  ]
  return { zh: zh.filter((part) => part !== '').join('；'), en: en.filter((part) => part !== '').join('; ') }
}

function isSector(city: City, code: string): boolean {
  return city.leaves.has(code) || city.sectors.some((sector) => sector.code === code)
}

/** A sector or leaf by name. */
export function sectorNamed(city: City, code: string): Bilingual {
  return city.leaves.get(code) ?? city.sectors.find((sector) => sector.code === code) ?? { zh: code, en: code }
}
