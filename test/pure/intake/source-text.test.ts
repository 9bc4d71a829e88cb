import { expect, test } from 'vitest'
import { decodeText } from '../../../src/intake/source-text.ts'

const text = '<html><body>召回 12345 products of the brand Testbrand，共 300 件</body></html>'
const little = new Uint8Array(Buffer.from(text, 'utf16le'))
const big = little.map((_, at) => little[at ^ 1] ?? 0)

test.each([
  ['UTF-8', new TextEncoder().encode(text)],
  ['UTF-8 with its mark', new TextEncoder().encode(`\ufeff${text}`)],
  ['UTF-16 with its mark', new Uint8Array([0xff, 0xfe, ...little])],
  ['UTF-16 without a mark', little],
  ['UTF-16 the other way round, without a mark', big],
])('%s is read alike', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text)
})

test('a few zero bytes in a broken file do not make it UTF-16', () => {
  expect(decodeText(new Uint8Array([0x61, 0, 0, 0x62, 0x63, 0x64]))).toBe('a\u0000\u0000bcd')
})
