import { expect, it } from 'vitest'
import { clopperPearson } from '../../../scripts/link-figures/clopper-pearson.ts'

it('gives the exact interval of a share: closed forms at the ends, the tables between', () => {
  expect(clopperPearson(620, 620).low).toBeCloseTo(0.025 ** (1 / 620), 9)
  expect(clopperPearson(620, 620).high).toBe(1)
  expect(clopperPearson(0, 20)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** (1 / 20), 9) })
  const { low, high } = clopperPearson(8, 10)
  expect(low).toBeCloseTo(0.4439, 4)
  expect(high).toBeCloseTo(0.9748, 4)
})
