import type { Bilingual, City, LeafCode } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { codesAskedFor, type SubscriptionChoice, sectorNamed } from './subscription-choice.ts'

/** What is to be told, as far as subscriptions ask for it. */
export type ToldOf = {
  leaves: LeafCode[]
  /** Null where it could not be read: sent rather than withheld. */
  market: string | null
  hs: string[]
  ics: string[]
  objectives: string[]
  /** Title, products and whatever else is searched for words. */
  text: string
}

/**
 * Why somebody is told of something; null when it is not what they asked for. What a subscription is about may be said by sector, HS
 * code, ICS code or words, and any of them fits; market and objective narrow that. Nothing said asks for everything.
 */
export function whyTold(
  city: City,
  choice: Pick<SubscriptionChoice, 'sectors' | 'markets' | 'hs' | 'ics' | 'words' | 'objectives'>,
  told: ToldOf,
): Bilingual | null {
  if (choice.markets.length > 0 && told.market !== null && !choice.markets.includes(told.market)) return null
  const aims = told.objectives.map((objective) => objective.toLowerCase())
  const aim = choice.objectives.find((asked) => aims.some((objective) => objective.includes(asked.toLowerCase())))
  if (choice.objectives.length > 0 && aim === undefined) return null
  const about = subjectFound(city, choice, told)
  if (about === null) return null
  const market = choice.markets.length > 0 && told.market !== null ? countryName(told.market) : null
  const parts = [about, ...(market ? [{ zh: `市场“${market.zh}”`, en: `the market ${market.en}` }] : [])]
  if (aim !== undefined) parts.push({ zh: `目的“${aim}”`, en: `the objective “${aim}”` })
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') }
}

type Subject = Pick<SubscriptionChoice, 'sectors' | 'hs' | 'ics' | 'words'>

function subjectFound(city: City, { sectors, hs, ics, words }: Subject, told: ToldOf): Bilingual | null {
  if (sectors.length + hs.length + ics.length + words.length === 0) return { zh: '全部行业', en: 'all sectors' }
  const sector = sectors.find((code) => codesAskedFor(city, told.leaves).includes(code))
  if (sector !== undefined) {
    const { zh, en } = sectorNamed(city, sector)
    return { zh: `行业“${zh}”`, en: `the sector ${en}` }
  }
  const code = hs.find((asked) => told.hs.some((own) => own.startsWith(asked) || asked.startsWith(own)))
  if (code !== undefined) return { zh: `海关编码 ${code}`, en: `HS ${code}` }
  const standard = ics.find((asked) => told.ics.some((own) => inside(own, asked) || inside(asked, own)))
  if (standard !== undefined) return { zh: `标准分类 ICS ${standard}`, en: `ICS ${standard}` }
  const text = told.text.toLowerCase()
  const word = words.find((asked) => text.includes(asked.toLowerCase()))
  return word === undefined ? null : { zh: `词语“${word}”`, en: `the word “${word}”` }
}

const inside = (code: string, group: string): boolean => code === group || code.startsWith(`${group}.`)
