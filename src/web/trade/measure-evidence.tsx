import type { QuotedEvidence, WeighedLeaf } from '../../alerts/measures/measure-weighing.ts'
import type { MeasureRead } from '../../alerts/measures/read-measure.ts'
import type { City } from '../../reference/city.ts'
import { Badge, Both, Facts } from '../parts.tsx'

/** Whom a measure hits and why: each piece of evidence with its weight and the words it stands on. */
export function MeasureEvidence({ read, city }: { read: MeasureRead; city: City }) {
  const { leaves } = read.weighing
  if (leaves.length === 0) return null
  return (
    <section class="part" aria-labelledby="evidence">
      <h2 id="evidence">
        <Both zh="凭什么说涉及" en="Why these sectors" />
      </h2>
      {leaves.map((leaf) => (
        <LeafEvidence leaf={leaf} city={city} />
      ))}
    </section>
  )
}

function LeafEvidence({ leaf, city }: { leaf: WeighedLeaf; city: City }) {
  const named = city.leaves.get(leaf.code) ?? { zh: leaf.code, en: leaf.code }
  return (
    <>
      <h3>
        <Both zh={named.zh} en={named.en} />{' '}
        {leaf.label === 'direct' ? (
          <Badge tone="blue" zh={`直接 ${leaf.weight}`} en="direct" />
        ) : (
          <Badge tone="yellow" zh={`可能 ${leaf.weight}`} en="broad" />
        )}
      </h3>
      <ul class="reasons">
        {leaf.because.map((one) => (
          <li>
            <Both zh={one.zh} en={one.en} /> <span class="number">({one.weight})</span>
            <Quote quote={one.quote} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Quote({ quote }: Pick<QuotedEvidence, 'quote'>) {
  if (!quote) return null
  return (
    <q class="hint">
      {quote.before}
      <mark>{quote.found}</mark>
      {quote.after}
    </q>
  )
}

/** What the city exports of it to that market; that none is recorded is said, never a nought. */
export function MeasureExposure({ read: { weighing } }: { read: MeasureRead }) {
  const { exposure } = weighing
  return (
    <section class="part" aria-labelledby="exposure">
      <h2 id="exposure">
        <Both zh="本市出口" en="The city's exports" />
      </h2>
      {exposure ? (
        <Facts
          rows={[
            [
              { zh: '对该市场出口', en: 'To that market' },
              <span class="number">{`${wanUsd(exposure.usd)} 万美元`}</span>,
            ],
            [
              { zh: '占本行业出口', en: "Share of the sector's" },
              <span class="number">{`${Math.round(exposure.share * 1_000) / 10}%`}</span>,
            ],
            [{ zh: '期间', en: 'Period' }, <span class="number">{exposure.period}</span>],
          ]}
        />
      ) : (
        <p>
          <Both zh="没有录入出口数据，不知道有多少。" en="No export figures are recorded: unknown, not none." />
        </p>
      )}
    </section>
  )
}

const wanUsd = (usd: number): string => Math.round(usd / 10_000).toLocaleString('en-US')
