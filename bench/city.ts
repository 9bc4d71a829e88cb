import { afterDay, type DangerShares, dangerGain, nodeSurprise } from '../src/alerts/signals/danger-cusum.ts'
import { type FarringtonWeek, farrington, IMPROVED_FARRINGTON } from '../src/alerts/signals/farrington.ts'
import { seeded } from '../src/alerts/signals/random.ts'
import {
  type City,
  DAYS,
  DISTRICTS,
  districtOf,
  drawCity,
  FIRST_COUNTED_DAY,
  FIRST_DAILY_WEEK,
  LEAVES,
  type Outbreak,
  SECTORS,
  STREETS,
  sectorOf,
  WEEKS,
} from './city-events.ts'

const BUDGETS = [5, 10, 20]
const COUNTED_WEEKS = (DAYS - FIRST_COUNTED_DAY) / 7
const CHOICE = { ...IMPROVED_FARRINGTON, years: 4 }
/** Reports a day that an event may bring; each has its own sum. */
const EXTRAS = [0.4, 1.2]
const REFIT_WEEKS = 4
const SAME_DAYS = 14
const SEEN_DAYS = 14
const SEEN_SHARE = 1 / 3
/** Fewer reports in the fourteen days before are no alarm: one frightening letter is a case, not an event. */
const REPORTS_MIN = 3

type Node = {
  level: number
  street: number | null
  district: number | null
  leaf: number | null
  sector: number
  series: number[]
}
type Watched = { node: Node; gains: Float32Array[]; recent: Uint16Array }
type Alarm = { node: Node; day: number; strength: number }

/**
 * The same simulated city watched twice with the same number of alarms a week: each street's leaf by the improved Farrington method on
 * Sunday night, and the hierarchy by severity-weighted sums every night. An alarm stays open for fourteen days; an outbreak is found on the
 * first of them on which the alarm's node holds two or more of its reports, a third or more of all reports of fourteen days. A further alarm
 * on an overlapping node within fourteen days is the same. Both methods are judged alike.
 */
export function runCity(seed: number): void {
  const city = drawCity(seeded(seed))
  const nodes = nodesOf()
  const alone = nodes.filter(({ level }) => level === 0)
  const watch = nightlyWatch(city, nodes)
  for (const budget of BUDGETS) {
    const weekly = strongest(budget, (least) => mergedAlarms(weeklyAlarms(city, alone, least)))
    const nightly = strongest(budget, watch)
    compare(city, seed, weekly, nightly)
  }
}

/** First the street's leaf alone by week, then the hierarchy by night. */
function compare(city: City, seed: number, weekly: Alarm[], nightly: Alarm[]): void {
  const before = outcome(city, weekly)
  const after = outcome(city, nightly)
  const sooner = city.outbreaks
    .map((_, i) => (before.delays[i] ?? Number.NaN) - (after.delays[i] ?? Number.NaN))
    .filter((days) => !Number.isNaN(days))
  const figures = {
    outbreaks: city.outbreaks.length,
    alarms_per_week: [round(weekly.length / COUNTED_WEEKS), round(nightly.length / COUNTED_WEEKS)],
    found: [before.found, after.found],
    more_found: round(after.found / before.found - 1),
    right_alarms: [round(before.right), round(after.right)],
    median_delay_days: [medianOf(before.delays), medianOf(after.delays)],
    median_days_sooner_when_both: median(sooner),
  }
  console.log(JSON.stringify({ bench: 'scenarios', part: 'city', seed, ...figures }))
}

/** Street × leaf, district × leaf, city × leaf, street × sector, district × sector. */
function nodesOf(): Node[] {
  const groups = new Map<string, Node>()
  const put = (
    level: number,
    series: number,
    street: number | null,
    district: number | null,
    leaf: number | null,
    sector: number,
  ) => {
    const key = [level, street, district, leaf, sector].join()
    const node = groups.get(key) ?? { level, street, district, leaf, sector, series: [] }
    node.series.push(series)
    groups.set(key, node)
  }
  for (let street = 0; street < STREETS; street += 1)
    for (let leaf = 0; leaf < LEAVES; leaf += 1) {
      const [series, district, sector] = [street * LEAVES + leaf, districtOf(street), sectorOf(leaf)]
      put(0, series, street, district, leaf, sector)
      put(1, series, null, district, leaf, sector)
      put(2, series, null, null, leaf, sector)
      put(3, series, street, district, null, sector)
      put(4, series, null, district, null, sector)
    }
  return [...groups.values()]
}

