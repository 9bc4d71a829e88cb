import { describe, expect, it } from 'vitest'
import { countDrawer } from '../../../bench/count-draws.ts'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { dayNumber, isSunday } from '../../../src/alerts/watch/civil-days.ts'
import { dangerShares, dangersBetween, type SeriesCounts, weeklyCounts } from '../../../src/alerts/watch/counts.ts'
import { distinct, type Earlier } from '../../../src/alerts/watch/distinct.ts'
import { priorsOf } from '../../../src/alerts/watch/prior-weeks.ts'
import { harmOf, priorityOf } from '../../../src/alerts/watch/ranking.ts'
import type { SeriesLevel } from '../../../src/alerts/watch/series-keys.ts'
import { sharedWords } from '../../../src/alerts/watch/shared-words.ts'
import { testNight } from '../../../src/alerts/watch/test-night.ts'
import { WATCH } from '../../../src/alerts/watch/watch-choice.ts'
import { weekTests } from '../../../src/alerts/watch/week-tests.ts'
import { city } from './small-city.ts'

const sunday = dayNumber('2026-11-15')
const whole = dangerShares([700, 200, 80, 20], null)

/** A series of some weeks with so many people a day, and more of a danger on the last days. */
function series(said: {
  level?: SeriesLevel
  key?: string
  weeks?: number
  perDay?: number
  seed?: number
  extra?: number[]
  danger?: number
}): SeriesCounts {
  const {
    level = 'street_leaf',
    key = 'NANSHAN|粤海街道|PROD|PROD.03',
    weeks = 20,
    perDay = 0.1,
    seed = 1,
    extra = [],
    danger = 2,
  } = said
  const random = seeded(seed)
  const draw = countDrawer(random)
  const days = Array.from({ length: weeks * 7 }, (_, nth) => {
    const day = sunday - weeks * 7 + 1 + nth
    const more = extra[nth - (weeks * 7 - extra.length)] ?? 0
    const usual = draw(perDay, 1)
    const dangers: [number, number, number, number] = [usual, 0, 0, 0]
    dangers[danger] = (dangers[danger] as number) + more
    return { day, incidents: usual + more, people: usual + more, dangers }
  })
  return { id: seed, kind: 'complaint', level, key, days: days.filter(({ people }) => people > 0) }
}

const asked = {
  night: sunday,
  firstDay: sunday - 20 * 7 + 1,
  nodesOf: { street_leaf: 1000 },
  whole,
  restartOf: () => null,
  priorOf: () => null,
  pairs: null,
  choice: WATCH,
}

describe('a closed night', () => {
  it('finds dangerous letters where few ever come, and says since when and against what', () => {
    const [found] = testNight([series({ extra: [1, 0, 1, 2, 1] })], asked)
    expect(found).toMatchObject({ method: 'danger_sum', to: sunday, measure: 'people', closed: true })
    expect(found?.count).toBeGreaterThanOrEqual(5)
    expect(found?.from).toBeGreaterThan(sunday - 14)
    expect(found?.expected).toBeLessThan(1)
    expect(found?.curve.at(-1)).toMatchObject({ to: sunday, count: 1 })
  })

  it('is silent over many quiet series', () => {
    const quiet = Array.from({ length: 400 }, (_, nth) =>
      series({ key: `NANSHAN|街${nth}|PROD|PROD.03`, seed: nth + 7, perDay: 0.02 + (nth % 10) * 0.05 }),
    )
    expect(testNight(quiet, asked).length).toBeLessThanOrEqual(2)
  })

  it('believes a rise the less the shorter the past it stands against', () => {
    const surpriseAfter = (weeks: number) =>
      testNight([series({ weeks, perDay: 0, extra: [1, 0, 1, 2, 1, 1, 1] })], {
        ...asked,
        firstDay: sunday - weeks * 7 + 1,
        choice: { ...WATCH, surpriseMin: -10 },
      }).find(({ method }) => method === 'danger_sum')?.surprise ?? Number.NaN
    expect(surpriseAfter(20)).toBeGreaterThan(surpriseAfter(9) + 0.5)
  })

  it('does not add up again what a signal has told of', () => {
    const rising = series({ extra: [1, 0, 1, 2, 1, 0, 0, 0] })
    expect(testNight([rising], asked)).not.toEqual([])
    expect(testNight([rising], { ...asked, restartOf: () => sunday - 2 })).toEqual([])
  })

  it('takes one frightening letter for a case, not a signal', () => {
    expect(testNight([series({ perDay: 0, extra: [2], danger: 3 })], asked)).toEqual([])
  })

  it('leaves a slow change in the mix of dangers over a whole district alone', () => {
    const district = series({ level: 'district', key: 'NANSHAN', perDay: 4, extra: [1, 1, 1, 1, 1, 1], danger: 3 })
    expect(testNight([district], asked).filter(({ method }) => method === 'danger_sum')).toEqual([])
  })
})

