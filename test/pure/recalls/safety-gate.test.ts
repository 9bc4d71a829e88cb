import { describe, expect, test } from 'vitest'
import { parseSafetyGate } from '../../../src/intake/recalls/safety-gate.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

const alertXml = (inside = '') => `<?xml version="1.0" encoding="UTF-8"?>
<weeklyReport xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><publicationDate>07/08/2026</publicationDate><notifications>
<notification><caseNumber>SR/04711/26</caseNumber><reference>https://ec.europa.eu/safety-gate-alerts/screen/webReport/alertDetail/4711</reference>
<name>Space ranger set</name><product>Toy torch</product><category>Toys</category><brand>Nimbus &amp; Co</brand>
<type_numberOfModel>NT-9
NT-10</type_numberOfModel><batchNumber xsi:nil="true"/><barcode>0012345678905</barcode><riskType>Choking, Chemical</riskType>
<danger>Small parts come off. The toy does not comply with EN 71-1.</danger>
<measures>Type of economic operator to whom the measure(s) were ordered: Importer
Category of measure(s): Withdrawal of the product from the market
Date of entry into force: 05/07/2026</measures>
<description>A plastic torch.</description><notifyingCountry>Poland</notifyingCountry><countryOfOrigin>People's Republic of China</countryOfOrigin>
<type>Consumer</type><level>Serious risk</level>${inside}</notification></notifications></weeklyReport>`

const notification = (change: Record<string, unknown> = {}) => ({
  id: 4711,
  reference: 'SR/04711/26',
  country: { key: 'PL' },
  publicationDate: '2026-08-07T09:00:00.000Z',
  product: {
    productCategory: { key: 'product.category.toys' },
    brands: [{ brand: 'Nimbus & Co' }],
    nameSpecific: 'Space ranger set',
    barcodes: [{ barcode: '0012345678905' }, { barcode: 'BCD2504250020' }],
    batchNumbers: [],
    modelTypes: [{ modelType: 'NT-9' }, { modelType: 'NT-10' }],
    versions: [
      { language: { key: 'PL' }, name: 'Latarka' },
      { language: { key: 'EN' }, name: 'Toy torch', description: 'A plastic torch.' },
    ],
  },
  risk: {
    riskType: [{ key: 'riskType.choking' }],
    versions: [
      {
        language: { key: 'EN' },
        riskDescription: 'Small parts come off.',
        legalProvision: 'Not in line with EN 71-1.',
      },
    ],
  },
  measureTaken: {
    measures: [
      {
        measureCategory: { key: 'measure.category.warning.consumers.of.risks' },
        measureType: { key: 'measure.type.voluntary' },
        entryIntoForceDate: null,
      },
    ],
  },
  traceability: { countryOrigin: { key: 'CN' } },
  corrigendum: null,
  versions: [],
  ...change,
})

const mirrored = {
  alert_number: 'SR/04711/26',
  alert_level: 'Serious',
  alert_type: ['Choking', 'Chemical'],
  alert_country: 'Poland',
  alert_date: '2026-08-07',
  technical_defect: 'Small parts come off.',
  product_type: 'Toy torch',
  product_name: 'Space ranger set',
  product_brand: 'Nimbus & Co',
  product_category: 'Toys',
  product_model_type: 'NT-9; NT-10',
  product_barcode: '0012345678905',
  product_country: "People's Republic of China",
}

