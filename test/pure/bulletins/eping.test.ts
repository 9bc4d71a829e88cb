import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { parseEping } from '../../../src/intake/bulletins/eping.ts'
import { contentHash } from '../../../src/intake/notice.ts'
import { fewCodes } from './few-codes.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const read = (value: unknown) => parseEping(bytes(value), { codes: fewCodes })

const item = (change: Record<string, unknown> = {}) => ({
  id: '1',
  area: 'TBT',
  notificationType: 'Regular notification',
  distributionDate: '2026-03-02T00:00:00Z',
  commentDeadlineDate: '2026-05-01T00:00:00Z',
  documentSymbol: ' G/TBT/N/CHL/700',
  documentSymbolOrdered: ' G/TBT/N/CHL/00000700',
  notifyingMember: 'Chile',
  notifyingMemberCode: 'C152',
  title: 'Safety of electric toys',
  description: '&lt;span&gt;Sets safety requirements.&lt;/span&gt;',
  productsFreeText: '<p>Electric toys</p>',
  hsCodes: [{ id: 1, code: '950300', name: '950300 - Toys' }],
  icsCodes: [
    { id: 2, code: '97.200.50' },
    { id: 2, code: '97.200.50' },
  ],
  hsCodeText: '',
  icsCodeText: '97.200.50',
  objectives: [{ id: 1, name: 'Protection of human health or safety (TBT)' }],
  technicalRegulation: true,
  technicalRegulationUrgent: false,
  conformityAssessmentProcedure: true,
  articleOther: false,
  notifiedDocumentLink:
    'https://members.wto.org/crnattachments/2026/TBT/CHL/26_00001_00_s.pdf,https://members.wto.org/crnattachments/2026/TBT/CHL/26_00001_01_s.pdf',
  proposedEntryIntoForceDateText: '6 months after adoption',
  ...change,
})

describe('the API', () => {
  test('answers with notifications', async () => {
    const { notices, rejects, drift } = await read({ items: [item()], currentPage: 1, pageSize: 20, totalCount: 1 })
    expect(rejects).toEqual([])
    expect(drift).toEqual([])
    expect(notices[0]).toMatchObject({
      kind: 'bulletin',
      source: 'eping',
      sourceId: 'G/TBT/N/CHL/700',
      jurisdiction: 'CHL',
      publishedOn: '2026-03-02',
      notificationType: 'new',
      articles: ['2.9.2', '5.6.2'],
      urgent: false,
      products: 'Electric toys',
      description: 'Sets safety requirements.',
      objectives: ['Protection of human health or safety'],
      hs: [{ norm: '950300', valid: true }],
      ics: [{ norm: '97.200.50', valid: true }],
      commentDeadline: { kind: 'exact', earliest: '2026-05-01' },
      entryIntoForce: { kind: 'unknown', basis: 'adoption' },
    })
    expect(notices[0]?.documents).toHaveLength(2)
  })

  test("an addendum's title may be its whole text: the effective date is found in it", async () => {
    const title = '<p>TITLE: Safety of electric toys<br/>ACTION: Adopted rule</p>\r\n<p>Effective 19 December 2026</p>'
    const { notices } = await read({
      items: [
        item({
          documentSymbol: ' G/TBT/N/CHL/700/Add.1',
          title,
          description: null,
          commentDeadlineDate: null,
          proposedEntryIntoForceDateText: null,
        }),
      ],
    })
    expect(notices[0]).toMatchObject({
      title: 'Safety of electric toys',
      notificationType: 'addendum',
      entryIntoForce: { kind: 'exact', earliest: '2026-12-19' },
      commentDeadline: { kind: 'unknown' },
    })
    expect(notices[0]?.symbols[0]?.root).toBe('G/TBT/N/CHL/700')
  })

  test('a joint draft is one notice with five symbols', async () => {
    const { notices } = await read({
      items: [item({ documentSymbol: ' G/TBT/N/BDI/1, G/TBT/N/KEN/2, G/TBT/N/RWA/3, G/TBT/N/TZA/4, G/TBT/N/UGA/5' })],
    })
    expect(notices).toHaveLength(1)
    expect(notices[0]?.symbols).toHaveLength(5)
  })

  test('urgent by its flags; the EU by its number; SPS likewise', async () => {
    const { notices } = await read([
      item({ technicalRegulationUrgent: true }),
      item({ documentSymbol: 'G/SPS/N/EU/9', area: 'SPS', notifyingMember: '', notifyingMemberCode: 'U918' }),
    ])
    expect(notices[0]?.urgent).toBe(true)
    expect(notices[1]).toMatchObject({ area: 'SPS', jurisdiction: 'EU' })
  })

  test('a row without a symbol is rejected; a new field is reported; the rest is read', async () => {
    const { notices, rejects, drift } = await read({
      items: [item({ documentSymbol: 'n/a' }), item({ aiSummary: 'x' })],
    })
    expect(notices).toHaveLength(1)
    expect(rejects).toMatchObject([{ row: 1 }])
    expect(drift).toEqual(['eping: aiSummary'])
  })

  test.each([
    ['an error in place of items', { statusCode: 401, message: 'Access denied due to missing subscription key.' }],
    ['XML, which the service falls back to', '<?xml version="1.0"?><NotificationSearch><items/></NotificationSearch>'],
    ['a web page', '<html><body>ePing</body></html>'],
    ['nothing', ''],
  ])('%s is one reject', async (_, answer) => {
    const { notices, rejects } = await read(answer)
    expect(notices).toEqual([])
    expect(rejects).toHaveLength(1)
  })

  test('the hash changes with the content, and only with it', async () => {
    const hash = async (change = {}) => {
      const { notices } = await read({ items: [item(change)] })
      return notices[0] ? contentHash(notices[0]) : ''
    }
    expect(await hash()).toBe(await hash({ linkToNotification: 'https://docs.wto.org/x' }))
    expect(await hash()).not.toBe(await hash({ commentDeadlineDate: '2026-05-31T00:00:00Z' }))
  })
})

