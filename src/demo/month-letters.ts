import type { RandomSource } from '../alerts/signals/random.ts'
import type { City } from '../reference/city.ts'
import type { MonthWords } from './month-words.ts'

/** A made-up letter: what a reporter would type, when in the day (minutes after midnight), and whether it tells of the planted event. */
export type MonthLetter = {
  minute: number
  planted: boolean
  filing: {
    title: string
    text: string
    respondent: string
    place: string
    product?: string
    kind: 'complaint' | 'report'
  }
}

const WEEKEND_SHARE = 0.7
const REPORTS_SHARE = 0.2
const OPENS_MINUTE = 7 * 60
const CLOSES_MINUTE = 23 * 60

/** Draws the ordinary letters of one day; `weekend` brings fewer. Streets, matters and shops keep their sizes from day to day. */
export type DayDraw = (random: RandomSource, weekend: boolean) => MonthLetter[]

/** Fixes how large each street and matter of the made-up city is; `perDay` letters come on a working day on average. */
export function ordinaryLetters(words: MonthWords, city: City, perDay: number, random: RandomSource): DayDraw {
  const streets = weighted(placesOf(city), random, 0.6)
  const leaves = weighted([...Map.groupBy(words.samples, ({ leaf }) => leaf).values()], random, 0.9)
  return (today, weekend) =>
    Array.from({ length: poisson(perDay * (weekend ? WEEKEND_SHARE : 1), today) }, () => {
      const place = streets(today)
      const sample = pick(leaves(today), today)
      const shop = `${pick(words.firsts, today)}${pick(words.trades, today)}`
      const text = `${pick(words.openings, today)}在${place}的${shop}，${sample.text}。${pick(words.closings, today)}`
      return letter(today, false, { title: sample.title, text, respondent: shop, place })
    })
}

/**
 * The planted event, day by day: letters about one thing from several streets and shops, each told in its own words, few at first and
 * thicker towards the end. The k-th of n letters comes on day days·√(k/n).
 */
export function eventLetters({ event }: MonthWords, city: City, random: RandomSource): MonthLetter[][] {
  const days: MonthLetter[][] = Array.from({ length: event.days }, () => [])
  const district = city.districts.find(({ id }) => id === event.district)?.zh ?? event.district
  for (let nth = 0; nth < event.letters; nth += 1) {
    const day = Math.min(event.days - 1, Math.floor(event.days * Math.sqrt((nth + 0.5) / event.letters)))
    const street = pick(event.streets, random)
    const shop = pick(event.shops, random)
    const text = [
      `在${district}${street}${shop}买的${event.brand}牌${event.product}，${pick(event.happened, random)}。`,
      `${pick(event.told, random)}。`,
      pick(event.asks, random),
    ].join('')
    const filing = {
      title: pick(event.titles, random),
      text,
      respondent: shop,
      place: `${district}${street}`,
      product: event.product,
    }
    days[day]?.push(letter(random, true, filing))
  }
  return days
}

function letter(random: RandomSource, planted: boolean, filing: Omit<MonthLetter['filing'], 'kind'>): MonthLetter {
  const minute = OPENS_MINUTE + Math.floor(random() * (CLOSES_MINUTE - OPENS_MINUTE))
  return { minute, planted, filing: { ...filing, kind: random() < REPORTS_SHARE ? 'report' : 'complaint' } }
}

const placesOf = ({ districts }: City): string[] =>
  districts.flatMap(({ zh, streets }) => streets.map((street) => `${zh}${street.zh}`))

/** Draws one of them again and again, some more often: sizes are log-normal with this spread. */
function weighted<T>(all: T[], random: RandomSource, spread: number): (random: RandomSource) => T {
  const sizes = all.map(() =>
    Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
  )
  const sum = sizes.reduce((total, size) => total + size, 0)
  return (today) => {
    let left = today() * sum
    const nth = sizes.findIndex((size) => {
      left -= size
      return left < 0
    })
    return all[Math.max(0, nth)] as T
  }
}

const pick = <T>(all: readonly T[], random: RandomSource): T => all[Math.floor(random() * all.length)] as T

/** Knuth's products of uniforms, in steps that cannot underflow. */
function poisson(mean: number, random: RandomSource): number {
  let count = 0
  for (let left = mean; left > 0; left -= 30)
    for (let product = random(); product > Math.exp(-Math.min(left, 30)); product *= random()) count += 1
  return count
}