describe('what the series above let expect', () => {
  const of = (level: SeriesLevel, key: string, perDay: number) => series({ level, key, perDay, seed: key.length + 1 })
  const above = [of('city', '', 10), of('district', 'NANSHAN', 3), of('leaf', 'PROD|PROD.03', 1)]
  const priorOf = priorsOf(above, asked.firstDay, sunday)

  it('is the share of the area times the share of the matter', () => {
    const prior = priorOf(of('district_leaf', 'NANSHAN|PROD|PROD.03', 0))
    expect(prior).toBeGreaterThan(1.2)
    expect(prior).toBeLessThan(3)
  })

  it('is unknown for a product with a hazard: magnets are swallowed every week, and that is no rise', () => {
    const everyThirdDay = Array.from({ length: 70 }, (_, nth) => (nth % 3 === 0 ? 1 : 0))
    const said = { level: 'product_hazard', key: 'toys|ingestion', weeks: 10, perDay: 0, extra: everyThirdDay } as const
    const magnets = series(said)
    const tenWeeks = { ...asked, firstDay: sunday - 10 * 7 + 1, nodesOf: { product_hazard: 85 } }
    expect(priorOf(magnets)).toBeNull()
    expect(testNight([magnets], { ...tenWeeks, priorOf })).toEqual([])
    expect(testNight([series({ ...said, extra: [1, 1, 2, 1, 1, 2] })], { ...tenWeeks, priorOf })).not.toEqual([])
  })
})

describe('a closed week', () => {
  const weeks = (length: number, last: number) =>
    Float64Array.from({ length }, (_, nth) => (nth === length - 1 ? last : (nth * 7) % 4))
  it('is tested by the ladder of its history', () => {
    expect(weekTests(weeks(5 * 52 + 4, 30)).map(({ method }) => method)).toContain('farrington')
    expect(weekTests(weeks(30, 30)).map(({ method }) => method)).toEqual(['bayes', 'slow_rise'])
    expect(weekTests(weeks(8, 30)).map(({ method }) => method)).toEqual(['bayes'])
    expect(weekTests(weeks(5, 30))).toEqual([])
  })
  it('falls back where the seasonal model has nothing to learn from, and says so', () => {
    const [test] = weekTests(Float64Array.from({ length: 5 * 52 + 4 }, (_, nth) => (nth > 5 * 52 + 2 ? 6 : 0)))
    expect(test).toMatchObject({ method: 'ears', fallback: true })
  })
  it('is not tested with fewer than five in four weeks', () => {
    expect(weekTests(Float64Array.from([...new Array(40).fill(0), 4]))).toEqual([])
  })
  it('counts full weeks from Monday to Sunday only', () => {
    expect(isSunday(sunday)).toBe(true)
    const days = [sunday - 7, sunday - 6, sunday, sunday + 1].map((day) => ({
      day,
      incidents: 1,
      people: 2,
      dangers: [2, 0, 0, 0] as const,
    }))
    expect([...weeklyCounts({ days }, 'people', sunday - 13, sunday + 3)]).toEqual([2, 4])
    expect(dangersBetween({ days }, sunday - 6, sunday)).toEqual([4, 0, 0, 0])
  })
})

