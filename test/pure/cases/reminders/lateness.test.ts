import { describe, expect, it } from 'vitest'
import { latenessOf, type OpenClock, type PastClocks, poolPast } from '../../../../src/cases/reminders/lateness.ts'

/** Mulberry32: the same history in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const term_days = 7

/**
 * A city's clocks of seven working days: bureaus of different speed, leaves of different weight, log-normal times as answering times
 * are (most are quick, some drag on), and a few that were never met.
 */
function madeUpClocks(seed: number, count: number): (OpenClock & { days: number | null })[] {
  const next = random(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return Array.from({ length: count }, () => {
    const bureau = Math.floor(next() * 12)
    const leaf = Math.floor(next() * 8)
    const typical = 3 + (bureau % 4) * 1.1 + (leaf % 3) * 1.2
    const days = next() < 0.03 ? null : Math.floor(Math.exp(Math.log(typical) + 0.55 * normal()))
    return { bureau: `B${bureau}`, leaf: `L${leaf}`, rule: 'R', age: Math.floor(next() * term_days), days }
  })
}

const isLate = ({ days }: { days: number | null }): boolean => days === null || days > term_days
const pastOf = (clocks: ReturnType<typeof madeUpClocks>): PastClocks[] =>
  clocks.map(({ bureau, leaf, rule, days }) => ({ bureau, leaf, rule, days, late: isLate({ days }), count: 1 }))

describe('the forecast of what will be late', () => {
  it('beats the base rate on clocks it has not seen, by the Brier score', () => {
    const past = poolPast(pastOf(madeUpClocks(1, 4000)))
    // Only clocks still open at the age at which one asks can be forecast at all.
    const open = madeUpClocks(2, 4000).filter(({ days, age }) => days === null || days >= age)
    const base = madeUpClocks(1, 4000).filter(isLate).length / 4000
    const baseAtAge = (age: number) => {
      const alive = madeUpClocks(1, 4000).filter(({ days }) => days === null || days >= age)
      return alive.filter(isLate).length / alive.length
    }
    const byAge = Array.from({ length: term_days }, (_, age) => baseAtAge(age))
    const brier = (of: (clock: OpenClock) => number) =>
      open.reduce((sum, clock) => sum + (of(clock) - Number(isLate(clock))) ** 2, 0) / open.length
    const ours = brier((clock) => latenessOf(past, clock).late)
    expect(ours).toBeLessThan(0.9 * brier(() => base))
    // Bureau and leaf add to what age alone says.
    expect(ours).toBeLessThan(brier(({ age }) => byAge[age] ?? base))
  })

  it('is calibrated: of those said to be late with some chance about as many are', () => {
    const past = poolPast(pastOf(madeUpClocks(3, 6000)))
    const open = madeUpClocks(4, 6000).filter(({ days, age }) => days === null || days >= age)
    for (const [low, high] of [
      [0, 0.2],
      [0.2, 0.4],
      [0.4, 0.6],
    ] as const) {
      const said = open.map((clock) => ({ clock, late: latenessOf(past, clock).late }))
      const within = said.filter(({ late }) => late >= low && late < high)
      const mean = within.reduce((sum, { late }) => sum + late, 0) / within.length
      const share = within.filter(({ clock }) => isLate(clock)).length / within.length
      expect(within.length).toBeGreaterThan(100)
      expect(Math.abs(mean - share)).toBeLessThan(0.06)
    }
  })

  it('rises with age, and falls where a bureau is quick', () => {
    const past = poolPast(pastOf(madeUpClocks(5, 4000)))
    const at = (age: number, bureau = 'B3') => latenessOf(past, { bureau, leaf: 'L2', rule: 'R', age }).late
    expect(at(6)).toBeGreaterThan(at(3))
    expect(at(3)).toBeGreaterThan(at(0))
    expect(at(3, 'B0')).toBeLessThan(at(3, 'B3'))
  })

  it('names the narrowest pool that has enough to say, and falls back from leaf to bureau to city to nothing', () => {
    const clocks = (bureau: string, leaf: string, count: number): PastClocks => ({
      ...{ bureau, leaf, rule: 'R', days: 9, late: true, count },
    })
    const past = poolPast([clocks('A', 'x', 30), clocks('A', 'y', 4), clocks('B', 'x', 3)])
    const of = (bureau: string, leaf: string, rule = 'R') => latenessOf(past, { bureau, leaf, rule, age: 2 })
    expect(of('A', 'x')).toMatchObject({ pool: 'leaf', alike: 30, alikeLate: 30 })
    expect(of('A', 'y')).toMatchObject({ pool: 'bureau', alike: 34 })
    expect(of('B', 'x')).toMatchObject({ pool: 'city', alike: 37 })
    expect(of('B', 'x', 'S')).toMatchObject({ pool: 'none', alike: 0 })
    expect(latenessOf(poolPast([]), { bureau: 'A', leaf: 'x', rule: 'R', age: 0 }).late).toBe(0.5)
  })

  it('is not carried away by few cases', () => {
    const many: PastClocks = { bureau: 'A', leaf: 'x', rule: 'R', days: 2, late: false, count: 200 }
    const one: PastClocks = { bureau: 'B', leaf: 'x', rule: 'R', days: null, late: true, count: 1 }
    const { late } = latenessOf(poolPast([many, one]), { bureau: 'B', leaf: 'x', rule: 'R', age: 0 })
    expect(late).toBeLessThan(0.25)
  })
})
