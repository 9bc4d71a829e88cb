import { expect, test } from 'vitest'
import { countryName } from '../../src/reference/countries.ts'
import { worldRegions } from '../../src/reference/world-regions.ts'

test('every market stands in one region, under a code that has a name', () => {
  const all = worldRegions.flatMap(({ markets }) => markets)
  expect(all.filter((market, index) => all.indexOf(market) !== index)).toEqual([])
  expect(all.filter((market) => countryName(market).zh === market)).toEqual([])
})
