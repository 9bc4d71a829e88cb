import type { PairEvidence } from '../../../alerts/watch/pair-tests.ts'
import { Both, Facts, Table } from '../../parts.tsx'
import { expectedWords, SignalPart } from './signal-parts.tsx'

/** The two-by-two table of a product and a hazard, every measure of it, and what makes it news. */
export function PairPart({ pair }: { pair: PairEvidence }) {
  const { count, expected, eb05, before, adjusted, pairs } = pair
  return (
    <SignalPart title={{ zh: '四格表：产品与危害', en: 'The table of product and hazard' }}>
      <p>
        <Both
          zh={`在说到产品的 ${count.all} 起事件里：若与产品无关，应有 ${expectedWords(expected)} 起，实有 ${count.both} 起。${newsOf(before).zh}`}
          en={`Of ${count.all} events that name a product, ${expectedWords(expected)} would be both by chance; ${count.both} are. ${newsOf(before).en}`}
        />
      </p>
      <Table
        caption={{ zh: '四格表（事件数）', en: 'Two by two, in events' }}
        rows={rowsOf(pair)}
        columns={[
          { head: { zh: '产品', en: 'Product' }, cell: ({ zh, en }) => <Both zh={zh} en={en} /> },
          { head: { zh: '这种危害', en: 'This hazard' }, cell: ({ hazard }) => hazard, numeric: true },
          { head: { zh: '其他', en: 'Other' }, cell: ({ other }) => other, numeric: true },
          { head: { zh: '合计', en: 'All' }, cell: ({ hazard, other }) => hazard + other, numeric: true },
        ]}
      />
      <Facts
        rows={[
          [
            { zh: 'EBGM（EB05）', en: 'EBGM (EB05)' },
            <>
              {pair.ebgm.toFixed(2)} (<strong>{eb05.toFixed(2)}</strong>){' '}
              <Both zh="EB05 达到 2 为信号" en="a signal from EB05 2 on" />
            </>,
          ],
          [
            { zh: 'PRR', en: 'PRR' },
            `${ratioWords(pair.prr, pair.prrLower)}，χ² ${pair.chiSquare?.toFixed(1) ?? '—'}，Evans ${pair.evans ? '✓' : '✗'}`,
          ],
          [{ zh: 'ROR', en: 'ROR' }, ratioWords(pair.ror, pair.rorLower)],
          [{ zh: 'IC', en: 'IC' }, ratioWords(pair.ic, pair.icLower)],
          [
            { zh: '虚假发现', en: 'False discoveries' },
            <Both
              zh={`当夜同看 ${pairs} 对，校正后 ${adjusted.toExponential(1)}`}
              en={`${pairs} pairs that night, adjusted ${adjusted.toExponential(1)}`}
            />,
          ],
        ]}
      />
      <p class="hint">
        <Both
          zh="括号内为 95% 区间下限。比例高不等于因果，也不等于数量多。"
          en="In brackets the lower end of the 95 % interval. Over-represented is neither caused nor many."
        />
      </p>
    </SignalPart>
  )
}

function rowsOf({ count: { both, product, hazard, all } }: PairEvidence) {
  return [
    { zh: '这种产品', en: 'This product', hazard: both, other: product - both },
    { zh: '其他产品', en: 'Other products', hazard: hazard - both, other: all - product - hazard + both },
  ]
}

const ratioWords = (value: number | null, lower: number | null): string =>
  value === null ? '—' : `${value.toFixed(2)} (${lower?.toFixed(2) ?? '—'})`

function newsOf(before: PairEvidence['before']) {
  if (!before) return { zh: '两周前还从未一起出现。', en: 'A fortnight ago they had never come together.' }
  const { count, eb05 } = before
  return {
    zh: `两周前是 ${count.both} 起，EB05 ${eb05.toFixed(2)}。`,
    en: `A fortnight ago they were ${count.both}, EB05 ${eb05.toFixed(2)}.`,
  }
}
