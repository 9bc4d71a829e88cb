import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ColourGround, warningColour } from '../../../../src/alerts/warnings/warning-colour.ts'
import type { ColourBasis } from '../../../../src/alerts/warnings/warning-content.ts'
import { readConfig } from '../../../../src/config.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'
import { warningRulesOn } from '../../../../src/reference/warning-rules.ts'

const city = loadCity(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const day = '2026-11-16'
const ground: ColourGround = { city, rules: warningRulesOn(city.warningRules, day), day }
const basis = (said: Partial<ColourBasis>): ColourBasis => ({
  toll: null,
  risk: null,
  spread: 'single',
  signal: 'none',
  ...said,
})
const colour = (said: Partial<ColourBasis>) => warningColour(basis(said), ground).level
const toll = (figures: Record<string, number>) => ({ toll: { field: 'work_safety', figures, is: [] } })

describe('statistics alone', () => {
  it.each(['single', 'cluster', 'districts'] as const)('give yellow at most, spread %s', (spread) => {
    expect(colour({ signal: 'none', spread })).toBeNull()
    expect(colour({ signal: 'moderate', spread })).toBe('blue')
    expect(colour({ signal: 'strong', spread })).toBe('yellow')
    expect(warningColour(basis({ signal: 'strong', spread }), ground).statisticsAlone).toBe(true)
  })

  it('raise what rests on other grounds by one step and never above yellow', () => {
    expect(colour({ risk: 'medium' })).toBe('blue')
    expect(colour({ risk: 'medium', signal: 'strong' })).toBe('yellow')
    expect(colour({ risk: 'high', signal: 'strong' })).toBe('yellow')
    expect(colour({ risk: 'serious', spread: 'cluster', signal: 'strong' })).toBe('orange')
    expect(colour({ ...toll({ deaths: 1 }), signal: 'strong' })).toBe('yellow')
  })
})

describe('the graver of consequence and matrix holds', () => {
  it.each([
    [{ deaths: 30 }, 'red'],
    [{ deaths: 10 }, 'orange'],
    [{ deaths: 9 }, 'yellow'],
    [{ deaths: 3 }, 'yellow'],
    [{ deaths: 2 }, 'blue'],
    [{ serious_injuries: 50 }, 'orange'],
    [{ loss: 1000 }, 'yellow'],
    [{}, null],
  ])('of %j, as the statutory grade says: %s', (figures, level) => expect(colour(toll(figures))).toBe(level))

  it('an unknown figure counts for nothing, not for a reason against', () => {
    expect(colour({ ...toll({}), risk: 'serious', spread: 'districts' })).toBe('red')
  })

  it('every level of risk is at least as grave where it has spread further, and where it is higher', () => {
    const upward = [null, 'blue', 'yellow', 'orange', 'red']
    const rank = (said: Partial<ColourBasis>) => upward.indexOf(colour(said))
    const risks = ['low', 'medium', 'high', 'serious'] as const
    const spreads = ['single', 'cluster', 'districts'] as const
    for (const [r, risk] of risks.entries())
      for (const [s, spread] of spreads.entries()) {
        const lower = risks[r - 1]
        const nearer = spreads[s - 1]
        if (lower) expect(rank({ risk, spread })).toBeGreaterThanOrEqual(rank({ risk: lower, spread }))
        if (nearer) expect(rank({ risk, spread })).toBeGreaterThanOrEqual(rank({ risk, spread: nearer }))
      }
  })
})

describe('a proposal', () => {
  it('tells every input with what it alone would give, its source, and what one step more would change', () => {
    const { reasons, flips } = warningColour(
      basis({ ...toll({ deaths: 2 }), risk: 'medium', signal: 'moderate' }),
      ground,
    )
    expect(reasons.map(({ part, level }) => [part, level])).toEqual([
      ['consequence', 'blue'],
      ['matrix', 'blue'],
      ['signal', 'yellow'],
    ])
    expect(reasons[0]?.zh).toContain('493')
    expect(flips).toEqual([])
    expect(warningColour(basis(toll({ deaths: 2 })), ground).flips).toContainEqual({
      zh: '再有一人死亡',
      en: 'one more death',
      to: 'yellow',
    })
  })
})

describe('the rules of a day', () => {
  it('are those of the version in force, also after a newer one begins', () => {
    const [first] = city.warningRules
    if (!first) throw new Error('the city has rules')
    const versions = [
      { ...first, until: '2027-01-01' },
      { ...first, version: 'quality-2', since: '2027-01-01', until: null },
    ]
    expect(warningRulesOn(versions, '2026-12-31').version).toBe(first.version)
    expect(warningRulesOn(versions, '2027-01-01').version).toBe('quality-2')
  })
})
