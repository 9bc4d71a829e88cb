import { describe, expect, test } from 'vitest'
import type { SourceNotice } from '../../../src/intake/notice.ts'
import { nhtsaRows } from '../../../src/intake/recalls/nhtsa.ts'
import { splitComponents } from '../../../src/intake/recalls/nhtsa-complaints.ts'
import { archive } from '../../support/archive.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

async function read(document: Uint8Array) {
  const result: { notices: SourceNotice[]; rejects: (string | number)[]; drift: string[] } = {
    notices: [],
    rejects: [],
    drift: [],
  }
  for await (const { notice, reject, drift } of nhtsaRows(document)) {
    if (notice) result.notices.push(notice)
    if (reject) result.rejects.push(reject.row)
    result.drift.push(...drift)
  }
  return result
}

const campaign = (change: Record<string, unknown> = {}) => ({
  Manufacturer: 'Northwind Motors, LLC',
  NHTSACampaignNumber: '18V999000',
  parkIt: null,
  parkOutSide: null,
  overTheAirUpdate: null,
  ReportReceivedDate: '27/08/2018',
  Component: 'STEERING:LINKAGES',
  Summary: 'Northwind is recalling certain vehicles. A weld may crack.',
  Consequence: 'A cracked weld may cause a loss of steering, increasing the risk of a crash.',
  Remedy: 'Dealers will inspect and repair the weld.',
  Notes: '',
  ModelYear: '2018',
  Make: 'NORTHWIND',
  Model: 'GALE',
  ...change,
})

const complaint = (change: Record<string, unknown> = {}) => ({
  odiNumber: 11999999,
  manufacturer: 'Northwind Motors, LLC',
  crash: true,
  fire: false,
  numberOfInjuries: 2,
  numberOfDeaths: 0,
  dateOfIncident: '12/18/2018',
  dateComplaintFiled: '12/20/2018',
  vin: '1N4HJXDG3JW',
  components: 'SERVICE BRAKES, HYDRAULIC,STEERING',
  summary: 'THE BRAKES FAILED AND I HIT A FENCE.',
  products: [{ type: 'Vehicle', productYear: '2018', productMake: 'NORTHWIND', productModel: 'GALE' }],
  ...change,
})

describe('the API', () => {
  test('writes the day of a recall before its month and that of a complaint after it', async () => {
    const { notices } = await read(bytes({ Count: 1, results: [campaign()] }))
    expect(notices[0]).toMatchObject({ sourceId: '18V999000', publishedOn: '2018-08-27' })
    const [told] = (await read(bytes({ count: 1, results: [complaint()] }))).notices
    expect(told).toMatchObject({
      kind: 'complaint_abroad',
      sourceId: 'ODI-11999999',
      publishedOn: '2018-12-20',
      occurredOn: '2018-12-18',
    })
  })

  test('a day that its order does not allow is refused, not turned round', async () => {
    const { notices, rejects } = await read(bytes([campaign({ ReportReceivedDate: '08/27/2018' })]))
    expect(notices).toEqual([])
    expect(rejects).toEqual([1])
  })

  test('a flag that is null says nothing; one that is true warns', async () => {
    const warnings = async (change: Record<string, unknown>) => {
      const [notice] = (await read(bytes([campaign(change)]))).notices
      return notice?.kind === 'recall'
        ? notice.measures.filter(({ code }) => code === 'WARN').map(({ text }) => text)
        : null
    }
    expect(await warnings({})).toEqual([])
    expect(await warnings({ parkIt: true, parkOutSide: true })).toEqual(['Do not drive', 'Park outside'])
  })

  test('finds nothing under status 400 without an error', async () => {
    expect(await read(bytes({ count: 0, message: 'No results found for this request', results: [] }))).toEqual({
      notices: [],
      rejects: [],
      drift: [],
    })
  })

  test('one campaign for many model years is one notice; one complaint asked for twice is one', async () => {
    const { notices } = await read(bytes([campaign(), campaign({ ModelYear: '2019' }), campaign({ Model: 'SQUALL' })]))
    expect(notices).toHaveLength(1)
    const [notice] = notices
    expect(notice?.kind === 'recall' && notice.products.map(({ name, models }) => [name, models])).toEqual([
      ['NORTHWIND GALE', ['2018', '2019']],
      ['NORTHWIND SQUALL', ['2018']],
    ])
    const twice = await read(bytes([complaint(), complaint({ components: 'TIRES' })]))
    expect(twice.notices).toHaveLength(1)
    expect(twice.notices[0]).toMatchObject({ components: ['SERVICE BRAKES, HYDRAULIC', 'STEERING', 'TIRES'] })
  })

  test('keeps nothing that tells whose car it was', async () => {
    const { notices } = await read(bytes([complaint()]))
    expect(JSON.stringify(notices)).not.toContain('1N4HJXDG3JW')
  })

  test.each([
    ['STEERING', ['STEERING']],
    ['FUEL SYSTEM, GASOLINE,ENGINE', ['FUEL SYSTEM, GASOLINE', 'ENGINE']],
    ['SERVICE BRAKES, AIR,SERVICE BRAKES, HYDRAULIC', ['SERVICE BRAKES, AIR', 'SERVICE BRAKES, HYDRAULIC']],
  ])('the comma inside %s parts nothing', (field, names) => {
    expect(splitComponents(field)).toEqual(names)
  })
})

