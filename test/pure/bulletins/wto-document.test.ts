import { describe, expect, test } from 'vitest'
import { parseWtoDocument } from '../../../src/intake/bulletins/wto-document.ts'
import { archive } from '../../support/archive.ts'
import { fewCodes } from './few-codes.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = async (document: Uint8Array | string) =>
  parseWtoDocument(typeof document === 'string' ? bytes(document) : document, { codes: fewCodes })

/** The printed form, filled in for the test. */
const items: [string, string][] = [
  ['1.', 'Notifying Member: EUROPEAN UNION\nIf applicable, name of local government involved (Article 3.2 and 7.2):'],
  [
    '2.',
    'Agency responsible: Commission, Unit X\nName and address (including telephone and fax numbers, email and website addresses, if available) of agency or authority designated to handle comments regarding the notification shall be indicated if different from above:',
  ],
  ['3.', 'Notified under Article 2.9.2 [X], 2.10.1 [ ], 5.6.2 [X], 5.7.1 [ ], 3.2 [ ], 7.2 [ ], Other [ ]:'],
  [
    '4.',
    'Products covered (HS or CCCN where applicable, otherwise national tariff heading. ICS numbers may be provided in addition, where applicable): Battery chargers (HS: 8504); ICS: 29.200',
  ],
  [
    '5.',
    'Title, number of pages and language(s) of the notified document(s): Draft regulation on ecodesign of chargers; (12 page(s), in English)',
  ],
  ['6.', 'Description of content: Chargers shall have a minimum energy efficiency.'],
  [
    '7.',
    'Objective and rationale, including the nature of urgent problems where applicable: Protection of the environment; Consumer information, labelling',
  ],
  ['8.', 'Relevant documents: Related to G/TBT/N/EU/500'],
  ['9.', 'Proposed date of adoption: 1 March 2027\nProposed date of entry into force: 6 months after adoption'],
  ['10.', 'Final date for comments: 60 days from notification'],
  [
    '11.',
    'Texts available from: National enquiry point [X] or address, telephone and fax numbers and email and website addresses, if available, of other body: https://members.wto.org/crnattachments/2026/TBT/EEC/26_00001_00_e.pdf',
  ],
]
const head = [
  'G/TBT/N/EU/8123',
  '20 October 2026',
  '(26-7001)',
  'Page: 1/2',
  'Committee on Technical Barriers to Trade',
  'Original: English',
  'NOTIFICATION',
  'The following notification is being circulated in accordance with Article 10.6',
]

const html = `<html><body>${head.map((line) => `<p>${line}</p>`).join('')}<table>${items
  .map(
    ([number, text]) =>
      `<tr><td>${number}</td><td>${text
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join('')}</td></tr>`,
  )
  .join('')}</table></body></html>`

