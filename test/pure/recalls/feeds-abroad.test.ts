import { describe, expect, test } from 'vitest'
import type { RecallNotice } from '../../../src/intake/notice.ts'
import { readCasualties } from '../../../src/intake/recalls/casualties.ts'
import { parseCpsc } from '../../../src/intake/recalls/cpsc.ts'
import { parseFda } from '../../../src/intake/recalls/fda.ts'
import { parseHealthCanada } from '../../../src/intake/recalls/health-canada.ts'
import { nhtsaRows } from '../../../src/intake/recalls/nhtsa.ts'
import { parseOpss } from '../../../src/intake/recalls/opss.ts'
import { parseSafetyGate } from '../../../src/intake/recalls/safety-gate.ts'
import { readUnits } from '../../../src/intake/recalls/units.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

describe('how many', () => {
  test.each([
    ['About 1.2 million', 1_200_000, 'approx'],
    ['About 120 in the U.S. and 50 in Canada', 170, 'approx'],
    ['Between 100 and 200', 200, 'approx'],
    ['Fewer than 100', 100, 'approx'],
    ['2026 model: 500', 500, 'exact'],
    ['10,000 vials; 2,000 kits', 12_000, 'exact'],
    ['1 234件', 1_234, 'exact'],
    ['3百万件', 3_000_000, 'approx'],
    ['A型100件，B型200件', 300, 'exact'],
    ['共计350台，其中深圳20台', 350, 'exact'],
    ['10万-20万', 200_000, 'approx'],
    ['approximately 1,3 million', null, 'unknown'],
    ['about 10.000', null, 'unknown'],
  ])('%s', (written, value, status) => {
    expect(readUnits(written)).toEqual({ value, status, raw: written })
  })

  test.each([
    ['12 reports of fires, including one injury', null, 1],
    ['1,230 incidents including 27 injuries', null, 27],
    ['twenty-three injuries', null, 23],
    ['One 4-year-old child died', 1, null],
    ['None reported', 0, 0],
  ])('people: %s', (written, deaths, injuries) => {
    expect(readCasualties(written)).toEqual({ deaths, injuries })
  })
})

describe('CPSC', () => {
  const recall = {
    RecallID: 1,
    RecallNumber: '26-063',
    RecallDate: 'January 15, 2026',
    Title: 'Birch &amp; Sons Recalls &quot;Hot&quot; Heaters',
    Products: [
      { Name: 'Heaters &amp; Fans', NumberOfUnits: 'About 100' },
      { Name: 'Lamps', NumberOfUnits: '200' },
    ],
    Hazards: [{ Name: 'The heater can overheat, posing a fire hazard.' }],
  }

  test('entities are characters, and each product tells its own units', () => {
    expect(parseCpsc(bytes([recall])).notices[0]).toMatchObject({
      title: 'Birch & Sons Recalls "Hot" Heaters',
      publishedOn: '2026-01-15',
      products: [{ name: 'Heaters & Fans' }, { name: 'Lamps' }],
      unitsAffected: { value: 300, status: 'approx', raw: 'About 100; 200' },
    })
    const same = { ...recall, Products: recall.Products.map((one) => ({ ...one, NumberOfUnits: '500' })) }
    expect(parseCpsc(bytes([same])).notices[0]?.unitsAffected).toMatchObject({ value: 500, status: 'exact' })
  })

  test('the XML that the service sends unasked is the same notice; an error in XML is none', () => {
    const xml = `<?xml version="1.0"?><ArrayOfRecall xmlns:i="x"><Recall><RecallID>1</RecallID><RecallNumber>26-063</RecallNumber><RecallDate>2026-01-15T00:00:00</RecallDate><Title>Birch &amp;amp; Sons Recalls &quot;Hot&quot; Heaters</Title><Description i:nil="true"/><Products><Product><Name>Heaters &amp;amp; Fans</Name><NumberOfUnits>About 100</NumberOfUnits></Product><Product><Name>Lamps</Name><NumberOfUnits>200</NumberOfUnits></Product></Products><Hazards><Hazard><Name>The heater can overheat, posing a fire hazard.</Name></Hazard></Hazards></Recall></ArrayOfRecall>`
    expect(parseCpsc(bytes(xml)).notices).toEqual(parseCpsc(bytes([recall])).notices)
    expect(parseCpsc(bytes('<?xml version="1.0"?><ArrayOfRecall/>'))).toMatchObject({ notices: [], rejects: [] })
    expect(parseCpsc(bytes('<?xml version="1.0"?><Error><Message>no</Message></Error>')).rejects).toHaveLength(1)
  })
})

