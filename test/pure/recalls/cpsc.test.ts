import { describe, expect, test } from 'vitest'
import { parseCpsc } from '../../../src/intake/recalls/cpsc.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** A record as the REST service gives it; this one was made up for the test. */
function recall(change: Record<string, unknown> = {}) {
  return {
    RecallID: 10234,
    RecallNumber: '26-071',
    RecallDate: '2026-03-12T00:00:00',
    LastPublishDate: '2026-03-12',
    Title: 'Lumo Recalls Folding Kettles Due to Burn Hazard',
    Description:
      'This recall involves Lumo folding kettles with model numbers FK-200 and FK-210. The UPC 036000291452 is on the box.',
    URL: 'https://www.cpsc.gov/Recalls/2026/Lumo',
    ConsumerContact: 'Lumo at 800-555-0100',
    Products: [
      {
        Name: 'Lumo folding kettles',
        Description: '',
        Model: 'FK-200; FK-210',
        Type: 'Kettles',
        CategoryID: '1',
        NumberOfUnits: 'About 11,500 (In addition, about 300 were sold in Canada)',
      },
    ],
    Inconjunctions: [],
    Images: [],
    Injuries: [{ Name: 'Lumo has received 14 reports of the handle breaking, including three burn injuries.' }],
    Manufacturers: [{ Name: 'Harbour Kitchenware Co. Ltd., of Shenzhen, China', CompanyID: '' }],
    Retailers: [
      {
        Name: 'Target, Corner Goods and other stores nationwide and online at Amazon.com from May 2025 through January 2026 for about $30.',
      },
    ],
    Importers: [{ Name: 'Lumo Inc., of Denver, Colo.', CompanyID: '' }],
    Distributors: [],
    ManufacturerCountries: [{ Country: 'China' }],
    ProductUPCs: [{ UPC: '0012345678905' }],
    Hazards: [{ Name: 'The handle can break, posing a burn hazard from hot water.', HazardType: '', HazardTypeID: '' }],
    Remedies: [{ Name: 'Consumers should stop using it.' }],
    RemedyOptions: [{ Option: 'Refund' }],
    ...change,
  }
}
const read = (change: Record<string, unknown> = {}) => parseCpsc(bytes([recall(change)])).notices[0]

describe('a CPSC recall', () => {
  test('is read whole from the array that the service answers', () => {
    const { notices, rejects, drift } = parseCpsc(bytes([recall()]))
    expect(rejects).toEqual([])
    expect(drift).toEqual([])
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      kind: 'recall',
      source: 'cpsc',
      sourceId: '26071',
      publishedOn: '2026-03-12',
      jurisdiction: 'USA',
      countryOfOrigin: 'CHN',
      deaths: null,
      injuries: 3,
      hazards: ['burn'],
      riskLevelStated: null,
      status: 'original',
      unitsAffected: { value: 11_500, status: 'approx' },
    })
    expect(notices[0]?.products[0]).toMatchObject({
      name: 'Lumo folding kettles',
      models: ['FK-200', 'FK-210'],
      category: 'Kettles',
    })
    expect(notices[0]?.measures.map(({ code }) => code)).toEqual(['RECALL_END_USER', 'REFUND'])
  })

  test('has one number however it is written', () => {
    expect(read({ RecallNumber: '26071' })?.sourceId).toBe(read()?.sourceId)
    expect(read({ RecallNumber: '' })?.sourceId).toBe('ID10234')
  })

  test('keeps the zero in front of a barcode and takes barcodes from the text', () => {
    expect(read()?.products[0]?.gtins).toEqual(['0012345678905', '036000291452'])
    expect(read({ ProductUPCs: [{ UPC: '0012345678906' }], Description: '' })?.products[0]?.gtins).toEqual([])
  })

  test('names firms with role, city and country', () => {
    expect(read()?.firms).toEqual([
      { name: 'Harbour Kitchenware Co. Ltd.', role: 'manufacturer', country: 'CHN', city: 'Shenzhen' },
      { name: 'Lumo Inc.', role: 'importer', country: 'USA', city: 'Denver' },
      { name: 'Target', role: 'retailer', country: null, city: null },
      { name: 'Corner Goods', role: 'retailer', country: null, city: null },
      { name: 'Amazon.com', role: 'retailer', country: null, city: null },
    ])
  })

  test('reads month before day, and refuses the day that is none', () => {
    expect(read({ RecallDate: '02/11/2026' })?.publishedOn).toBe('2026-02-11')
    const { notices, rejects } = parseCpsc(bytes([recall({ RecallDate: '27/08/2026' })]))
    expect(notices).toEqual([])
    expect(rejects[0]?.reason.en).toContain('27/08/2026')
  })

  test('may have no description and no units', () => {
    const one = read({ Description: null, Products: [{ Name: 'Lumo kettle', NumberOfUnits: null }] })
    expect(one?.description).toBe('')
    expect(one?.unitsAffected).toEqual({ value: null, status: 'unknown', raw: '' })
  })

  test('without title or number is rejected with its reason, and the others stay', () => {
    const { notices, rejects } = parseCpsc(
      bytes([recall({ Title: '' }), recall(), recall({ RecallID: null, RecallNumber: null })]),
    )
    expect(notices).toHaveLength(1)
    expect(rejects.map(({ row }) => row)).toEqual([1, 3])
    expect(rejects[0]?.reason.zh).toContain('标题')
    expect(rejects[0]?.raw).toContain('RecallID')
  })

  test('with a new field is read and the field reported', () => {
    const { notices, drift } = parseCpsc(
      bytes([recall({ BatteryChemistry: 'Li-ion' }), recall({ BatteryChemistry: '' })]),
    )
    expect(notices).toHaveLength(2)
    expect(drift).toEqual(['cpsc: BatteryChemistry'])
  })

  test('that is a warning without a recall orders nothing', () => {
    const one = read({ Title: 'CPSC Warns Consumers to Stop Using Lumo Kettles Due to Burn Hazard' })
    expect(one?.measures.map(({ code }) => code)).toEqual(['WARN'])
  })
})