const LEVEL_SIZES = [STREETS * LEAVES, DISTRICTS * LEAVES, LEAVES, STREETS * SECTORS, DISTRICTS * SECTORS]

function overlap(a: Node, b: Node): boolean {
  const nested = <T>(x: T | null, y: T | null) => x === null || y === null || x === y
  return nested(a.street, b.street) && nested(a.district, b.district) && nested(a.leaf, b.leaf) && a.sector === b.sector
}

/** Raised from the strongest down to what the budget allows: the least strength is found by halving. */
function strongest(alarmsPerWeek: number, alarmsAt: (least: number) => Alarm[]): Alarm[] {
  const budget = alarmsPerWeek * COUNTED_WEEKS
  let [low, high] = [-20, 60]
  for (let i = 0; i < 14; i += 1) {
    const middle = (low + high) / 2
    if (alarmsAt(middle).length > budget) low = middle
    else high = middle
  }
  return alarmsAt(high)
}

const weeklyCandidates = new WeakMap<City, Alarm[]>()

function weeklyAlarms(city: City, alone: Node[], least: number): Alarm[] {
  const known = weeklyCandidates.get(city) ?? alone.flatMap((node) => candidatesOf(city, node))
  weeklyCandidates.set(city, known)
  return known.filter(({ strength }) => strength > least)
}

/** Each counted week's −ln p, where the method's five cases in four weeks are reached. */
function candidatesOf(city: City, node: Node): Alarm[] {
  const counts = city.weekly[node.series[0] as number] as Float64Array
  const found: Alarm[] = []
  for (let week = FIRST_DAILY_WEEK + FIRST_COUNTED_DAY / 7; week < WEEKS; week += 1) {
    const recent = counts.slice(week - 3, week + 1).reduce((sum, count) => sum + count, 0)
    if (counts[week] === 0 || recent < CHOICE.casesMin) continue
    const seen = farrington(counts, week, CHOICE)
    if (seen) found.push({ node, day: (week - FIRST_DAILY_WEEK) * 7 + 6, strength: -Math.log(seen.p) })
  }
  return found
}

function mergedAlarms(alarms: Alarm[]): Alarm[] {
  const kept: Alarm[] = []
  for (const alarm of alarms.sort((a, b) => a.day - b.day || b.strength - a.strength))
    if (!kept.some(({ node, day }) => alarm.day - day <= SAME_DAYS && overlap(node, alarm.node))) kept.push(alarm)
  return kept
}

/** Gains do not depend on the least strength, so they are worked out once. */
function nightlyWatch(city: City, nodes: Node[]): (least: number) => Alarm[] {
  const watched = nodes.map((node) => watchedNode(city, node))
  return (least) => {
    const sums = watched.map(() => new Float64Array(EXTRAS.length))
    const alarms: Alarm[] = []
    for (let day = 0; day < DAYS; day += 1) {
      const tonight: (Alarm & { index: number })[] = []
      watched.forEach(({ node, gains, recent }, index) => {
        const own = sums[index] as Float64Array
        let best = 0
        for (let e = 0; e < EXTRAS.length; e += 1) {
          own[e] = afterDay(own[e] as number, (gains[e] as Float32Array)[day] as number)
          best = Math.max(best, own[e] as number)
        }
        const strength = nodeSurprise(best, LEVEL_SIZES[node.level] as number)
        const enough = (recent[day] as number) >= REPORTS_MIN
        if (day >= FIRST_COUNTED_DAY && strength > least && enough) tonight.push({ node, day, strength, index })
      })
      tonight.sort((a, b) => b.strength - a.strength)
      for (const alarm of tonight) {
        const same = alarms.some((one) => day - one.day <= SAME_DAYS && overlap(one.node, alarm.node))
        if (!same) alarms.push({ node: alarm.node, day, strength: alarm.strength })
        ;(sums[alarm.index] as Float64Array).fill(0)
      }
    }
    return alarms
  }
}

