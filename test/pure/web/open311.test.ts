import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { roundedPoint } from '../../../src/intake/open311/point.ts'
import { readW3cDate, w3cDate } from '../../../src/intake/open311/w3c-dates.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import { isJurisdiction } from '../../../src/web/open311/discovery.ts'
import { written } from '../../../src/web/open311/spark.ts'

const city = loadCity(`${projectRoot}/city/shenzhen`)
const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true })

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold
const unholdable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

describe('XML as it is written', () => {
  it('is well formed and holds what JSON holds, whatever the words', () => {
    const words = fc.oneof(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      fc.constantFrom(']]>', '<!--', '&amp;', '\u0000\uD800', '\'"<>&'),
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 3 }), (texts) => {
        const content = texts.map((description) => ({ status: 'open', description, address_id: null }))
        const text = written('xml', 'service_requests', content)
        expect(XMLValidator.validate(text)).toBe(true)
        const read = [parser.parse(text).service_requests.request ?? []].flat()
        const kept = (said: string) => said.toWellFormed().replace(unholdable, '')
        const folded = (said: string) => said.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
        expect(read.map(({ description }: { description: string }) => folded(description))).toEqual(
          texts.map((said) => folded(kept(said))),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('names the things of a list and leaves the root to XML', () => {
    expect(written('json', 'errors', [{ code: 400, description: 'x' }])).toBe('[{"code":400,"description":"x"}]')
    expect(written('xml', 'errors', [{ code: 400, description: null }])).toContain(
      '<errors><error><code>400</code><description/></error></errors>',
    )
    expect(written('xml', 'services', [])).toContain('<services></services>')
  })
})

describe('dates of programs', () => {
  it.each([
    ['2026-05-31T09:00:00+08:00', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31T09:00:00 08:00', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31T01:00:00Z', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31T01:00Z', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31T01:00:00.250Z', '2026-05-31T01:00:00.250Z'],
    ['2026-05-30T18:00:00-0700', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31T09:00:00', '2026-05-31T01:00:00.000Z'],
    ['2026-05-31', '2026-05-30T16:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readW3cDate(text)?.toISOString()).toBe(instant)
  })

  it('end a day at its midnight where they end a span, and are none where they cannot be', () => {
    expect(readW3cDate('2026-05-31', 'end')?.toISOString()).toBe('2026-05-31T16:00:00.000Z')
    for (const wrong of ['', '31.5.2026', '2026-02-30', '2026-05-31T25:00:00Z', '2026-05', 'today']) {
      expect(readW3cDate(wrong)).toBeNull()
    }
  })

  it('are read back as they are written', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(seconds, (second) => {
        const at = new Date(second * 1000)
        expect(readW3cDate(w3cDate(at))).toEqual(at)
      }),
    )
  })
})

describe('a point as everybody sees it', () => {
  it('lies up to a kilometre away, and is the same for all doors of a block', () => {
    expect(roundedPoint({ lat: 22.54309, long: 114.05786 })).toEqual({ lat: 22.54, long: 114.06 })
    expect(roundedPoint({ lat: 22.5449, long: 114.0551 })).toEqual({ lat: 22.54, long: 114.06 })
  })
})

describe('the jurisdiction', () => {
  const means = (name: string) => isJurisdiction(city, 'https://quality.city.example', name)

  it('is this city under each of its names, or when none is given', () => {
    for (const name of ['', ' ', 'sz.gov.cn', 'WWW.SZ.GOV.CN', '440300', 'shenzhen', 'quality.city.example']) {
      expect(means(name)).toBe(true)
    }
  })

  it('is no other city', () => {
    for (const name of ['sfgov.org', 'gov.cn', '440100', 'notshenzhen.gov.cn', 'city.gov'])
      expect(means(name)).toBe(false)
  })
})
