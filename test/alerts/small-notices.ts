/** Documents as the sources send them, as small as they may be; say only what the test is about. */

export function cpscFile(
  ...recalls: { number?: string; title?: string; hazard?: string; units?: string; date?: string }[]
): Uint8Array {
  return json(
    recalls.map(
      ({
        number = '27101',
        title = 'Testbrand Recalls Power Banks Due to Fire Hazard',
        hazard = 'The battery can overheat and catch fire.',
        units = 'About 12,000',
        date = '2026-11-10',
      }) => ({
        RecallID: Number(number),
        RecallNumber: number,
        RecallDate: `${date}T00:00:00`,
        LastPublishDate: `${date}T00:00:00`,
        Title: title,
        Description: 'The recall involves the model TB-20.',
        URL: 'https://recalls.example/1',
        ConsumerContact: 'Testbrand at 800-555-0100',
        Products: [
          {
            Name: title.replace(/^\w+ Recalls | Due to.*$/g, ''),
            Description: '',
            Model: 'TB-20',
            Type: '',
            CategoryID: '',
            NumberOfUnits: units,
          },
        ],
        Inconjunctions: [],
        Images: [],
        Injuries: [{ Name: 'None reported' }],
        Manufacturers: [{ Name: 'Testbrand Co., Ltd., of China', CompanyID: '' }],
        Retailers: [],
        Importers: [],
        Distributors: [],
        ManufacturerCountries: [{ Country: 'China' }],
        ProductUPCs: [],
        Hazards: [{ Name: hazard, HazardType: '', HazardTypeID: '' }],
        Remedies: [{ Name: 'Stop using it.' }],
        RemedyOptions: [{ Option: 'Refund' }],
      }),
    ),
  )
}

type Bulletin = {
  symbol?: string
  member?: string
  title?: string
  products?: string
  hs?: string[]
  description?: string
  circulated?: string
  comments?: string | null
  inForce?: string
  adoption?: string
}

export function epingFile(...bulletins: Bulletin[]): Uint8Array {
  return json({
    items: bulletins.map((said, index) => ({
      id: String(index + 1),
      area: 'TBT',
      notificationType: said.symbol?.includes('/Add.') ? 'Addendum' : 'Regular notification',
      distributionDate: `${said.circulated ?? '2026-10-20'}T00:00:00Z`,
      commentDeadlineDate: said.comments === null ? null : `${said.comments ?? '2026-12-21'}T00:00:00Z`,
      documentSymbol: ` ${said.symbol ?? 'G/TBT/N/EU/8001'}`,
      notifyingMember: said.member ?? 'European Union',
      title: said.title ?? 'Safety requirements for battery chargers',
      description: said.description ?? 'Sets technical requirements for chargers.',
      productsFreeText: said.products ?? 'Battery chargers',
      hsCodes: (said.hs ?? ['8504']).map((code, id) => ({ id, code, name: code })),
      icsCodes: [],
      keywords: [],
      objectives: [],
      hsCodeText: '',
      icsCodeText: '',
      technicalRegulation: true,
      proposedAdoptionDateText: said.adoption ?? '',
      proposedEntryIntoForceDateText: said.inForce ?? '',
      notificationFormatId: '10',
    })),
    currentPage: 1,
    pageSize: 20,
    totalCount: bulletins.length,
  })
}

/** The reasons for an addendum with one box ticked, in the wording of the form. */
export function ticked(line: 'comment' | 'withdrawn' | 'other', words = ''): string {
  const box = (kind: string) => (kind === line ? '[X]' : '[ ]')
  return [
    'Reason for Addendum:',
    `${box('comment')} Comment period changed - date: ${line === 'comment' ? words : ''}`,
    `${box('adopted')} Notified measure adopted - date:`,
    `${box('published')} Notified measure published - date:`,
    `${box('force')} Notified measure enters into force - date:`,
    `${box('final')} Text of final measure available from:`,
    `${box('withdrawn')} Notified measure withdrawn or revoked - date:`,
    `${box('scope')} Content or scope of notified measure changed and text available from:`,
    `${box('guidance')} Interpretive guidance issued and text available from:`,
    `${box('other')} Other: ${line === 'other' ? words : ''}`,
  ].join(' ')
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
