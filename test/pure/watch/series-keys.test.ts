import { describe, expect, it } from 'vitest'
import { keysOf, nameOf, overlap, placeOf, type Told } from '../../../src/alerts/watch/series-keys.ts'
import { sightedObservation } from '../../../src/alerts/watch/sighted.ts'
import { city } from './small-city.ts'

const told: Told = {
  sector: 'PROD',
  leaf: 'PROD.03',
  district: 'NANSHAN',
  street: '粤海街道',
  products: ['ebikes'],
  hazards: ['fire', 'explosion'],
  enterprises: ['迅捷电动车行'],
  brands: [],
  models: ['X1'],
  clauses: [],
}

describe('the series that a report belongs to', () => {
  it('are all levels of its place and matter, and each product with each hazard', () => {
    const keys = keysOf(told).map(({ level, key }) => `${level}:${key}`)
    expect(keys).toContain('city:')
    expect(keys).toContain('street_leaf:NANSHAN|粤海街道|PROD|PROD.03')
    expect(keys).toContain('district_sector:NANSHAN|PROD')
    expect(keys).toContain('product_hazard:ebikes|fire')
    expect(keys).toContain('product_hazard:ebikes|explosion')
    expect(keys).toContain('enterprise:迅捷电动车行')
    // A model without its maker names nothing.
    expect(keys.filter((key) => key.startsWith('model'))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('without a place are those of the city alone', () => {
    const keys = keysOf({ ...told, district: null, street: null }).map(({ level }) => level)
    expect(keys).toContain('leaf')
    expect(keys.filter((level) => level.startsWith('street') || level.startsWith('district'))).toEqual([])
  })

  it('keep a key whole however a name is written', () => {
    const [key] = keysOf({ ...told, enterprises: ['甲|乙'] }).filter(({ level }) => level === 'enterprise')
    expect(placeOf(key as { level: 'enterprise'; key: string })).toEqual({ enterprise: '甲 乙' })
  })

  it('are named area before matter', () => {
    expect(nameOf(city, { level: 'street_leaf', key: 'NANSHAN|粤海街道|PROD|PROD.03' }).zh).toMatch(
      /^南山区 · 粤海街道 · /,
    )
    expect(nameOf(city, { level: 'city', key: '' }).zh).toBe('深圳市')
  })
})

describe('two nodes of the hierarchy', () => {
  const street = { level: 'street_leaf', key: 'NANSHAN|粤海街道|PROD|PROD.03' } as const
  it('overlap where one lies in the other or both hold the same', () => {
    expect(overlap(street, { level: 'district_leaf', key: 'NANSHAN|PROD|PROD.03' })).toBe(true)
    expect(overlap(street, { level: 'leaf', key: 'PROD|PROD.03' })).toBe(true)
    expect(overlap(street, { level: 'street_sector', key: 'NANSHAN|粤海街道|PROD' })).toBe(true)
    expect(overlap(street, street)).toBe(true)
  })
  it('do not where place or matter differ, and a broad one overlaps with nothing', () => {
    expect(overlap(street, { level: 'street_leaf', key: 'NANSHAN|西丽街道|PROD|PROD.03' })).toBe(false)
    expect(overlap(street, { level: 'leaf', key: 'PROD|PROD.04' })).toBe(false)
    expect(overlap(street, { level: 'sector', key: 'PROD' })).toBe(false)
    expect(overlap(street, { level: 'enterprise', key: '迅捷电动车行' })).toBe(false)
  })
})

/** The firm as the watch counts it. */
const enterpriseName = (enterprise: string | null): string | undefined =>
  sightedObservation(city, {
    ...{ id: 1, kind: 'complaint', day: '2026-11-15', recordedAt: new Date(0), leaf: null, hazards: [], count: 1 },
    ...{ district: null, street: null, product: null, brand: null, enterprise },
  }).enterprises[0]

describe('the name of an enterprise', () => {
  it('is the same with and without the city, the legal form, blanks, marks and traditional script', () => {
    for (const written of ['迅捷电动车行', '深圳市迅捷电动车行有限公司', ' 迅捷 电动车行（粤海店）', '迅捷電動車行'])
      expect(enterpriseName(written)).toBe('迅捷电动车行')
  })
  it('does not join two that differ, nor shrink to nothing', () => {
    expect(enterpriseName('迅捷摩托车行')).not.toBe(enterpriseName('迅捷电动车行'))
    expect(enterpriseName('公司')).toBe('公司')
    expect(enterpriseName('。')).toBeUndefined()
    expect(enterpriseName(null)).toBeUndefined()
  })
})