function docx(lines: string[], rows: [string, string][]): Uint8Array {
  const paragraph = (text: string) =>
    `<w:p><w:r><w:t xml:space="preserve">${text.replace(/&/g, '&amp;')}</w:t></w:r></w:p>`
  const cell = (text: string) => `<w:tc>${text.split('\n').map(paragraph).join('')}</w:tc>`
  const table = rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')
  return archive({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${lines.map(paragraph).join('')}<w:tbl>${table}</w:tbl></w:body></w:document>`,
  })
}

describe('a notification of the WTO', () => {
  test.each([
    ['a web page', () => bytes(html)],
    ['a Word file', () => docx(head, items)],
    ['saved text', () => bytes([...head, ...items.map(([number, text]) => `${number} ${text}`)].join('\n'))],
  ])('is read item by item from %s', async (_, document) => {
    const { notices, rejects } = await read(document())
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({
      source: 'wto',
      sourceId: 'G/TBT/N/EU/8123',
      documentNumber: '26-7001',
      jurisdiction: 'EU',
      agency: 'Commission, Unit X',
      articles: ['2.9.2', '5.6.2'],
      title: 'Draft regulation on ecodesign of chargers',
      description: 'Chargers shall have a minimum energy efficiency.',
      objectives: ['Protection of the environment', 'Consumer information, labelling'],
      circulatedOn: '2026-10-20',
      related: ['G/TBT/N/EU/500'],
      commentDeadline: { kind: 'estimated', earliest: '2026-12-19', basis: 'circulation' },
      adoption: { kind: 'exact', earliest: '2027-03-01' },
      entryIntoForce: { kind: 'estimated', earliest: '2027-09-01', basis: 'adoption' },
      documents: ['https://members.wto.org/crnattachments/2026/TBT/EEC/26_00001_00_e.pdf'],
      sps: null,
    })
    expect(notices[0]?.hs.map(({ norm }) => norm)).toEqual(['8504'])
    expect(notices[0]?.ics.map(({ norm }) => norm)).toEqual(['29.200'])
  })

  test('several members notify one draft in one document', async () => {
    const { notices } = await read(html.replace('G/TBT/N/EU/8123', 'G/TBT/N/BDI/900, G/TBT/N/KEN/901'))
    expect(notices).toHaveLength(1)
    expect(notices[0]?.symbols.map(({ symbol }) => symbol)).toEqual(['G/TBT/N/BDI/900', 'G/TBT/N/KEN/901'])
  })

  test('an addendum is an event: its ticks and the sentence with its date', async () => {
    const addendum = [
      'G/TBT/N/USA/7001/Add.1',
      '9 January 2026',
      '(26-0100)',
      'NOTIFICATION',
      'Addendum',
      'The following communication, dated 8 January 2026, is being circulated at the request of the delegation of the United States of America.',
      '',
      'Chargers: efficiency',
      '',
      'Reason for Addendum:',
      '[X] Comment period changed - date: 17 February 2026',
      '[ ] Notified measure adopted - date:',
      '[ ] Notified measure published - date:',
      '[ ] Notified measure enters into force - date:',
      '[ ] Notified measure withdrawn or revoked - date:',
      '[ ] Other:',
      'Description: The comment period is extended.',
    ].join('\n')
    const { notices } = await read(addendum)
    expect(notices[0]).toMatchObject({
      notificationType: 'addendum',
      jurisdiction: 'USA',
      circulatedOn: '2026-01-09',
      title: 'Chargers: efficiency',
      commentDeadline: { kind: 'exact', earliest: '2026-02-17' },
      relief: false,
    })
    expect(notices[0]?.addendum.map(({ kind }) => kind)).toEqual(['commentPeriod'])
  })

  test('in French and in Spanish the labels and dates are others, the notice the same', async () => {
    const french = [
      'G/TBT/N/MAR/77',
      '3 mars 2026',
      '(26-1500)',
      'NOTIFICATION',
      '1. Membre notifiant: MAROC',
      "2. Organisme responsable: Ministère de l'industrie",
      "3. Notification au titre de l'article 2.9.2 [X], 2.10.1 [ ], 5.6.2 [ ]:",
      '4. Produits visés: Chargeurs',
      '5. Intitulé, nombre de pages et langue(s) du texte notifié: Chargeurs de batteries (3 pages, en français)',
      '6. Teneur: Exigences.',
      "9. Date projetée pour l'adoption: 15 juin 2026",
      "Date projetée pour l'entrée en vigueur: 1er août 2026",
      '10. Date limite pour la présentation des observations: 60 jours à compter de la date de notification',
    ].join('\n')
    const { notices } = await read(french)
    expect(notices[0]).toMatchObject({
      jurisdiction: 'MAR',
      circulatedOn: '2026-03-03',
      title: 'Chargeurs de batteries',
      adoption: { earliest: '2026-06-15' },
      entryIntoForce: { earliest: '2026-08-01' },
      commentDeadline: { earliest: '2026-05-02' },
    })
    const spanish = [
      'G/TBT/N/PER/88',
      '4 de marzo de 2026',
      '(26-1600)',
      'NOTIFICACIÓN',
      '1. Miembro que notifica: PERÚ',
      '2. Organismo responsable: Ministerio',
      '4. Productos abarcados: Cargadores',
      '5. Título, número de páginas e idioma(s) del documento notificado: Reglamento de cargadores (8 páginas, en español)',
      '6. Descripción del contenido: Requisitos.',
      '10. Fecha límite para la presentación de observaciones: 60 días a partir de la fecha de notificación',
    ].join('\n')
    expect((await read(spanish)).notices[0]).toMatchObject({
      jurisdiction: 'PER',
      circulatedOn: '2026-03-04',
      title: 'Reglamento de cargadores',
      commentDeadline: { earliest: '2026-05-03' },
    })
  })
})

describe('a sanitary notification', () => {
  const sps = [
    'G/SPS/N/JPN/900',
    '5 May 2026',
    '(26-3000)',
    'NOTIFICATION',
    '1. Notifying Member: JAPAN',
    '2. Agency responsible: Ministry of Health',
    '3. Products covered (provide tariff item number(s) as specified in national schedules deposited with the WTO; ICS numbers should be provided in addition, where applicable): Tea (HS: 0902)',
    '4. Regions or countries likely to be affected, to the extent relevant or practicable:',
    '[X] All trading partners',
    '[ ] Specific regions or countries:',
    '5. Title of the notified document: Maximum residue limits for tea. Language(s): English. Number of pages: 3',
    '6. Description of content: Limits for two pesticides.',
    '7. Objective and rationale: [X] food safety, [ ] animal health, [ ] plant protection.',
    '8. Is there a relevant international standard? If so, identify the standard:',
    '[X] Codex Alimentarius Commission (e.g. title or serial number)',
    '[ ] World Organisation for Animal Health',
    '[ ] None',
    'Does this proposed regulation conform to the relevant international standard?',
    '[ ] Yes [X] No',
    '10. Proposed date of adoption (dd/mm/yy): To be determined',
    'Proposed date of publication (dd/mm/yy):',
    '11. Proposed date of entry into force: [X] Six months from date of publication, and/or (dd/mm/yy):',
    '12. Final date for comments: [X] Sixty days from the date of circulation of the notification and/or (dd/mm/yy): 4 July 2026',
  ].join('\n')

  test('says whom it affects, which standard there is, and whether it conforms', async () => {
    const { notices, rejects } = await read(sps)
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({
      area: 'SPS',
      jurisdiction: 'JPN',
      sps: { allTradingPartners: true, regions: '', standard: 'codex', conforms: false },
      objectives: ['Food safety'],
      circulatedOn: '2026-05-05',
      adoption: { kind: 'unknown' },
      commentDeadline: { kind: 'exact', earliest: '2026-07-04' },
    })
    expect(notices[0]?.hs.map(({ norm }) => norm)).toEqual(['0902'])
  })

  test('an entry into force that hangs on an unknown publication stays unknown', async () => {
    expect((await read(sps)).notices[0]?.entryIntoForce).toMatchObject({ kind: 'unknown' })
  })
})

test('what is no notification is refused with what to do', async () => {
  expect((await read('<html><body><h1>News</h1></body></html>')).rejects[0]?.row).toBe('file')
  expect((await read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).rejects[0]?.reason.zh).toContain('.docx')
  expect((await read(archive({ 'a.txt': 'x' }))).rejects[0]?.reason.en).toContain('no Word document')
})