describe('one event', () => {
  const candidateOn = (level: SeriesLevel, key: string, surprise: number, sightings: number[]) => {
    const one = series({ level, key, extra: [1, 1, 1, 1] })
    const candidate = {
      ...(testNight([series({ extra: [1, 1, 2, 1] })], asked)[0] as ReturnType<typeof testNight>[number]),
      series: one,
      surprise,
    }
    return { candidate, sightings: new Set(sightings) }
  }
  const brand = candidateOn('brand', '驰远', 30, [1, 2, 3, 4, 5, 6])
  const street = candidateOn('street_leaf', 'NANSHAN|粤海街道|PROD|PROD.03', 12, [1, 2, 3])
  const other = candidateOn('street_leaf', 'FUTIAN|莲花街道|FOOD|FOOD.01', 9, [40, 41, 42])
  const district = candidateOn(
    'district',
    'NANSHAN',
    8,
    Array.from({ length: 60 }, (_, nth) => nth + 1),
  )

  it('is one signal at the level that shows it best; another event is another', () => {
    const { fresh } = distinct([brand, street, other], [], 14)
    expect(fresh.map(({ candidate }) => candidate.series.key)).toEqual(['驰远', 'FUTIAN|莲花街道|FOOD|FOOD.01'])
    expect(fresh[0]?.others.map(({ series: { level } }) => level)).toEqual(['street_leaf'])
  })

  const known: Earlier<number> = {
    id: 7,
    kind: 'complaint',
    level: 'street_leaf',
    key: street.candidate.series.key,
    to: sunday - 3,
    sightings: new Set([1, 2, 3]),
  }

  it('known for less than a fortnight grows and is not told again', () => {
    const { fresh, again } = distinct([brand], [known], 14)
    expect(fresh).toEqual([])
    expect(again.map(({ id }) => id)).toEqual([7])
  })

  it('is told again after a fortnight', () => {
    expect(distinct([brand], [{ ...known, to: sunday - 15 }], 14).fresh).toHaveLength(1)
  })

  it('does not hide a rise of the whole district, nor is it hidden by one', () => {
    expect(distinct([district], [known], 14).fresh).toHaveLength(1)
    const broad: Earlier<number> = { ...known, level: 'district', key: 'NANSHAN', sightings: district.sightings }
    expect(distinct([street], [broad], 14).fresh).toHaveLength(1)
  })

  it('of another kind is another signal', () => {
    expect(distinct([street], [{ ...known, kind: 'injury' }], 14).fresh).toHaveLength(1)
  })
})

describe('the order of the desk', () => {
  it('puts a few in danger of life before many nuisances, and a sure rise before a doubtful one', () => {
    expect(harmOf([0, 0, 0, 3])).toBeGreaterThan(harmOf([40, 0, 0, 0]))
    const harm = harmOf([0, 5, 3, 0])
    expect(priorityOf({ harm, surprise: 9 })).toBeGreaterThan(priorityOf({ harm, surprise: 5 }))
    expect(priorityOf({ harm, surprise: -1 })).toBe(0)
  })
})

describe('the words that reports share', () => {
  const texts = ['驰远牌锂电池充电冒烟', '新买的锂电池充电时起火', '锂电池鼓包，一充电就发烫']
  const others = ['电梯连续两天停运', '餐厅的菜里有头发', '小区漏水没人管', '快递丢了三天']
  it('are those that others lack', () => {
    const words = sharedWords(texts, others, city).map(({ word }) => word)
    expect(words).toContain('锂电池')
    expect(words).not.toContain('电梯')
  })
  it('never hold a telephone number', () => {
    const words = sharedWords(
      texts.map((text) => `${text}，电话13812345678`),
      others,
      city,
    )
    expect(JSON.stringify(words)).not.toContain('13812345678')
  })
})