function watchedNode(city: City, node: Node): Watched {
  const weekly = new Float64Array(WEEKS)
  const daily = new Uint16Array(DAYS * 4)
  const usual = [1, 1, 0.5, 0.25]
  for (const series of node.series) {
    ;(city.weekly[series] as Float64Array).forEach((count, week) => {
      weekly[week] = (weekly[week] as number) + count
    })
    ;(city.daily[series] as Uint16Array).forEach((count, i) => {
      daily[i] = (daily[i] as number) + count
    })
    ;(city.dangersBefore[series % LEAVES] as number[]).forEach((count, danger) => {
      usual[danger] = (usual[danger] as number) + count
    })
  }
  const total = usual.reduce((sum, count) => sum + count, 0)
  const shares = usual.map((count) => count / total) as unknown as DangerShares
  const gains = EXTRAS.map(() => new Float32Array(DAYS))
  for (let week = FIRST_DAILY_WEEK; week < WEEKS; week += REFIT_WEEKS) {
    const { mean, dispersion } = expectedAt(weekly, week)
    for (
      let day = (week - FIRST_DAILY_WEEK) * 7;
      day < Math.min(DAYS, (week - FIRST_DAILY_WEEK + REFIT_WEEKS) * 7);
      day += 1
    ) {
      const reports = [0, 1, 2, 3].map((danger) => daily[day * 4 + danger] as number) as [
        number,
        number,
        number,
        number,
      ]
      EXTRAS.forEach((extra, e) => {
        ;(gains[e] as Float32Array)[day] = dangerGain({ reports, expected: mean / 7, dispersion, usual: shares }, extra)
      })
    }
  }
  return { node, gains, recent: recentReports(daily) }
}

function recentReports(daily: Uint16Array): Uint16Array {
  const recent = new Uint16Array(DAYS)
  const on = (day: number) => daily.subarray(day * 4, day * 4 + 4).reduce((sum, count) => sum + count, 0)
  let sum = 0
  for (let day = 0; day < DAYS; day += 1) {
    sum += on(day) - (day >= SEEN_DAYS ? on(day - SEEN_DAYS) : 0)
    recent[day] = sum
  }
  return recent
}

/** What the model expects of a week; half a report a year is added, because an empty baseline does not mean never. */
function expectedAt(weekly: Float64Array, week: number): { mean: number; dispersion: number } {
  const seen: FarringtonWeek | null = farrington(weekly, week, CHOICE)
  const past = weekly.slice(week - 130, week - 26)
  const plain = past.reduce((sum, count) => sum + count, 0) / past.length
  if (!seen || seen.caution !== null) return { mean: plain + 0.01, dispersion: 1 }
  return { mean: Math.exp(seen.expected.eta) + 0.01, dispersion: seen.expected.dispersion }
}

type Outcome = { found: number; right: number; delays: (number | null)[] }

function outcome(city: City, alarms: Alarm[]): Outcome {
  const delays: (number | null)[] = city.outbreaks.map(() => null)
  const right = new Set<Alarm>()
  for (const alarm of alarms)
    city.outbreaks.forEach((outbreak, i) => {
      const day = firstShown(city, alarm, outbreak)
      if (day === null) return
      right.add(alarm)
      const delay = day - outbreak.start
      if (delays[i] === null || delay < (delays[i] as number)) delays[i] = delay
    })
  return {
    found: delays.filter((delay) => delay !== null).length,
    right: right.size / Math.max(1, alarms.length),
    delays,
  }
}

/** The first day on which an alarm, raised after the outbreak's first report and then open for fourteen days, shows it. */
function firstShown(city: City, { node, day }: Alarm, outbreak: Outbreak): number | null {
  if (day < outbreak.start || day > outbreak.end + SEEN_DAYS) return null
  const members = new Set(node.series)
  const own = outbreak.reports
    .filter(({ street, leaf }) => members.has(street * LEAVES + leaf))
    .map((report) => report.day)
  if (own.length < 2) return null
  for (let open = day; open <= Math.min(DAYS - 1, day + SEEN_DAYS); open += 1) {
    const recent = own.filter((of) => of <= open && of > open - SEEN_DAYS).length
    if (recent >= 2 && recent >= SEEN_SHARE * reportsOf(city, node, open)) return open
  }
  return null
}

function reportsOf(city: City, node: Node, day: number): number {
  let all = 0
  for (const series of node.series)
    for (let i = Math.max(0, day - SEEN_DAYS + 1) * 4; i < (day + 1) * 4; i += 1)
      all += (city.daily[series] as Uint16Array)[i] as number
  return all
}

const medianOf = (delays: (number | null)[]): number => median(delays.filter((delay) => delay !== null))

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length === 0
    ? Number.NaN
    : ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle) - 1] as number)) / 2
}

const round = (value: number): number => Number(value.toFixed(3))
