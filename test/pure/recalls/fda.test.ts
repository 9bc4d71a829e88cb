import { describe, expect, test } from 'vitest'
import { parseFda } from '../../../src/intake/recalls/fda.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** Made up for the test, in the fields of openFDA. */
const report = (change: Record<string, unknown> = {}) => ({
  recall_number: 'F-0301-2026',
  event_id: '90001',
  classification: 'Class II',
  status: 'Ongoing',
  product_type: 'Food',
  product_description: 'Harbour brand almond cookies, 12 oz bag. UPC 036000291452',
  code_info: 'Lot A1207; Lot A1208',
  product_quantity: '216 Cases (10 bags per case)',
  reason_for_recall: 'Undeclared milk',
  recalling_firm: 'Harbour Bakery Inc',
  city: 'Fresno',
  state: 'CA',
  country: 'United States',
  voluntary_mandated: 'Voluntary: Firm initiated',
  recall_initiation_date: '20260210',
  report_date: '20260304',
  openfda: { upc: ['0012345678905'] },
  ...change,
})

/** The same recall in the fields of iRES: month before day, upper case, a missing value is empty or null. */
const iresRow = (change: Record<string, unknown> = {}) => ({
  PRODUCTID: '219999',
  RECALLEVENTID: '90001',
  PRODUCTTYPESHORT: 'Food',
  PHASETXT: 'Ongoing',
  RECALLINITIATIONDT: '02/10/2026',
  FIRMLEGALNAM: 'Harbour Bakery Inc',
  CENTERCLASSIFICATIONTYPETXT: '2',
  ENFORCEMENTREPORTDT: '03/04/2026',
  PRODUCTDESCRIPTIONTXT: 'Harbour brand almond cookies, 12 oz bag. \r\n',
  PRODUCTSHORTREASONTXT: 'Undeclared milk',
  RECALLNUM: 'F-0301-2026',
  PRODUCTDISTRIBUTEDQUANTITY: '216 Cases',
  TERMINATIONDT: null,
  RID: 1,
  ...change,
})
const ires = (rows: unknown[]) => ({ MESSAGE: 'success', STATUSCODE: 400, RESULTCOUNT: rows.length, RESULT: rows })

describe('openFDA enforcement reports', () => {
  test('are read from the envelope, dates without marks, the class as the source gives it', () => {
    const { notices, rejects, drift } = parseFda(bytes({ meta: { results: { total: 1 } }, results: [report()] }))
    expect({ rejects, drift }).toEqual({ rejects: [], drift: [] })
    expect(notices[0]).toMatchObject({
      source: 'fda',
      sourceId: 'F-0301-2026',
      route: 'openfda',
      publishedOn: '2026-03-04',
      riskLevelStated: 'high',
      hazards: ['allergen'],
      unitsAffected: { value: 216, status: 'exact' },
      measures: [{ code: 'RECALL_END_USER', ordered: 'voluntary', from: '2026-02-10' }],
      firms: [{ name: 'Harbour Bakery Inc', role: 'recaller', country: 'USA', city: 'Fresno' }],
    })
    expect(notices[0]?.products[0]).toMatchObject({
      gtins: ['0012345678905', '036000291452'],
      batches: expect.arrayContaining(['A1207', 'A1208']),
    })
  })

  test('"no matches" is no news; a class that is not yet given is none; an error is said', () => {
    expect(parseFda(bytes({ error: { code: 'NOT_FOUND', message: 'No matches found!' } }))).toEqual({
      notices: [],
      rejects: [],
      drift: [],
    })
    const unclassified = parseFda(bytes([report({ classification: 'Not Yet Classified' })]))
    expect(unclassified.notices[0]?.riskLevelStated).toBeNull()
    expect(
      parseFda(bytes({ error: { code: 'OVER_RATE_LIMIT', message: 'slow down' } })).rejects[0]?.reason.en,
    ).toContain('slow down')
  })

  test('the page with which FDA throttles is refused, a report without a number rejected, a new field named', () => {
    expect(parseFda(bytes('<!DOCTYPE html><html><body>We apologize</body></html>')).rejects[0]?.reason.en).toContain(
      'not JSON',
    )
    const { notices, rejects, drift } = parseFda(bytes([report({ recall_number: '' }), report({ ai_summary: 'x' })]))
    expect(notices).toHaveLength(1)
    expect(rejects.map(({ row }) => row)).toEqual([1])
    expect(drift).toEqual(['openFDA: ai_summary'])
  })
})

describe('a page of iRES', () => {
  test('succeeds under 400, reads month before day, and is the notice that openFDA tells', () => {
    const { notices, rejects } = parseFda(bytes(ires([iresRow()])))
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({
      sourceId: 'F-0301-2026',
      route: 'ires',
      publishedOn: '2026-03-04',
      riskLevelStated: 'high',
    })
  })

  test('empty is empty; NC is no class; without a recall number the event and product are the number', () => {
    expect(parseFda(bytes(ires([])))).toEqual({ notices: [], rejects: [], drift: [] })
    const [notice] = parseFda(bytes(ires([iresRow({ RECALLNUM: null, CENTERCLASSIFICATIONTYPETXT: 'NC' })]))).notices
    expect(notice).toMatchObject({ sourceId: 'E90001-219999', riskLevelStated: null })
  })
})

describe('the list of press releases', () => {
  const header = 'index,reason,company,product_descrpition,brand_name,date,url'

  test('is set right where its columns went round', () => {
    const rotated = `${header}\n0,http://www.fda.gov/Safety/Recalls/ucm900001.htm,"Nutfield, Inc.",Granola,Nutfield,Undeclared almonds,04/2013\n`
    const { notices, drift } = parseFda(bytes(rotated))
    expect(notices[0]).toMatchObject({
      sourceId: 'ucm900001',
      url: 'http://www.fda.gov/Safety/Recalls/ucm900001.htm',
      hazardText: 'Undeclared almonds',
      publishedOn: null,
    })
    expect(drift[0]).toContain('changed places')
  })

  test('is left alone where they did not, and a ragged row goes to a person', () => {
    const straight = `${header}\n0,Salmonella,Nutfield,Granola,Nutfield,04/02/2013,http://www.fda.gov/Safety/Recalls/ucm900002.htm\n1,short row\n`
    const { notices, rejects, drift } = parseFda(bytes(straight))
    expect(drift).toEqual([])
    expect(notices[0]).toMatchObject({ hazardText: 'Salmonella', hazards: ['infection'], publishedOn: '2013-04-02' })
    expect(rejects[0]?.reason.en).toContain('cells')
  })
})
