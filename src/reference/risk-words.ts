import type { Bilingual, City } from './city.ts'

/** What harms in a risk scenario where it is none of the city's hazards: harm told in the text, or nothing recognised. */
export const TOLD = 'told'
export const OTHERWISE = 'otherwise'

/** The name of what harms in a scenario. */
export function scenarioName(city: City, hazard: string): Bilingual {
  if (hazard === TOLD) return { zh: '文中写明的伤害', en: 'Harm told in the text' }
  const known = city.hazards.find(({ id }) => id === hazard)
  return known ? { zh: known.zh, en: known.en } : { zh: '未认出具体危害', en: 'No hazard recognised' }
}

/** A probability as people say it: `1/400`; one half and more as a number. */
export function chanceWords(probability: number): string {
  if (probability >= 0.5) return probability === 1 ? '1' : String(Math.round(probability * 100) / 100)
  return `1/${withCommas(Math.round(1 / probability))}`
}

/** Written out: every filing says it, and the formatters of Intl take longer than the whole risk. */
const withCommas = (whole: number): string => String(whole).replace(/\B(?=(?:\d{3})+$)/g, ',')