describe('what comes instead of recalls', () => {
  test('an error under status 200 is one reject that repeats what was said', () => {
    const { notices, rejects } = parseCpsc(bytes({ Message: 'An error has occurred.' }))
    expect(notices).toEqual([])
    expect(rejects).toHaveLength(1)
    expect(rejects[0]).toMatchObject({ row: 'file' })
    expect(rejects[0]?.reason.en).toContain('An error has occurred')
  })

  test('a web page is refused as such', () => {
    const { rejects } = parseCpsc(bytes('<!DOCTYPE html><html><body>Access denied</body></html>'))
    expect(rejects).toHaveLength(1)
    expect(rejects[0]?.reason.en).toContain('not JSON')
  })

  test('an empty answer holds no notice and no error; an empty file is an error', () => {
    expect(parseCpsc(bytes([]))).toEqual({ notices: [], rejects: [], drift: [] })
    expect(parseCpsc(bytes('  ')).rejects).toHaveLength(1)
  })

  test('the whole archive where news was asked for is refused, but may be imported on purpose', () => {
    const archive = Array.from({ length: 5_001 }, (_, index) => ({
      RecallID: index + 1,
      RecallDate: '2026-01-05',
      Title: `Recall ${index}`,
    }))
    expect(parseCpsc(bytes(archive), { increment: true })).toMatchObject({ notices: [], rejects: [{ row: 'file' }] })
    expect(parseCpsc(bytes(archive)).notices).toHaveLength(5_001)
  })

  test('a file cut off in the middle is refused whole', () => {
    expect(parseCpsc(bytes(JSON.stringify([recall(), recall()]).slice(0, -40))).rejects[0]?.row).toBe('file')
  })

  test('a key that would poison objects is dropped', () => {
    const { notices } = parseCpsc(bytes(JSON.stringify([recall()]).replace('{', '{"__proto__":{"polluted":true},')))
    expect(notices).toHaveLength(1)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('one record a line', () => {
  const line = {
    id: '25301',
    date: '2025-07-03',
    title: 'Wobbly Stools Recalled Due to Fall Hazard',
    products: ['Wobbly stools'],
    description: 'Model WS-1.',
    hazard: 'The stool can tip, posing a fall hazard.',
    injury_text: 'None reported',
    countries: ['China'],
    retailers: [],
    units: 'About 1.2 million',
    url: 'https://example.org/1',
    remedy_options: ['Replace'],
  }

  test('of a collection made from the service is the same notice', () => {
    const { notices, drift } = parseCpsc(bytes(`${JSON.stringify(line)}\n${JSON.stringify(line)}`))
    expect(drift).toEqual([])
    expect(notices).toHaveLength(2)
    expect(notices[0]).toMatchObject({
      sourceId: '25301',
      hazards: ['fall'],
      deaths: 0,
      injuries: 0,
      unitsAffected: { value: 1_200_000, status: 'approx' },
      countryOfOrigin: 'CHN',
    })
  })

  test('a broken line is rejected alone, with its number', () => {
    const { notices, rejects } = parseCpsc(bytes(`${JSON.stringify(line)}\n{"id": \n${JSON.stringify(line)}`))
    expect(notices).toHaveLength(2)
    expect(rejects.map(({ row }) => row)).toEqual([2])
  })
})
