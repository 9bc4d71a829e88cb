import { levelNames } from '../../alerts/announced.ts'
import type { MeasureListed } from '../../alerts/measures/list-measures.ts'
import { tradeDateWords } from '../../alerts/notices/trade-date-words.ts'
import { countryName } from '../../reference/countries.ts'
import { xmlText } from '../xml-text.ts'

type Place = { publicUrl: string; self: string; urlOf: (family: string) => string }

/** Measures as an Atom feed (RFC 4287): one entry a measure for ever, updated when something of it changed. */
export function measureAtom(measures: MeasureListed[], { publicUrl, self, urlOf }: Place): string {
  const newest = measures
    .map(({ changedAt }) => changedAt.toISOString())
    .toSorted()
    .at(-1)
  const host = new URL(publicUrl).hostname
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>tag:${host},2026:trade-measures</id>`,
    '<title>质量哨兵：贸易措施 Quality Sentinel: trade measures</title>',
    `<updated>${newest ?? '2026-01-01T00:00:00.000Z'}</updated>`,
    '<author><name>质量哨兵 Quality Sentinel</name></author>',
    `<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(`${publicUrl}/trade`)}"/>`,
    ...measures.map((measure) => entryOf(measure, host, urlOf(measure.family))),
    '</feed>\n',
  ].join('\n')
}

function entryOf(measure: MeasureListed, host: string, url: string): string {
  const { family, clocks, changedAt, market, leaves } = measure
  const place = market === null ? null : countryName(market)
  const comment = tradeDateWords(clocks.comment)
  const inForce = tradeDateWords(clocks.inForce)
  const summary = [
    `评议截止：${comment.zh}。生效：${inForce.zh}。`,
    `Comments close: ${comment.en}. In force: ${inForce.en}.`,
    measure.title,
  ].join('\n')
  return [
    '<entry>',
    `<id>tag:${host},2026:measure:${xmlText(encodeURIComponent(family))}</id>`,
    `<title>${xmlText(`${standing(measure)}${place ? `${place.zh}：` : ''}${measure.titleZh ?? measure.title}`)}</title>`,
    `<updated>${changedAt.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${xmlText(url)}"/>`,
    ...leaves.map((leaf) => `<category term="${xmlText(leaf)}"/>`),
    `<summary type="text">${xmlText(summary)}</summary>`,
    '</entry>',
  ].join('')
}

function standing({ withdrawn, relief, warning }: MeasureListed): string {
  if (withdrawn) return '【已撤回】'
  if (relief) return '【利好】'
  return warning?.state === 'released' ? `【${levelNames[warning.level].zh}】` : ''
}
