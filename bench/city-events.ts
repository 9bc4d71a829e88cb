import type { RandomSource } from '../src/alerts/signals/random.ts'
import { countDrawer } from './count-draws.ts'

/** The simulated city: 40 streets in 10 districts, 94 leaves in 13 sectors, five years by week and the last 38 weeks by day. */
export const STREETS = 40
export const LEAVES = 94
export const DISTRICTS = 10
export const SECTORS = 13
export const WEEKS = 260
export const FIRST_DAILY_WEEK = 222
export const DAYS = (WEEKS - FIRST_DAILY_WEEK) * 7
/** Outbreaks begin from this day on; the weeks before only warm the sums up. */
export const FIRST_COUNTED_DAY = 56
const OUTBREAKS = 120
const LAST_START_MARGIN = 21

export const districtOf = (street: number): number => Math.floor((street * DISTRICTS) / STREETS)
export const sectorOf = (leaf: number): number => Math.floor((leaf * SECTORS) / LEAVES)

export type Outbreak = { reports: { street: number; leaf: number; day: number }[]; start: number; end: number }

export type City = {
  /** Weekly counts by street × leaf, outbreaks included. */
  weekly: Float64Array[]
  /** Counts by street × leaf, then day × danger. */
  daily: Uint16Array[]
  /** Reports by danger and leaf in the weeks before the daily ones. */
  dangersBefore: number[][]
  outbreaks: Outbreak[]
}

/** How dangerous reports of a planted outbreak are; those of the background differ by leaf and are mostly harmless. */
const OUTBREAK_DANGERS = [0.35, 0.3, 0.25, 0.1]

/** Draws five years of a city and plants outbreaks of 5 to 60 reports, spread over sibling streets or sibling leaves. */
export function drawCity(random: RandomSource): City {
  const draw = countDrawer(random)
  const dangers = Array.from({ length: LEAVES }, () => harmlessMix(random))
  const seasons = Array.from({ length: SECTORS }, () => ({ swing: random() * 0.4, phase: random() * 52 }))
  const streetSizes = Array.from({ length: STREETS }, () => Math.exp(0.6 * gaussian(random)))
  const leafSizes = Array.from({ length: LEAVES }, () => 0.25 * Math.exp(1.2 * gaussian(random)))
  const city: City = {
    weekly: Array.from({ length: STREETS * LEAVES }, () => new Float64Array(WEEKS)),
    daily: Array.from({ length: STREETS * LEAVES }, () => new Uint16Array(DAYS * 4)),
    dangersBefore: Array.from({ length: LEAVES }, () => [0, 0, 0, 0]),
    outbreaks: [],
  }
  for (let street = 0; street < STREETS; street += 1)
    for (let leaf = 0; leaf < LEAVES; leaf += 1) {
      const { swing, phase } = seasons[sectorOf(leaf)] as { swing: number; phase: number }
      const size = (streetSizes[street] as number) * (leafSizes[leaf] as number)
      const dispersion = 1 + 0.6 * random()
      for (let week = 0; week < WEEKS; week += 1) {
        const mean = size * Math.exp(swing * Math.cos((2 * Math.PI * (week - phase)) / 52) + 0.001 * week)
        const count = draw(mean, dispersion)
        for (let i = 0; i < count; i += 1) {
          const danger = pick(dangers[leaf] as number[], random)
          if (week < FIRST_DAILY_WEEK) bump(city.dangersBefore[leaf] as number[], danger)
          else add(city, street, leaf, (week - FIRST_DAILY_WEEK) * 7 + Math.floor(random() * 7), danger)
        }
        if (week < FIRST_DAILY_WEEK) (city.weekly[street * LEAVES + leaf] as Float64Array)[week] = count
      }
    }
  for (let i = 0; i < OUTBREAKS; i += 1) city.outbreaks.push(plant(city, random))
  return city
}

/** One leaf over two to six streets of a district, one over as many anywhere, or several leaves of a sector on one or two streets. */
function plant(city: City, random: RandomSource): Outbreak {
  const size = Math.round(5 * 12 ** random())
  const start = FIRST_COUNTED_DAY + Math.floor(random() * (DAYS - FIRST_COUNTED_DAY - LAST_START_MARGIN))
  const weeks = 1 + Math.floor(random() * 4)
  const street = Math.floor(random() * STREETS)
  const leaf = Math.floor(random() * LEAVES)
  const kind = Math.floor(random() * 3)
  const spread = 2 + Math.floor(random() * 5)
  const siblings = <T>(all: T[]): T[] =>
    Array.from({ length: spread }, () => all[Math.floor(random() * all.length)] as T)
  const all = Array.from({ length: STREETS }, (_, i) => i)
  const near = siblings(kind === 0 ? all.filter((other) => districtOf(other) === districtOf(street)) : all)
  const leaves = siblings(
    Array.from({ length: LEAVES }, (_, i) => i).filter((other) => sectorOf(other) === sectorOf(leaf)),
  )
  const outbreak: Outbreak = { reports: [], start: DAYS, end: 0 }
  for (let i = 0; i < size; i += 1) {
    const day = start + Math.floor(weeks * 7 * Math.sqrt(random()) * random() ** 0.5)
    if (day >= DAYS) continue
    const where = kind === 2 ? street : (near[Math.floor(random() * near.length)] as number)
    const what = kind === 2 ? (leaves[Math.floor(random() * leaves.length)] as number) : leaf
    add(city, where, what, day, pick(OUTBREAK_DANGERS, random))
    outbreak.reports.push({ street: where, leaf: what, day })
    outbreak.start = Math.min(outbreak.start, day)
    outbreak.end = Math.max(outbreak.end, day)
  }
  return outbreak
}

function add(city: City, street: number, leaf: number, day: number, danger: number): void {
  const series = street * LEAVES + leaf
  bump(city.daily[series] as Uint16Array, day * 4 + danger)
  bump(city.weekly[series] as Float64Array, FIRST_DAILY_WEEK + Math.floor(day / 7))
}

function bump(counts: Uint16Array | Float64Array | number[], at: number): void {
  counts[at] = (counts[at] as number) + 1
}

function harmlessMix(random: RandomSource): number[] {
  const [one, two, three] = [0.1 + 0.4 * random(), 0.02 + 0.1 * random(), 0.002 + 0.02 * random()]
  return [1 - one - two - three, one, two, three]
}

function pick(shares: readonly number[], random: RandomSource): number {
  let left = random()
  for (let i = 0; i < shares.length - 1; i += 1) {
    left -= shares[i] as number
    if (left < 0) return i
  }
  return shares.length - 1
}

const gaussian = (random: RandomSource): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
