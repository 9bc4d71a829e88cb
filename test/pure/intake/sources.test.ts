import { describe, expect, test } from 'vitest'
import { robotsAllow } from '../../../src/intake/sources/robots-rules.ts'
import { doubtsOf, type RunSeen, silenceOf } from '../../../src/intake/sources/source-state.ts'

describe('robots.txt', () => {
  const robots = `User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.zip$\n\nUser-agent: QualitySentinel\nUser-agent: other\nDisallow: /no-robots # not for us\n`
  const may = (path: string, agent: string) => robotsAllow(robots, agent, new URL(path, 'https://example.org'))

  test('the group that names the agent counts, else that of all', () => {
    expect(may('/no-robots/x', 'QualitySentinel/1 (duty@example.org)')).toBe(false)
    expect(may('/private', 'QualitySentinel/1')).toBe(true)
    expect(may('/private', 'somebody')).toBe(false)
  })

  test('the longest rule decides; a star is anything, a dollar the end', () => {
    expect(may('/private/open/a', 'somebody')).toBe(true)
    expect(may('/files/a.zip', 'somebody')).toBe(false)
    expect(may('/files/a.zip?x=1', 'somebody')).toBe(true)
  })

  test('no file allows, and an empty rule forbids nothing', () => {
    expect(robotsAllow('', 'x', new URL('https://example.org/a'))).toBe(true)
    expect(robotsAllow('User-agent: *\nDisallow:', 'x', new URL('https://example.org/a'))).toBe(true)
  })
})

describe('how a source is doing', () => {
  const now = new Date('2026-11-20T00:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

  test('silent is longer than agreed without anything new; a new source counts from its first reading', () => {
    expect(silenceOf({ firstAt: daysAgo(90), newsAt: daysAgo(21) }, 20, now)).toBe(21)
    expect(silenceOf({ firstAt: daysAgo(90), newsAt: daysAgo(19) }, 20, now)).toBeNull()
    expect(silenceOf({ firstAt: daysAgo(3), newsAt: null }, 20, now)).toBeNull()
  })

  const run = (change: Partial<RunSeen> = {}): RunSeen => ({
    status: 'ok',
    seen: 100,
    rejected: 0,
    drift: [],
    ...change,
  })

  test('doubtful: over 5 % rejected, a new field, less than half the rows', () => {
    expect(doubtsOf(run(), run())).toEqual([])
    expect(doubtsOf(run({ rejected: 6, drift: ['x'] }), null)).toEqual(['rejects', 'drift'])
    expect(doubtsOf(run({ seen: 49 }), run())).toEqual(['rows'])
    expect(doubtsOf(run({ status: 'empty', seen: 0 }), run())).toEqual([])
  })
})