describe('the weekly XML', () => {
  test('is read with its leading zero, its day before its month, and what is nil left out', () => {
    const { notices, rejects, drift } = parseSafetyGate(bytes(alertXml()))
    expect(rejects).toEqual([])
    expect(drift).toEqual([])
    expect(notices[0]).toMatchObject({
      sourceId: 'SR/04711/26',
      route: 'weekly-xml',
      title: 'Toy torch (Nimbus & Co)',
      publishedOn: '2026-08-07',
      jurisdiction: 'POL',
      countryOfOrigin: 'CHN',
      riskLevelStated: 'serious',
      hazards: ['choking', 'chemical'],
      clauses: ['EN 71-1'],
      measures: [{ code: 'WITHDRAW_MARKET', ordered: 'compulsory', from: '2026-07-05' }],
    })
    expect(notices[0]?.products[0]).toMatchObject({ gtins: ['0012345678905'], models: ['NT-9', 'NT-10'], batches: [] })
  })

  test('takes the older single field for batch and barcode', () => {
    const { notices } = parseSafetyGate(
      bytes(alertXml('<batchNumber_barcode>Lot 7; 4006381333931</batchNumber_barcode>')),
    )
    expect(notices[0]?.products[0]?.gtins).toContain('4006381333931')
  })

  test('names an element it does not know', () => {
    expect(parseSafetyGate(bytes(alertXml('<aiScore>9</aiScore>'))).drift).toEqual(['safety-gate xml: aiScore'])
  })

  test.each([
    ['a document type', '<?xml version="1.0"?><!DOCTYPE x><notifications/>'],
    [
      'an entity bomb',
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><notifications><notification><caseNumber>&b;</caseNumber></notification></notifications>',
    ],
    [
      'an outside entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><notifications>&e;</notifications>',
    ],
    [
      'an element named __proto__',
      '<notifications><notification><__proto__><polluted>1</polluted></__proto__></notification></notifications>',
    ],
    ['an element left open', alertXml().replace('</brand>', '')],
    ['no notification', '<?xml version="1.0"?><list><item>1</item></list>'],
    ['more than 20 MB', alertXml(`<pictures>${'x'.repeat(21 * 1024 * 1024)}</pictures>`)],
  ])('with %s is refused whole', (_, xml) => {
    const { notices, rejects } = parseSafetyGate(bytes(xml))
    expect(notices).toEqual([])
    expect(rejects).toHaveLength(1)
    expect(rejects[0]?.row).toBe('file')
    expect(rejects[0]?.raw.length).toBeLessThanOrEqual(2_000)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('the other routes', () => {
  test('the JSON of one notification, in its English version', () => {
    const { notices } = parseSafetyGate(bytes(notification()))
    expect(notices[0]).toMatchObject({
      sourceId: 'SR/04711/26',
      jurisdiction: 'POL',
      countryOfOrigin: 'CHN',
      title: 'Toy torch (Nimbus & Co)',
      hazards: ['choking'],
      riskLevelStated: 'serious',
      status: 'original',
      measures: [{ code: 'WARN', ordered: 'voluntary' }],
    })
    expect(notices[0]?.products[0]).toMatchObject({ category: 'Toys', gtins: ['0012345678905'] })
  })

  test('a corrigendum makes it a correction', () => {
    expect(
      parseSafetyGate(bytes(notification({ corrigendum: 'The model number was wrong.' }))).notices[0]?.status,
    ).toBe('corrected')
  })

  test('OpenDataSoft bare, in v1, in v2.1, by the line, with a scalar where a list stood', () => {
    const wraps = [
      [mirrored],
      { total_count: 1, results: [mirrored] },
      { records: [{ datasetid: 'x', fields: { ...mirrored, alert_type: 'Choking' } }] },
      `${JSON.stringify(mirrored)}\n${JSON.stringify({ ...mirrored, alert_number: 'SR/04712/26' })}`,
    ]
    for (const wrap of wraps) {
      const { notices, rejects, drift } = parseSafetyGate(bytes(wrap))
      expect(rejects).toEqual([])
      expect(drift).toEqual([])
      expect(notices[0]).toMatchObject({
        sourceId: 'SR/04711/26',
        jurisdiction: 'POL',
        riskLevelStated: 'serious',
        publishedOn: '2026-08-07',
      })
      expect(notices[0]?.hazards[0]).toBe('choking')
    }
  })

  test('all three routes name one notice by one number', () => {
    const ids = [bytes(alertXml()), bytes(notification()), bytes([mirrored])].map(
      (file) => parseSafetyGate(file).notices[0]?.sourceId,
    )
    expect(new Set(ids)).toEqual(new Set(['SR/04711/26']))
  })

  test('A12 is of serious risk by its number, others are not called anything', () => {
    const level = (alert_number: string) =>
      parseSafetyGate(bytes([{ ...mirrored, alert_number, alert_level: null }])).notices[0]?.riskLevelStated
    expect(level('A12/00123/24')).toBe('serious')
    expect(level('INFO/00156/24')).toBeNull()
  })

  test('a record without a number is rejected, the page shell in place of XML too', () => {
    expect(parseSafetyGate(bytes([{ ...mirrored, alert_number: '' }, mirrored]))).toMatchObject({
      notices: [{ sourceId: 'SR/04711/26' }],
      rejects: [{ row: 1 }],
    })
    expect(
      parseSafetyGate(bytes('<!doctype html><html><head></head><body><app-root></app-root></body></html>')).rejects,
    ).toHaveLength(1)
  })
})
