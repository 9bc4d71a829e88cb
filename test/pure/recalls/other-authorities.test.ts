import { describe, expect, test } from 'vitest'
import { parseAccc } from '../../../src/intake/recalls/accc.ts'
import { parseCpsc } from '../../../src/intake/recalls/cpsc.ts'
import { parseHealthCanada } from '../../../src/intake/recalls/health-canada.ts'
import { parseOpss } from '../../../src/intake/recalls/opss.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

describe('Health Canada', () => {
  const record = (change: Record<string, unknown> = {}) => ({
    NID: '90001',
    Title: '  Lumo brand Oat Bars recalled due to undeclared milk\u200b ',
    URL: '/en/alert-recall/lumo-brand-oat-bars',
    Organization: 'CFIA',
    Product: 'Oat Bars (Salt &amp; Caramel)',
    Issue: 'Milk',
    'What you should do': '',
    Category: 'Snacks',
    'Recall class': 'Class 2',
    'Last updated': '2026-09-24',
    Archived: '0',
    ...change,
  })

  test('entities, padding and zero-width spaces go; a relative address becomes whole', () => {
    const { notices, drift } = parseHealthCanada(bytes([record()]))
    expect(drift).toEqual([])
    expect(notices[0]).toMatchObject({
      sourceId: '90001',
      title: 'Lumo brand Oat Bars recalled due to undeclared milk',
      url: 'https://recalls-rappels.canada.ca/en/alert-recall/lumo-brand-oat-bars',
      publishedOn: '2026-09-24',
      riskLevelStated: 'high',
      hazards: expect.arrayContaining(['allergen']),
    })
    expect(notices[0]?.products[0]).toMatchObject({ name: 'Oat Bars (Salt & Caramel)', brand: 'Lumo' })
  })

  test('product, day and class may be missing: null is nothing, "--" no class', () => {
    const [notice] = parseHealthCanada(
      bytes([record({ Product: null, 'Last updated': null, 'Recall class': '--' })]),
    ).notices
    expect(notice).toMatchObject({ publishedOn: null, riskLevelStated: null })
    expect(notice?.products[0]?.name).toBe('Lumo brand Oat Bars')
  })

  test('the same dump as CSV; an archived notice is not a withdrawn one', () => {
    const csv =
      'NID,Title,URL,Organization,Product,Issue,"What you should do",Category,"Recall class","Last updated",Archived\n90001,"Bars, oat",/en/x,CFIA,Bars,Milk,,Snacks,Class 1,2026-09-24,1\n'
    const { notices, rejects } = parseHealthCanada(bytes(csv))
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({ title: 'Bars, oat', riskLevelStated: 'serious', status: 'original' })
  })

  test('without a number it is rejected', () => {
    expect(parseHealthCanada(bytes([record({ NID: '' })])).rejects).toHaveLength(1)
  })
})

describe('UK OPSS', () => {
  const found = {
    title: 'Product Recall: Lumo Folding Kettle (2609-0555)',
    link: '/product-safety-alerts-reports-recalls/product-recall-lumo-folding-kettle-2609-0555',
    public_timestamp: '2026-09-18T10:00:00Z',
    description: 'Product recall for a folding kettle presenting a serious risk of burns.',
    product_category: 'kitchen-cooking-accessories',
    product_risk_level: 'serious',
  }
  const item = {
    title: found.title,
    base_path: found.link,
    first_published_at: '2026-09-18T10:00:00Z',
    description: found.description,
    details: {
      metadata: {
        product_alert_type: 'product-recall',
        product_measure_type: ['recall-of-the-product-from-end-users'],
        product_recall_alert_date: '2026-09-18',
        product_risk_level: 'serious',
      },
      body: '<table><tbody><tr><td>Product</td><td>Folding kettle</td></tr><tr><td>Model number</td><td>FK-200, FK-210</td></tr><tr><td>Barcode</td><td>0012345678905</td></tr><tr><td>Hazard</td><td>The handle can break, posing a burn hazard.</td></tr><tr><td>Country of origin</td><td>China</td></tr></tbody></table>',
    },
  }

  test('the list and the item name one notice by its number', () => {
    const [listed] = parseOpss(bytes({ total: 1, results: [found] })).notices
    const [whole] = parseOpss(bytes(item)).notices
    expect(listed?.sourceId).toBe('2609-0555')
    expect(whole?.sourceId).toBe('2609-0555')
    expect(listed).toMatchObject({
      publishedOn: '2026-09-18',
      riskLevelStated: 'serious',
      title: 'Product Recall: Lumo Folding Kettle',
    })
    expect(whole).toMatchObject({ countryOfOrigin: 'CHN', hazards: ['burn'], measures: [{ code: 'RECALL_END_USER' }] })
    expect(whole?.products[0]).toMatchObject({ models: ['FK-200', 'FK-210'], gtins: ['0012345678905'] })
  })

  test('a title without a number is known by its address; one without either is rejected', () => {
    const { notices, rejects } = parseOpss(
      bytes({
        results: [{ ...found, title: 'Product Safety Report: Kettle', link: '/x/kettle' }, { title: 'Nothing' }],
      }),
    )
    expect(notices[0]?.sourceId).toBe('kettle')
    expect(rejects).toHaveLength(1)
  })

  test('govspeak in place of HTML is read by the same labels', () => {
    const body = [
      { content_type: 'text/govspeak', content: '| Model | FK-200 |\n| Barcode | 0012345678905 |\n**Hazard:** burns' },
    ]
    const [notice] = parseOpss(bytes({ ...item, details: { ...item.details, body } })).notices
    expect(notice?.products[0]).toMatchObject({ models: ['FK-200'], gtins: ['0012345678905'] })
  })
})

