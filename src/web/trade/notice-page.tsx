import type { Child } from 'hono/jsx'
import { may } from '../../accounts/permissions.ts'
import type { FirmOfNotice } from '../../alerts/links/find-firms-of.ts'
import type { ReportsOfRecall } from '../../alerts/links/find-reports-of.ts'
import type { NoticeRead } from '../../alerts/notices/read-notice.ts'
import type { Actor } from '../../context.ts'
import type { SourceNotice } from '../../intake/notice.ts'
import type { City } from '../../reference/city.ts'
import { Market, sourceNames, WarningLevelBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Badge, Both, Facts } from '../parts.tsx'
import { paths } from '../paths.ts'
import { recallPaths } from '../recalls/recall-paths.ts'
import { shanghaiTime } from '../times.ts'
import { BulletinParts } from './bulletin-parts.tsx'
import { ForeignComplaintParts } from './foreign-complaint-parts.tsx'
import { MeansHere } from './means-here.tsx'
import { NoticeFirms } from './notice-firms.tsx'
import { NoticeTitle } from './notice-title.tsx'
import { NoticeVersions } from './notice-versions.tsx'
import { RecallParts } from './recall-parts.tsx'
import { RecallReports } from './recall-reports.tsx'
import { SampleParts } from './sample-parts.tsx'

type NoticePageProps = {
  read: NoticeRead
  /** The local reports that a recall or a failed sample meets; null for any other notice. */
  reports: ReportsOfRecall | null
  /** The local firms that a recall or a failed sample is about. */
  firms: FirmOfNotice[]
  actor: Actor
  city: City
  now: Date
}

/** One notice: what it says, field by field beside its original words, its clocks, its family and its warning. */
export function NoticePage({ read, reports, firms, actor, city, now }: NoticePageProps) {
  const { notice } = read
  return (
    <>
      <p class="crumbs">
        <a href={paths.trade}>
          <Both zh="贸易预警" en="Trade" />
        </a>{' '}
        · <span class="symbol">{notice.sourceId}</span>
        {notice.kind === 'bulletin' && (
          <>
            {' '}
            ·{' '}
            <a href={alertPaths.measure(notice.symbols[0]?.root ?? `${notice.source}:${notice.sourceId}`)}>
              <Both zh="措施档案" en="the whole measure" />
            </a>
          </>
        )}
      </p>
      <h1>
        <NoticeTitle
          notice={notice}
          title={{ zh: notice.titleZh, original: notice.title }}
          city={city}
          leaves={read.leaves}
        />
      </h1>
      <p class="badges">
        {read.withdrawn && <Badge tone="good" zh="已撤回" en="Withdrawn" />}
        {read.warning && <WarningLevelBadge level={read.warning.level} relief={read.warning.relief} />}
        <Badge {...sourceNames[notice.source]} />
      </p>
      <div class="notice-columns">
        <div>
          {notice.kind === 'bulletin' ? (
            <BulletinParts notice={notice} read={read} city={city} now={now} />
          ) : (
            <ProductParts notice={notice} city={city} />
          )}
          <NoticeVersions read={read} />
        </div>
        <aside aria-label="预警和来源 Warning and source">
          {isWarned(notice) && <MeansHere leaves={read.leaves} warning={read.warning} city={city} />}
          {reports && <RecallReports reports={reports} onDesk={deskOf(notice, read.id, actor)} />}
          <NoticeFirms firms={firms} noticeId={read.id} actor={actor} />
          <SourcePart read={read} />
        </aside>
      </div>
    </>
  )
}

/** Where staff follow a recall; null for others and other notices. */
const deskOf = ({ kind }: SourceNotice, id: number, actor: Actor): string | null =>
  kind === 'recall' && may(actor, 'follow_recalls') ? recallPaths.onDesk(id) : null

/** Samples and complaints abroad are counted, not warned of. */
const isWarned = ({ kind }: SourceNotice) => kind === 'recall' || kind === 'bulletin'

function ProductParts({ notice, city }: { notice: Exclude<SourceNotice, { kind: 'bulletin' }>; city: City }) {
  if (notice.kind === 'sample') return <SampleParts notice={notice} />
  return notice.kind === 'recall' ? (
    <RecallParts notice={notice} city={city} />
  ) : (
    <ForeignComplaintParts notice={notice} city={city} />
  )
}

function SourcePart({ read }: { read: NoticeRead }) {
  const { notice } = read
  const link: Child = notice.url ? (
    <a href={notice.url} rel="noreferrer">
      <Both zh="打开原文" en="Open the original" />
    </a>
  ) : (
    <Both zh="来源没有给出链接" en="the source gives no link" />
  )
  return (
    <section class="part" aria-labelledby="source">
      <h2 id="source">
        <Both zh="来源" en="Source" />
      </h2>
      <Facts
        rows={[
          [{ zh: '发布方', en: 'From' }, <Both {...sourceNames[notice.source]} />],
          [{ zh: '编号', en: 'Number' }, <span class="symbol">{notice.sourceId}</span>],
          [{ zh: '国家或地区', en: 'Jurisdiction' }, <Market code={notice.jurisdiction} />],
          [{ zh: '发布日', en: 'Published' }, notice.publishedOn ?? <Both zh="未说明" en="not stated" />],
          [{ zh: '收到', en: 'Received' }, shanghaiTime(read.firstSeenAt)],
          [
            { zh: '版本', en: 'Version' },
            read.version > 1 ? `${read.version} · ${shanghaiTime(read.changedAt)}` : String(read.version),
          ],
          [{ zh: '原文', en: 'Original' }, link],
        ]}
      />
    </section>
  )
}
