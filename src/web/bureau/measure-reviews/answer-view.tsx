import type { AnswerContent } from '../../../alerts/reviews/answer-content.ts'
import { type InEither, type OpinionPoint, pointPartNames, pointParts } from '../../../alerts/reviews/opinion-point.ts'
import { Both, type Column, Facts, Table } from '../../parts.tsx'

/** The answer as it was merged, as a page; the PDF beside it says the same. */
export function AnswerView({ content }: { content: AnswerContent }) {
  const { number, symbol, member, title, products, hs, official, route, statement, points, bureau, date } = content
  return (
    <article class="document">
      <p class="document-bureau">{bureau.zh}</p>
      <h1>
        <Both zh="WTO/TBT 通报评议意见表" en="Comments on a notification" />
      </h1>
      <p class="document-number">{number}</p>
      <Facts
        rows={[
          [{ zh: '通报号', en: 'Symbol' }, <span class="symbol">{symbol}</span>],
          [{ zh: '通报成员', en: 'Notified by' }, <Both {...member} />],
          [{ zh: '通报标题', en: 'Title' }, title.zh === title.en ? title.en : <Both {...title} />],
          [
            { zh: '涉及产品', en: 'Products' },
            [products, hs.length > 0 ? `HS ${hs.join('、')}` : ''].filter(Boolean).join('；'),
          ],
          [{ zh: '官方评议截止日', en: 'Official end' }, official ?? '未定 not known'],
          [{ zh: '报送途径', en: 'Route' }, <Both {...route} />],
          [{ zh: '总体意见', en: 'General statement' }, hasWords(statement) && <InBoth {...statement} />],
        ]}
      />
      <Table
        caption={{ zh: '意见', en: 'Comments' }}
        columns={columns}
        rows={points.map((point, index) => ({ index, point }))}
      />
      <p class="document-foot">
        {bureau.zh}
        <br />
        {date}
      </p>
    </article>
  )
}

type Row = { index: number; point: OpinionPoint }

const columns: Column<Row>[] = [
  { head: { zh: '序号', en: 'No.' }, cell: ({ index }) => index + 1, numeric: true },
  { head: { zh: '条款', en: 'Article' }, cell: ({ point }) => point.place },
  ...pointPartNames.map(
    (part): Column<Row> => ({ head: pointParts[part], cell: ({ point }) => <InBoth {...point[part]} /> }),
  ),
]

const hasWords = ({ zh, en }: InEither): boolean => zh !== '' || en !== ''

function InBoth({ zh, en }: InEither) {
  return (
    <>
      {zh}
      {zh !== '' && en !== '' && <br />}
      {en !== '' && <span lang="en">{en}</span>}
    </>
  )
}