/** A row of FLAT_RCL: 29 fields, those that matter filled. */
function flatRecall(change: Record<number, string> = {}): string {
  const fields = Array.from({ length: 29 }, () => '')
  const own: Record<number, string> = {
    1: '100001',
    2: '18V999000',
    3: 'NORTHWIND',
    4: 'GALE',
    5: '2018',
    7: 'STEERING:LINKAGES',
    8: 'Northwind Motors, LLC',
    9: '20170801',
    10: '20180401',
    11: 'V',
    12: '4200',
    13: '11111111',
    16: '20180827',
    19: '203',
    20: 'A 5" weld may crack.',
    21: 'Loss of steering may cause a crash.',
    22: "Dealers will repair it. <A HREF='http://example.org'>More</A>",
    28: 'Yes',
    29: 'No',
    ...change,
  }
  for (const [place, text] of Object.entries(own)) fields[Number(place) - 1] = text
  return fields.join('\t')
}

function flatComplaint(change: Record<number, string> = {}): string {
  const fields = Array.from({ length: 49 }, () => '')
  const own: Record<number, string> = {
    1: '5',
    2: '11999999',
    3: 'Northwind',
    4: 'NORTHWIND',
    5: 'GALE',
    6: '9999',
    7: 'N',
    8: '30190101',
    9: 'Y',
    10: '0',
    11: '0',
    12: 'ENGINE',
    13: 'RENO',
    14: 'NV',
    15: '1N4HJXDG3JW',
    16: '20260102',
    17: '20260101',
    20: 'IT BURNED.',
    ...change,
  }
  for (const [place, text] of Object.entries(own)) fields[Number(place) - 1] = text
  return fields.join('\t')
}

describe('the flat files', () => {
  test('a quotation mark alone means nothing, anchors go, rows of one campaign come together', async () => {
    const { notices, rejects } = await read(bytes(`${flatRecall()}\r\n${flatRecall({ 1: '100002', 5: '2019' })}\r\n`))
    expect(rejects).toEqual([])
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      sourceId: '18V999000',
      publishedOn: '2018-08-27',
      unitsAffected: { value: 4200, status: 'exact' },
      clauses: ['FMVSS 203'],
      defects: ['A 5" weld may crack.'],
    })
    expect(JSON.stringify(notices[0])).not.toMatch(/<A|HREF/i)
    expect(notices[0]?.kind === 'recall' && notices[0].products[0]).toMatchObject({
      models: ['2018', '2019'],
      producedFrom: '2017-08-01',
      producedTo: '2018-04-01',
    })
  })

  test.each(['19010101', '11111111', '00220101', '30190101', ''])('a day written %s is not known', async (day) => {
    const [notice] = (await read(bytes(flatRecall({ 9: day })))).notices
    expect(notice?.kind === 'recall' && notice.products[0]?.producedFrom).toBeNull()
  })

  test('files of 24 and 27 fields are read, of 30 reported', async () => {
    const older = flatRecall().split('\t').slice(0, 24).join('\t')
    expect((await read(bytes(older))).notices).toHaveLength(1)
    const { notices, drift } = await read(bytes(`${flatRecall()}\tnew`))
    expect(notices).toHaveLength(1)
    expect(drift).toEqual(['FLAT_RCL: 30 fields'])
  })

  test('complaints of one number follow each other; the year 9999 is none', async () => {
    const { notices } = await read(
      bytes(
        [
          flatComplaint(),
          flatComplaint({ 1: '6', 12: 'FUEL SYSTEM, GASOLINE' }),
          flatComplaint({ 1: '7', 2: '12000000' }),
        ].join('\n'),
      ),
    )
    expect(notices.map(({ sourceId }) => sourceId)).toEqual(['ODI-11999999', 'ODI-12000000'])
    expect(notices[0]).toMatchObject({
      components: ['ENGINE', 'FUEL SYSTEM, GASOLINE'],
      models: [],
      occurredOn: null,
      fire: true,
      publishedOn: '2026-01-01',
    })
    expect(JSON.stringify(notices)).not.toMatch(/RENO|1N4HJXDG3JW/)
  })

  test('the archive is opened; the index of documents in place of recalls is refused row by row', async () => {
    expect((await read(archive({ 'FLAT_RCL.txt': flatRecall() }))).notices).toHaveLength(1)
    const index = '18V999000,1,RCAK,x,y,z\n18V999001,2,RCAK,x,y,z\n'
    const { notices, rejects } = await read(bytes(index))
    expect(notices).toEqual([])
    expect(rejects).toEqual([1, 2])
    expect((await read(archive({ 'readme.pdf': 'x' }))).rejects).toEqual(['file'])
  })
})

test('an archive that was cut off is one reject with what to do, and no stack', async () => {
  const { notices, rejects } = await read(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4]))
  expect(notices).toEqual([])
  expect(rejects).toEqual(['file'])
})
