import type { SampleNotice, SampleParty } from '../../intake/notice.ts'
import { Badge, Both, type Column, Facts, Table } from '../parts.tsx'

/** A tested sample: what was taken where, who is said to have made it, and what was found against what is allowed. */
export function SampleParts({ notice }: { notice: SampleNotice }) {
  const { sampledAt } = notice
  return (
    <>
      <p class="badges">
        <Conclusion conclusion={notice.conclusion} />
      </p>
      <Facts
        rows={[
          [{ zh: '产品', en: 'Product' }, notice.product],
          [{ zh: '商标', en: 'Brand' }, notice.brand],
          [{ zh: '规格型号', en: 'Specification' }, notice.spec],
          [{ zh: '生产日期或批号', en: 'Batch' }, notice.batch],
          [{ zh: '标称生产企业', en: 'Maker, by its label' }, <Party party={notice.maker} />],
          [{ zh: '委托方', en: 'Consignor' }, notice.consignor && <Party party={notice.consignor} />],
          [{ zh: '被抽样单位', en: 'Sampled at' }, <Party party={sampledAt} />],
          [
            { zh: '网店', en: 'Online shop' },
            sampledAt?.shop && `${sampledAt.shop}${sampledAt.platform ? `（${sampledAt.platform}）` : ''}`,
          ],
          [{ zh: '抽样日期', en: 'Sampled on' }, notice.sampledOn],
          [{ zh: '检验机构', en: 'Laboratory' }, notice.laboratory],
          [{ zh: '任务来源', en: 'Task' }, notice.task],
          [{ zh: '公告', en: 'Announcement' }, notice.announcement],
          [{ zh: '备注', en: 'Note' }, notice.note],
        ]}
      />
      <Table
        caption={{ zh: '检验项目', en: 'What was tested' }}
        columns={columns}
        rows={notice.items}
        empty={{ zh: '来源没有写出检验项目。', en: 'The source names no item.' }}
      />
    </>
  )
}

const columns: Column<SampleNotice['items'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, cell: ({ item }) => item || <Both zh="未说明" en="not stated" /> },
  { head: { zh: '检验结果', en: 'Found' }, cell: ({ measured }) => measured ?? <Both zh="未说明" en="not stated" /> },
  { head: { zh: '标准值', en: 'Allowed' }, cell: ({ limit }) => limit ?? <Both zh="未说明" en="not stated" /> },
]

function Conclusion({ conclusion }: Pick<SampleNotice, 'conclusion'>) {
  if (conclusion === 'failed') return <Badge tone="orange" zh="不合格" en="Failed" />
  if (conclusion === 'passed') return <Badge tone="good" zh="合格" en="Passed" />
  return <Badge zh="来源未写结论" en="No conclusion stated" />
}

function Party({ party }: { party: SampleParty | null }) {
  if (!party) return <Both zh="未说明" en="not stated" />
  return (
    <>
      {party.name}
      {party.address && (
        <>
          <br />
          {party.address}
        </>
      )}
    </>
  )
}
