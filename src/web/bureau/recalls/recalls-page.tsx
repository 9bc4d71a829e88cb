import type { RecallListed, RecallUnfollowed } from '../../../alerts/recalls/list-follow-ups.ts'
import { stepNames } from '../../../alerts/recalls/recall-words.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, type Column, Table } from '../../parts.tsx'
import { recallPaths } from '../../recalls/recall-paths.ts'
import { percentOf } from '../../recalls/recovery-chart.tsx'
import { shanghaiDue } from '../../times.ts'

type RecallsProps = { followed: RecallListed[]; unfollowed: RecallUnfollowed[]; city: City }

/** The recalls that the city follows, with what is late first, and those with a local firm that nobody follows yet. */
export function RecallsPage({ followed, unfollowed, city }: RecallsProps) {
  return (
    <>
      <h1>
        <Both zh="召回跟进" en="Recalls followed" />
      </h1>
      <Table
        caption={{ zh: '正在跟进的召回', en: 'Recalls followed' }}
        columns={followedColumns(city)}
        rows={followed}
        empty={{ zh: '还没有跟进任何召回。', en: 'No recall is followed yet.' }}
      />
      <h2>
        <Both zh="涉及本市企业、还没有跟进的" en="With a local firm, not followed yet" />
      </h2>
      <Table
        caption={{ zh: '还没有跟进的召回', en: 'Not followed yet' }}
        columns={unfollowedColumns}
        rows={unfollowed}
        empty={{
          zh: '没有。其他召回可以从召回通报的页面开始跟进。',
          en: 'None. Any other is followed from the page of its notice.',
        }}
      />
    </>
  )
}

const followedColumns = (city: City): Column<RecallListed>[] => [
  {
    head: { zh: '召回', en: 'Recall' },
    cell: ({ noticeId, title }) => <a href={recallPaths.onDesk(noticeId)}>{title}</a>,
  },
  { head: { zh: '单位', en: 'Bureau' }, cell: ({ bureau }) => city.bureaus.get(bureau)?.zh ?? bureau },
  {
    head: { zh: '已处置', en: 'Recovered' },
    cell: ({ share }) => (share === null ? <Both zh="未报告" en="not told" /> : percentOf(share)),
    numeric: true,
  },
  {
    head: { zh: '时限', en: 'Due' },
    cell: ({ late, next, state }) => {
      if (state === 'closed') return <Badge tone="good" zh="已办结" en="closed" />
      if (late.length > 0)
        return <Badge tone="red" zh={`逾期：${late.map(({ step }) => stepNames[step.kind].zh).join('、')}`} en="late" />
      return next && <Both zh={`${stepNames[next.step.kind].zh} ${shanghaiDue(next.dueAt)}`} en="next" />
    },
  },
  {
    head: { zh: '公众页面', en: 'Public page' },
    cell: ({ publishedAt, noticeId }) =>
      publishedAt === null ? (
        <Both zh="未公开" en="not public" />
      ) : (
        <a href={recallPaths.recall(noticeId)}>
          <Both zh="已公开" en="public" />
        </a>
      ),
  },
]

const unfollowedColumns: Column<RecallUnfollowed>[] = [
  {
    head: { zh: '召回', en: 'Recall' },
    cell: ({ noticeId, title }) => <a href={recallPaths.onDesk(noticeId)}>{title}</a>,
  },
  { head: { zh: '发布', en: 'Published' }, cell: ({ publishedOn }) => publishedOn },
  { head: { zh: '本市企业', en: 'Local firms' }, cell: ({ firms }) => firms.join('、') },
]