async function workbook(rows: unknown[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Notifications')
  for (const row of rows) sheet.addRow(row)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('the workbook in another language of the WTO', () => {
  const told = [
    ' G/TBT/N/CHL/700',
    'Chili',
    46083,
    '05/06/2026',
    'Jouets',
    'Prescriptions',
    'Jouets',
    '950300',
    '97.200.50',
  ]
  const french = [
    'Cote du document',
    'Membre notifiant',
    'Date de distribution',
    'Date limite pour la présentation des observations',
    'Titre',
    'Teneur',
    'Produits visés',
    'Code(s) SH',
    'Code(s) ICS',
    "Date projetée pour l'entrée en vigueur",
    'Mots clés',
  ]
  const spanish = [
    'Signatura',
    'Miembro que notifica',
    'Fecha de distribución',
    'Fecha límite para la presentación de observaciones',
    'Título',
    'Descripción',
    'Productos abarcados',
    'Código(s) del SA',
    'Código(s) de la ICS',
    'Fecha propuesta de entrada en vigor',
    'Palabras clave',
  ]

  test.each([
    ['French', french, 'à déterminer'],
    ['Spanish', spanish, 'por determinar'],
  ])('%s is read by its headers; a day it does not tell stays unknown', async (_, header, later) => {
    const { notices, rejects, drift } = await parseEping(await workbook([header, [...told, later, 'x']]), {
      codes: fewCodes,
    })
    expect({ rejects, drift }).toEqual({ rejects: [], drift: [] })
    expect(notices[0]).toMatchObject({
      sourceId: 'G/TBT/N/CHL/700',
      jurisdiction: 'CHL',
      title: 'Jouets',
      description: 'Prescriptions',
      products: 'Jouets',
      circulatedOn: '2026-03-02',
      commentDeadline: { kind: 'exact', earliest: '2026-06-05' },
      entryIntoForce: { kind: 'unknown', earliest: null, latest: null },
    })
    expect(notices[0]?.hs.map(({ norm }) => norm)).toEqual(['950300'])
    expect(notices[0]?.ics.map(({ norm }) => norm)).toEqual(['97.200.50'])
  })

  test.each([
    '30 juin 2026',
    '30 de junio de 2026',
    'six mois après adoption',
    '06/31/2026',
    '2026-02-30',
    '31.04.2026',
    '46083 / 46090',
  ])('a day of entry into force written “%s” is right or unknown', async (written) => {
    const { notices } = await parseEping(await workbook([french, [...told, written, '']]), { codes: fewCodes })
    const { kind, earliest, latest } = notices[0]?.entryIntoForce ?? {}
    const right = kind === 'exact' && earliest === '2026-06-30' && latest === '2026-06-30' && /^30 /.test(written)
    expect(kind === 'unknown' || right).toBe(true)
  })
})

describe('the workbook', () => {
  const header = [
    'Products covered',
    'Final date for comments',
    'Document symbol',
    'HS code(s)',
    'Title',
    'Notifying Member',
    'Distribution date',
    'ICS code(s)',
    'Proposed date of entry into force',
    'Notified document',
    'Objectives',
  ]
  const row = [
    'Headphones',
    new Date('2026-05-01'),
    ' G/TBT/N/KOR/900',
    '8518.30108518.3020',
    'Headphones: safety',
    'Korea, Republic of',
    new Date('2026-03-02'),
    '33',
    '批准后6个月',
    'https://members.wto.org/crnattachments/2026/TBT/KOR/26_1_00_x.pdf',
    'Quality requirements (TBT); Other (TBT)',
  ]

  test('is read by the names of its columns, wherever they stand', async () => {
    const { notices, rejects, drift } = await parseEping(await workbook([['ePing export'], [], header, row]), {
      codes: fewCodes,
    })
    expect(rejects).toEqual([])
    expect(drift).toEqual([])
    expect(notices[0]).toMatchObject({
      sourceId: 'G/TBT/N/KOR/900',
      route: 'workbook',
      jurisdiction: 'KOR',
      circulatedOn: '2026-03-02',
      products: 'Headphones',
      objectives: ['Quality requirements', 'Other'],
      commentDeadline: { kind: 'exact', earliest: '2026-05-01' },
      entryIntoForce: { kind: 'unknown', basis: 'adoption' },
    })
    expect(notices[0]?.hs.map(({ norm }) => norm)).toEqual(['85183010', '85183020'])
  })

  const dated = (value: unknown) => row.map((cell, index) => (index === 6 ? value : cell))
  const daysOf = async (...values: unknown[]) => {
    const { notices } = await parseEping(await workbook([header, ...values.map(dated)]), { codes: fewCodes })
    return notices.map(({ circulatedOn }) => circulatedOn)
  }

  test('dates may be serial numbers, ISO text, words or numbers', async () => {
    expect(await daysOf(46083, '2026-03-02', '2 March 2026', '2-Mar-2026', '2026/3/2')).toEqual(
      Array.from({ length: 5 }, () => '2026-03-02'),
    )
  })

  test('days by numbers are read as the whole column writes them, else they stay unknown', async () => {
    expect(await daysOf('02/03/2026', '25/03/2026')).toEqual(['2026-03-02', '2026-03-25'])
    expect(await daysOf('03/02/2026 10:15', '03/25/2026')).toEqual(['2026-03-02', '2026-03-25'])
    expect(await daysOf('02/03/2026', '03/04/2026')).toEqual([null, null])
    expect(await daysOf('25/03/2026', '03/25/2026', '02/03/2026')).toEqual(['2026-03-25', '2026-03-25', null])
  })

  test('a deadline by numbers whose order nobody knows keeps its words and is no date', async () => {
    const american = row.map((cell, index) => (index === 1 ? '04/05/2026' : index === 6 ? '03/04/2026' : cell))
    const { notices } = await parseEping(await workbook([header, american]), { codes: fewCodes })
    expect(notices[0]?.commentDeadline).toMatchObject({ raw: '04/05/2026', kind: 'unknown', stages: [] })
  })

  test('names a column it does not know, and rejects a row without a symbol', async () => {
    const { notices, rejects, drift } = await parseEping(
      await workbook([[...header, 'Carbon score'], row, row.map((cell, index) => (index === 2 ? '' : cell))]),
      { codes: fewCodes },
    )
    expect(notices).toHaveLength(1)
    expect(rejects).toMatchObject([{ row: 3 }])
    expect(drift).toEqual(['eping column: Carbon score'])
  })

  test('without a header, or broken, is one reject', async () => {
    expect(
      (
        await parseEping(
          await workbook([
            ['a', 'b'],
            ['c', 'd'],
          ]),
          { codes: fewCodes },
        )
      ).rejects,
    ).toMatchObject([{ row: 'file' }])
    const cut = (await workbook([header, row])).slice(0, 400)
    expect((await parseEping(cut, { codes: fewCodes })).rejects).toMatchObject([{ row: 'file' }])
  })
})
