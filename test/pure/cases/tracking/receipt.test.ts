import { expect, test } from 'vitest'
import { receiptCode, receiptHash } from '../../../../src/cases/tracking/receipt.ts'

test('the same filing under the same secret has the same receipt, any other has another', () => {
  const code = receiptCode('secret', 'filing')
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(receiptCode('secret', 'filing')).toBe(code)
  expect(receiptCode('secret', 'other filing')).not.toBe(code)
  expect(receiptCode('other secret', 'filing')).not.toBe(code)
})

test('a receipt is found however a person types it', () => {
  const hash = receiptHash('K7QF-2M9T-X04C-8RBN-J31D')
  expect(receiptHash(' k7qf 2m9t xo4c 8rbn j3Id ')).toBe(hash)
  expect(receiptHash('K7QF2M9TX04C8RBNJ3LD')).toBe(hash)
  expect(receiptHash('K7QF-2M9T-X04C-8RBN-J31E')).not.toBe(hash)
})
