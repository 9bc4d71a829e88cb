import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTradeDate } from '../../../src/intake/bulletins/tbt-dates.ts'

const known = { circulated: '2026-01-10', adopted: '2026-03-31', published: '2026-04-15', inForce: '2026-06-01' }
const days = (text: string, anchors = {}) => {
  const { kind, earliest, latest } = readTradeDate(text, anchors)
  return [kind, earliest, latest]
}

describe('one day in the words of four languages', () => {
  const english = 'January February March April May June July August September October November December'.split(' ')
  const french = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
  const spanish = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
  const wide = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  const wordings: ((y: string, m: number, d: number) => string)[] = [
    (y, m, d) => `${d} ${english[m - 1]} ${y}`,
    (y, m, d) => `${english[m - 1]} ${d}, ${y}`,
    (y, m, d) => `${d}-${english[m - 1]?.slice(0, 3)}-${y}`,
    (y, m, d) => `Tuesday, ${d} ${english[m - 1]} ${y}, 17:00 (EST)`,
    (y, m, d) => `No later than ${d} ${english[m - 1]?.toUpperCase()} ${y}`,
    (y, m, d) => `le ${d} ${french[m - 1]} ${y}`,
    (y, m, d) => `${d} de ${spanish[m - 1]} de ${y}`,
    (y, m, d) => `lunes, ${d} de ${spanish[m - 1]} del ${y}`,
    (y, m, d) => `${y}年${m}月${d}日`,
    (y, m, d) => wide(`${y}年${m}月${d}日`),
    (y, m, d) => `截至${y}年${m}月${d}日24:00（当地时间）`,
    (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
    (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}T00:00:00`,
    (y, m, d) => `${String(d).padStart(2, '0')}.${String(m).padStart(2, '0')}.${y}`,
  ]

  test('is that day in each of them', () => {
    const day = fc.integer({ min: Date.UTC(1995, 0, 1) / 86_400_000, max: Date.UTC(2060, 11, 31) / 86_400_000 })
    fc.assert(
      fc.property(day, fc.constantFrom(...wordings), (number, wording) => {
        const iso = new Date(number * 86_400_000).toISOString().slice(0, 10)
        const [year = '', month, dayOfMonth] = iso.split('-')
        expect(days(wording(year, Number(month), Number(dayOfMonth)))).toEqual(['exact', iso, iso])
      }),
      { numRuns: 600 },
    )
  })
})

describe('a number of days or months after something', () => {
  test.each([
    ['Sixty days from the date of distribution', '2026-03-11'],
    ['within 60 days of notification', '2026-03-11'],
    ['60 jours à compter de la date de notification', '2026-03-11'],
    ['soixante (60) jours après la distribution', '2026-03-11'],
    ['60 días contados a partir de la fecha de notificación', '2026-03-11'],
    ['sesenta días calendario después de la notificación', '2026-03-11'],
    ['6 mois après publication', '2026-10-15'],
    ['seis meses después de su publicación', '2026-10-15'],
    ["12 mois à compter de l'entrée en vigueur", '2027-06-01'],
    ['un año después de la adopción', '2027-03-31'],
  ])('%s', (text, day) => {
    expect(days(text, known)).toEqual(['estimated', day, day])
    expect(days(text)).toEqual(['unknown', null, null])
  })

  test('the day of the event itself, once that is known', () => {
    for (const text of [
      '自公布之日起施行',
      'Upon publication',
      'On the date of its publication in the Official Gazette',
    ])
      expect(days(text, known)).toEqual(['estimated', '2026-04-15', '2026-04-15'])
    expect(days('Date of adoption', known)).toEqual(['estimated', '2026-03-31', '2026-03-31'])
    expect(days('自公布之日起施行', { circulated: '2026-01-10' })).toEqual(['unknown', null, null])
  })
})

describe('what could be read in two ways is not read', () => {
  test.each([
    '6 months after adoption or publication',
    '自批准公布之日起60天',
    '60 días hábiles a partir de la notificación',
    '60 jours ouvrables après la notification',
    '31 March 2026 - extended to 30 April 2026',
    '2026-03-31T22:00:00Z',
    '3/4/26',
    '31-Mar-26',
    '1900-01-01',
    '民国115年3月31日',
    'À déterminer',
    'Por determinar',
    'No aplicable',
    'Sans objet',
  ])('"%s"', (text) => {
    expect(days(text, known)).toEqual(['unknown', null, null])
  })

  test('a day by numbers goes by the order of its source: day first on the forms, or as the source says, or not at all', () => {
    expect(days('03/04/2026')).toEqual(['exact', '2026-04-03', '2026-04-03'])
    expect(days('03/04/2026', { dayOrder: 'mdy' })).toEqual(['exact', '2026-03-04', '2026-03-04'])
    expect(readTradeDate('03/04/2026', { dayOrder: null })).toMatchObject({ kind: 'unknown', stages: [] })
    expect(days('2026/03/04', { dayOrder: null })).toEqual(['exact', '2026-03-04', '2026-03-04'])
  })

  test('"after" a day leaves its end open', () => {
    for (const text of ['On or after 31 March 2026', '31 March 2026 onwards', '2026年3月31日以后'])
      expect(days(text)).toEqual(['estimated', '2026-03-31', null])
  })
})
