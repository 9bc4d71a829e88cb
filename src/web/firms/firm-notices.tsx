import type { NoticeOfFirm } from '../../alerts/links/find-notices-of.ts'
import type { NoticeSource } from '../../intake/notice.ts'
import { sourceNames } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { roleNames } from '../bureau/links/pair-shown.tsx'
import { Badge, Both } from '../parts.tsx'

/** Recalls and failed samples about a firm, each with its document. They count for no grade: what does is in the record. Nothing where there is none. */
export function FirmNotices({ notices }: { notices: NoticeOfFirm[] }) {
  if (notices.length === 0) return null
  return (
    <section aria-labelledby="firm-notices">
      <h2 id="firm-notices">
        <Both zh="相关的召回和不合格样品" en="Recalls and failed samples" />
      </h2>
      <ul>
        {notices.map(({ noticeId, kind, title, titleZh, source, sourceId, publishedOn, role, byPerson }) => (
          <li>
            {kind === 'recall' ? (
              <Badge tone="orange" zh="召回" en="Recall" />
            ) : (
              <Badge tone="orange" zh="抽检不合格" en="Failed sample" />
            )}{' '}
            <a href={alertPaths.notice(noticeId)}>{titleZh ?? title}</a>{' '}
            <span class="hint">
              {publishedOn} · {sourceNames[source as NoticeSource]?.zh ?? source} {sourceId} ·{' '}
              <Both {...roleNames[role]} />
            </span>{' '}
            {!byPerson && <Badge zh="编号一致，自动关联，未公开" en="linked by number, not public" />}
          </li>
        ))}
      </ul>
    </section>
  )
}