describe('Safety Gate', () => {
  const alert = (change: Record<string, string> = {}) => {
    const fields = {
      caseNumber: 'SR/00123/26',
      product: 'Doll',
      level: 'Serious risk',
      riskType: 'Chemical',
      notifyingCountry: 'Germany',
      ...change,
    }
    const inside = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
    return `<?xml version="1.0" encoding="UTF-8"?><report><notifications><notification>${inside.join('')}</notification></notifications></report>`
  }
  const one = (change: Record<string, string>) => parseSafetyGate(bytes(alert(change))).notices[0] as RecallNotice

  test.each([
    ['Less than serious risk', null],
    ['Other risk level', null],
    ['Risque grave', 'serious'],
    ['Ernstes Risiko', 'serious'],
    ['High risk', 'high'],
    ['Risque moyen', 'medium'],
    ['', 'serious'],
  ])('the level "%s" is %s', (level, expected) => {
    expect(one({ level }).riskLevelStated).toBe(expected)
  })

  test('risks in elements of their own, measures in the older wording, entities in hexadecimal', () => {
    expect(one({ riskType: '<riskType>Chemical</riskType><riskType>Choking</riskType>' }).hazards).toEqual([
      'chemical',
      'choking',
    ])
    const measures =
      'Measures ordered by public authorities (to: Importer): Withdrawal of the product from the market, Import rejected at border\nVoluntary measures: Recall of the product from end users'
    expect(one({ measures }).measures.map(({ code, ordered }) => [code, ordered])).toEqual([
      ['WITHDRAW_MARKET', 'compulsory'],
      ['BORDER_REJECT', 'compulsory'],
      ['RECALL_END_USER', 'voluntary'],
    ])
    expect(one({ brand: 'L&#xe9;o' }).products[0]?.brand).toBe('Léo')
  })

  test('a corrigendum is known by its number; a number that is none is refused', () => {
    expect(one({ caseNumber: 'sr/00123/26 - corrigendum' })).toMatchObject({
      sourceId: 'SR/00123/26',
      status: 'corrected',
    })
    expect(parseSafetyGate(bytes(alert({ caseNumber: 'SR/00123/2026' }))).rejects).toHaveLength(1)
  })

  test('a week without alerts is no failure, a file without their list is', () => {
    expect(
      parseSafetyGate(bytes('<?xml version="1.0"?><report><notifications></notifications></report>')).rejects,
    ).toEqual([])
    expect(parseSafetyGate(bytes('<?xml version="1.0"?><report><x/></report>')).rejects).toHaveLength(1)
  })

  test('Latin letters keep their accents, declared or not', () => {
    const latin = Buffer.from(alert({ product: 'Poupée' }).replace('UTF-8', 'ISO-8859-1'), 'latin1')
    expect(parseSafetyGate(latin).notices[0]?.products[0]?.name).toBe('Poupée')
    expect(
      parseHealthCanada(Buffer.from('NID,Title,Last updated\r\n1,Crème recalled,2026-01-15\r\n', 'latin1')).notices[0]
        ?.title,
    ).toBe('Crème recalled')
  })
})

