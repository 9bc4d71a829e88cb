import type { BulletinNotice } from '../../src/intake/notice.ts'
import { asList, asRecord, asText } from '../../src/intake/source-text.ts'
import { countryCode } from '../../src/reference/countries.ts'
import { type Check, text } from './fields.ts'

/** What the samples of bulletins hold apart. */

export const tbtZhFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('symbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'member',
    stated: (record) => countryCode(asText(record.member)) ?? '',
    read: (notice) => notice.jurisdiction ?? '',
  },
  {
    field: 'articles',
    stated: (record) => asList(record.articles).map(asText).join(),
    read: (notice) => notice.articles.join(),
  },
  { field: 'circulated', stated: text('notifiedDate'), read: (notice) => notice.circulatedOn ?? '' },
  { field: 'title', stated: text('title'), read: (notice) => notice.title },
  {
    field: 'ICS',
    stated: (record) => (asText(record.icsRaw).match(/\d{2}(?:\.\d{3}(?:\.\d{2})?)?/g) ?? []).join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  {
    field: 'comments',
    stated: (record) => statedDay(record.commentsRaw),
    read: (notice) => notice.commentDeadline.earliest ?? '',
  },
  {
    field: 'in force',
    stated: (record) => statedDay(record.entryIntoForceRaw),
    read: (notice) => notice.entryIntoForce.earliest ?? '',
  },
]

export const epingFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('symbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'HS',
    stated: (record) => asList(record.hs).map(digits).join(),
    read: (notice) => notice.hs.map(({ norm }) => norm).join(),
  },
  {
    field: 'ICS',
    stated: (record) => asList(record.ics).map(asText).join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  { field: 'comments', stated: text('commentDeadlineDate'), read: (notice) => notice.commentDeadline.earliest ?? '' },
]

export const epingApiFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('documentSymbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'circulated',
    stated: (record) => asText(record.distributionDate).slice(0, 10),
    read: (notice) => notice.circulatedOn ?? '',
  },
  {
    field: 'comments',
    stated: (record) => asText(record.commentDeadlineDate).slice(0, 10),
    read: (notice) => notice.commentDeadline.earliest ?? '',
  },
  {
    field: 'ICS',
    stated: (record) => [...new Set(asList(record.icsCodes).map((code) => asText(asRecord(code)?.code)))].join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  {
    field: 'member',
    stated: (record) => countryCode(asText(record.notifyingMember)) ?? '',
    read: (notice) => notice.jurisdiction ?? '',
  },
]

const digits = (value: unknown) =>
  [
    ...new Set(
      asText(value)
        .match(/\d{4}(?:\.?\d{2}){0,3}|\d{2}(?!\d)/g)
        ?.map((code) => code.replace(/\D/g, '')) ?? [],
    ),
  ].join()

/** A date that stands plainly in the record; anything else has no truth to compare with. */
function statedDay(value: unknown): string {
  const match = /^(\d{4})\s*[-年/]\s*(\d{1,2})\s*[-月/]\s*(\d{1,2})日?(?=$|[;；,，])/.exec(asText(value))
  return match && match[1] !== '0000'
    ? [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-')
    : ''
}
