import type { NoticeRead, NoticeVersion } from '../../alerts/notices/read-notice.ts'
import type { NoticeSource } from '../../intake/notice.ts'
import { sourceNames } from '../alert-parts.tsx'
import { Both, type Column, Table } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** What later tellings changed, old beside new, newest first; and who else tells the same notice. */
export function NoticeVersions({ read: { versions, routes } }: { read: NoticeRead }) {
  const telling = versions.filter(({ changes }) => changes.length > 0)
  return (
    <>
      {telling.length > 0 && (
        <h2>
          <Both zh="更正和变更" en="Corrections and changes" />
        </h2>
      )}
      {telling.map((version) => (
        <Table
          caption={{
            zh: `第 ${version.version} 版，${shanghaiTime(version.at)} 收到`,
            en: `Version ${version.version}`,
          }}
          columns={columns}
          rows={version.changes}
          empty={{ zh: '没有变化。', en: 'No change.' }}
        />
      ))}
      {routes.length > 1 && (
        <p>
          <Both zh="同一份通知也见于：" en="Also told by: " />
          {routes.map(routeName).join('、')}
        </p>
      )}
    </>
  )
}

const columns: Column<NoticeVersion['changes'][number]>[] = [
  { head: { zh: '项目', en: 'Field' }, cell: ({ field }) => <Both {...field} /> },
  { head: { zh: '原来', en: 'Was' }, cell: ({ from }) => (from === '' ? <Nothing /> : <del>{from}</del>) },
  { head: { zh: '现在', en: 'Is now' }, cell: ({ to }) => (to === '' ? <Nothing /> : <ins>{to}</ins>) },
]

function Nothing() {
  return <Both zh="未说明" en="not stated" />
}

function routeName(route: string): string {
  const [source = '', format = ''] = route.split(':')
  const named = sourceNames[source as NoticeSource]
  return named ? `${named.zh} ${named.en}（${format}）` : route
}
