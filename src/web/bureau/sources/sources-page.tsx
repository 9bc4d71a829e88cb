import type { Said } from '../../../errors.ts'
import type { NoticeCount } from '../../../intake/import-notices.ts'
import { noticeSourceNames } from '../../../intake/notice.ts'
import type { SourceHealth } from '../../../intake/sources/list-sources.ts'
import { sourceNames } from '../../alert-parts.tsx'
import { ErrorSummary, Field, SelectField, Submit } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { sourcePaths } from './source-paths.ts'
import { Doubts, StateOfSource } from './source-words.tsx'

/** What was handed in: its outcome, or what was wrong with it. */
export type Handed = { source: string; count: NoticeCount | null; errors: Record<string, Said> }

/** How every source is doing, and the form to hand a document in. */
export function SourcesPage({ sources, handed }: { sources: SourceHealth[]; handed: Handed | null }) {
  return (
    <>
      <h1>
        <Both zh="数据源" en="Sources" />
      </h1>
      <p class="lead">
        <Both
          zh="召回、通报、抽检结果从哪里来、上次何时读到、有没有读不出的。“没有新内容”和“没有读成”分开写。"
          en="Where recalls, bulletins and samples come from, when they were last read, and what could not be. Nothing new and not read are told apart."
        />
      </p>
      {handed?.count && <Outcome count={handed.count} />}
      <Table caption={{ zh: '各数据源', en: 'Every source' }} columns={columns} rows={sources} />
      <UploadForm handed={handed} />
    </>
  )
}

function Outcome({ count }: { count: NoticeCount }) {
  const { seen, rejected } = count
  const unread = seen > 0 && rejected === seen
  return (
    <Notice
      tone={unread ? 'red' : rejected > 0 ? 'yellow' : 'good'}
      alert
      title={unread ? { zh: '没有一条能读出', en: 'Nothing in it could be read' } : { zh: '已读完', en: 'Read' }}
    >
      <p>
        <Both
          zh={`共 ${seen} 条：新 ${count.new}，有变化 ${count.changed}，没有变化 ${count.unchanged}，读不出 ${rejected}。`}
          en={`${seen} seen: ${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged, ${rejected} rejected.`}
        />{' '}
        <a href={sourcePaths.source(count.source)}>
          <Both zh="查看这个数据源" en="Open the source" />
        </a>
      </p>
    </Notice>
  )
}

const columns: Column<SourceHealth>[] = [
  {
    head: { zh: '数据源', en: 'Source' },
    cell: ({ source }) => (
      <a href={sourcePaths.source(source)}>
        <Both {...sourceNames[source]} />
      </a>
    ),
  },
  {
    head: { zh: '状态', en: 'State' },
    cell: (health) => (
      <>
        <StateOfSource state={health.state} /> <Doubts health={health} />
      </>
    ),
  },
  { head: { zh: '上次读取', en: 'Last read' }, cell: ({ last }) => (last ? shanghaiTime(last.at) : '—') },
  { head: { zh: '上次有新内容', en: 'Last news' }, cell: ({ newsAt }) => (newsAt ? shanghaiTime(newsAt) : '—') },
  { head: { zh: '累计', en: 'Notices' }, cell: ({ notices }) => String(notices), numeric: true },
  { head: { zh: '待处理', en: 'To settle' }, cell: ({ openRejects }) => String(openRejects), numeric: true },
]

function UploadForm({ handed }: { handed: Handed | null }) {
  const errors = handed?.errors ?? {}
  return (
    <Form action={sourcePaths.documents} enctype="multipart/form-data" class="part" aria-labelledby="hand-in">
      <h2 id="hand-in">
        <Both zh="交一份文件" en="Hand a document in" />
      </h2>
      {Object.keys(errors).length > 0 && (
        <ErrorSummary title={{ zh: '还不能读取', en: 'It cannot be read yet' }} errors={errors} />
      )}
      <SelectField
        name="source"
        label={{ zh: '数据源', en: 'Source' }}
        value={handed?.source ?? ''}
        none={{ zh: '请选择', en: 'Choose' }}
        options={noticeSourceNames.map((name) => ({ value: name, ...sourceNames[name] }))}
        error={errors.source}
        required
      />
      <Field
        name="document"
        label={{ zh: '文件（50 MB 以内）', en: 'File, up to 50 MB' }}
        hint={{
          zh: '格式从内容判断：JSON、XML、CSV、Excel、Word、网页都可以。重复交同一份不会重复登记；更大的文件请放入收件文件夹。',
          en: 'The format is read from the content, and the same file twice creates nothing twice. Put larger ones into the folder.',
        }}
        error={errors.document}
        control={(attributes) => <input type="file" {...attributes} />}
        required
      />
      <Submit zh="读取" en="Read it" />
    </Form>
  )
}
