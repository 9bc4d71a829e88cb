import { readSymbols } from '../../../src/intake/bulletins/symbols.ts'
import { readTradeDate, unknownDate } from '../../../src/intake/bulletins/tbt-dates.ts'
import type { BulletinNotice } from '../../../src/intake/notice.ts'

type Said = Omit<Partial<BulletinNotice>, 'symbols' | 'commentDeadline' | 'adoption' | 'entryIntoForce'> & {
  symbol?: string
  comments?: string
  adopted?: string
  inForce?: string
}

/** A bulletin that is fine as it is; say only what the test is about, dates as members write them. */
export function aBulletin({
  symbol = 'G/TBT/N/EU/8001',
  comments = '',
  adopted = '',
  inForce = '',
  ...said
}: Said = {}): BulletinNotice {
  const symbols = readSymbols(symbol)
  return {
    kind: 'bulletin',
    source: 'eping',
    sourceId: symbols[0]?.symbol ?? symbol,
    route: 'api-json',
    title: 'Safety of battery chargers',
    titleZh: null,
    url: null,
    publishedOn: said.circulatedOn ?? '2026-10-20',
    jurisdiction: 'EU',
    area: 'TBT',
    symbols,
    documentNumber: null,
    member: 'European Union',
    agency: '',
    notificationType: symbol.includes('/Add.') ? 'addendum' : symbol.includes('/Rev.') ? 'revision' : 'new',
    articles: ['2.9.2'],
    urgent: false,
    products: 'Battery chargers',
    hs: [{ raw: '8504', norm: '8504', valid: true }],
    ics: [],
    description: '',
    objectives: [],
    circulatedOn: '2026-10-20',
    commentDeadline: readTradeDate(comments),
    adoption: readTradeDate(adopted),
    publication: unknownDate,
    entryIntoForce: readTradeDate(inForce),
    addendum: [],
    documents: [],
    related: [],
    relief: false,
    measureTypes: ['limit'],
    sps: null,
    ...said,
  }
}