describe('ACCC', () => {
  const feed = (
    inside = '',
  ) => `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Recalls</title>
<item><title>Lumo Pty Ltd — Folding Kettle FK-200</title><link>https://www.productsafety.gov.au/recalls/lumo-folding-kettle</link>
<description>&lt;p&gt;PRA No. 2026/20777 Date published 3 Mar 2026 Product description Folding kettle. What are the defects? The handle can break. What are the hazards? Risk of burns from hot water. What should consumers do? Stop using it and return it for a refund.&lt;/p&gt;</description>
<pubDate>Tue, 03 Mar 2026 10:00:00 +1100</pubDate><guid>https://www.productsafety.gov.au/node/1</guid>${inside}</item></channel></rss>`

  test('the parts of the notice inside the feed are told apart by their headings', () => {
    const { notices, rejects, drift } = parseAccc(bytes(feed()))
    expect({ rejects, drift }).toEqual({ rejects: [], drift: [] })
    expect(notices[0]).toMatchObject({
      sourceId: '2026/20777',
      publishedOn: '2026-03-03',
      hazardText: 'Risk of burns from hot water.',
      defects: ['The handle can break.'],
      hazards: ['burn'],
    })
    expect(notices[0]?.measures[0]?.text).toContain('return it')
    expect(notices[0]?.products[0]).toMatchObject({ name: 'Folding Kettle FK-200', brand: 'Lumo Pty Ltd' })
  })

  test('a new element is named; a page, an entity bomb or a feed of something else refused', () => {
    expect(parseAccc(bytes(feed('<riskScore>9</riskScore>'))).drift).toEqual(['accc: riskScore'])
    expect(parseAccc(bytes('<html><body>Access denied</body></html>')).rejects).toHaveLength(1)
    expect(
      parseAccc(bytes('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss/>')).rejects[0]?.reason.en,
    ).toContain('document type')
  })
})

describe("a recall's page on cpsc.gov", () => {
  const page = `<html><head><title>x</title><link rel="canonical" href="https://www.cpsc.gov/Recalls/2026/Lumo"></head><body><h1>Lumo Recalls Folding Kettles Due to Burn Hazard</h1>
<div>Name of Product:</div><div>Lumo folding kettles</div><div>Hazard:</div><p>The handle can break, posing a burn hazard.</p>
<div>Remedy:</div><div>Refund</div><div>Recall Date:</div><div>March 12, 2026</div><div>Units:</div><div>About 11,500</div>
<div>Description:</div><p>Model FK-200.</p><div>Incidents/Injuries:</div><p>None reported</p><div>Importer(s):</div><p>Lumo Inc., of Denver, Colo.</p>
<div>Manufactured In:</div><div>China</div><div>Recall number:</div><div>26-071</div></body></html>`

  test('is the notice that the service tells', () => {
    const { notices, rejects } = parseCpsc(bytes(page))
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({
      sourceId: '26071',
      route: 'page',
      publishedOn: '2026-03-12',
      hazards: ['burn'],
      injuries: 0,
      countryOfOrigin: 'CHN',
      unitsAffected: { value: 11_500, status: 'approx' },
    })
  })

  test('another page of the site is refused', () => {
    expect(parseCpsc(bytes('<!doctype html><html><body><h1>About us</h1></body></html>')).rejects).toHaveLength(1)
  })
})