describe('FDA', () => {
  const report = (change: Record<string, unknown>) =>
    parseFda(
      bytes({
        results: [
          {
            recall_number: 'F-1-2026',
            product_description: 'Peanut spread',
            reason_for_recall: 'Undeclared milk',
            ...change,
          },
        ],
      }),
    ).notices[0]

  test.each([
    ['Lots 123456, 123457 and 123458', ['123456', '123457', '123458']],
    ['Lot: 12345 Exp. 01/2027', ['12345']],
    ['1234567\n1234568', ['1234567', '1234568']],
    ['Best by 03/15/2026', []],
    ['All lots', []],
  ])('codes: %s', (code_info, batches) => {
    expect(report({ code_info })?.products[0]?.batches).toEqual(batches)
  })

  test('a weight is no count; the same barcode in two widths is one', () => {
    expect(report({ product_quantity: '2,500 lbs' })?.unitsAffected).toEqual({
      value: null,
      status: 'unknown',
      raw: '2,500 lbs',
    })
    const both = report({ product_description: 'Spread UPC 036000291452', openfda: { upc: ['0036000291452'] } })
    expect(both?.products[0]?.gtins).toHaveLength(1)
  })
})

describe('NHTSA', () => {
  const rowsOf = async (results: unknown[]) => {
    const notices: (string | null)[] = []
    let rejected = 0
    for await (const { notice, reject } of nhtsaRows(bytes({ results }))) {
      if (notice) notices.push(notice.publishedOn)
      if (reject) rejected += 1
    }
    return { notices, rejected }
  }
  const recall = (number: string, day: string) => ({
    NHTSACampaignNumber: number,
    ReportReceivedDate: day,
    Make: 'NORTHWIND',
    Model: 'N1',
  })

  test('an answer that contradicts the documented order leaves doubtful days open', async () => {
    expect(await rowsOf([recall('26V001000', '05/01/2026')])).toEqual({ notices: ['2026-01-05'], rejected: 0 })
    expect(await rowsOf([recall('26V001000', '05/01/2026'), recall('26V002000', '01/25/2026')])).toEqual({
      notices: [null],
      rejected: 1,
    })
    expect(await rowsOf([recall('26V001000', '/Date(1199163600000-0500)/')])).toEqual({
      notices: ['2008-01-01'],
      rejected: 0,
    })
  })

  test('flags may be words', async () => {
    const complaint = {
      odiNumber: 11654321,
      crash: 'Yes',
      fire: 'N',
      dateComplaintFiled: '01/22/2026',
      summary: 'x',
      products: [],
    }
    for await (const { notice } of nhtsaRows(bytes({ results: [complaint] })))
      if (notice) expect(notice).toMatchObject({ crash: true, fire: false })
  })
})

describe('Canada and the United Kingdom', () => {
  test('the French dump and the earlier interface are the same fields by other names', () => {
    const french = {
      NID: '70002',
      Titre: 'Rappel de chaufferettes',
      Produit: 'Chaufferettes',
      'Classe de rappel': 'Classe II',
      'Dernière mise à jour': '2026-01-15',
    }
    expect(parseHealthCanada(bytes([french]))).toMatchObject({
      notices: [
        {
          sourceId: '70002',
          title: 'Rappel de chaufferettes',
          publishedOn: '2026-01-15',
          riskLevelStated: 'high',
          hazards: [],
        },
      ],
      drift: [],
    })
    const before = {
      recallId: 'RA-70001',
      title: 'Heaters recall',
      category: ['3'],
      date_published: 1_768_435_200,
      url: '/x',
    }
    expect(parseHealthCanada(bytes({ results: [before] })).notices).toMatchObject([
      { sourceId: '70001', publishedOn: '2026-01-15' },
    ])
  })

  test("a notice's own page is read by the number in its title; any other page is refused", () => {
    const page = (title: string) =>
      `<!doctype html><html><body><h1>${title}</h1><table><tr><th>Brand</th><td>Birch</td></tr></table></body></html>`
    expect(parseOpss(bytes(page('Product Recall: Birch Heater (2601-0123)'))).notices).toMatchObject([
      { sourceId: '2601-0123', products: [{ brand: 'Birch' }] },
    ])
    expect(parseOpss(bytes(page('Sign in')))).toMatchObject({ notices: [], rejects: [{ row: 'file' }] })
  })
})
