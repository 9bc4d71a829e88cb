import type { Said } from '../../../errors.ts'
import type { SourceRead, SourceReject, SourceRun } from '../../../intake/sources/read-source.ts'
import { sourceNames } from '../../alert-parts.tsx'
import { CheckField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Facts, Pagination, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { sourcePaths } from './source-paths.ts'
import { Doubts, RunStatus, StateOfSource, Way } from './source-words.tsx'

/** What was typed beside a row that could not be settled, and why not. */
export type SettlementTried = { rejectId: number; settlement: string; alike: boolean; error: Said | undefined }

type SourcePageProps = { read: SourceRead; page: number; tried: SettlementTried | null }

/** One source: how it is doing, what could not be read, and its last readings. */
export function SourcePage({ read: { health, runs, rejects, pages }, page, tried }: SourcePageProps) {
  const { source } = health
  const drift = [...new Set(runs.slice(0, 5).flatMap((run) => run.drift))]
  return (
    <>
      <p class="crumbs">
        <a href={sourcePaths.list}>
          <Both zh="数据源" en="Sources" />
        </a>{' '}
        · <span class="symbol">{source}</span>
      </p>
      <h1>
        <Both {...sourceNames[source]} />
      </h1>
      <p>
        <StateOfSource state={health.state} /> <Doubts health={health} />
      </p>
      <Facts
        rows={[
          [{ zh: '约定节奏', en: 'Rhythm' }, <Rhythm days={health.silentAfterDays} />],
          [{ zh: '上次有新内容', en: 'Last news' }, health.newsAt && shanghaiTime(health.newsAt)],
          [{ zh: '累计通知', en: 'Notices' }, String(health.notices)],
          [
            { zh: '定时获取', en: 'Fetched' },
            health.fetched ? (
              <Both zh="已开启" en="yes" />
            ) : (
              <Both zh="未开启，由人员导入" en="no, handed in by people" />
            ),
          ],
          [{ zh: '没有见过的字段', en: 'New fields' }, drift.join('、')],
        ]}
      />
      <h2>
        <Both zh={`读不出、等人处理的 ${health.openRejects} 条`} en={`${health.openRejects} to settle`} />
      </h2>
      {rejects.length === 0 && (
        <p class="empty">
          <Both zh="没有等待处理的记录。" en="Nothing waits." />
        </p>
      )}
      {rejects.map((reject) => (
        <Reject reject={reject} tried={tried?.rejectId === reject.id ? tried : null} />
      ))}
      <Pagination page={page} pages={pages} hrefOf={(to) => `${sourcePaths.source(source)}?page=${to}`} />
      <h2>
        <Both zh="最近的读取" en="Last readings" />
      </h2>
      <Table
        caption={{ zh: '最近的读取', en: 'Last readings' }}
        columns={columns}
        rows={runs}
        empty={{ zh: '还没有读过这个数据源。', en: 'It has not been read yet.' }}
      />
    </>
  )
}

function Rhythm({ days }: { days: number | null }) {
  if (days === null) return <Both zh="没有约定" en="none agreed on" />
  return <Both zh={`${days} 天内应有新内容`} en={`something new within ${days} days`} />
}

function Reject({ reject, tried }: { reject: SourceReject; tried: SettlementTried | null }) {
  const { id, at, place, zh, en, raw, alike } = reject
  return (
    <Form
      action={sourcePaths.settlement(id)}
      names={{ settlement: `settlement-${id}` }}
      class="part"
      aria-labelledby={`reject-${id}`}
    >
      <h3 id={`reject-${id}`}>
        <Both zh={zh} en={en} />
      </h3>
      <p class="hint">
        <Both zh={`${placeWords(place).zh}，${shanghaiTime(at)} 读取`} en={placeWords(place).en} />
      </p>
      {raw !== '' && (
        <details>
          <summary>
            <Both zh="原始内容" en="As it came" />
          </summary>
          <p class="written">{raw.slice(0, 4_000)}</p>
        </details>
      )}
      <TextField
        name={`settlement-${id}`}
        label={{ zh: '怎样处理的', en: 'What was done' }}
        value={tried?.settlement}
        maxlength={500}
        error={tried?.error}
        required
      />
      {alike > 1 && (
        <CheckField
          name={`alike-${id}`}
          label={{ zh: '同类记录', en: 'Rows alike' }}
          values={tried?.alike ? ['yes'] : []}
          options={[
            {
              value: 'yes',
              zh: `同一次读取、同样原因的 ${alike} 条一并处理`,
              en: `settle all ${alike} rows of this reading with this reason`,
            },
          ]}
        />
      )}
      <Submit zh="处理完毕" en="Settled" />
    </Form>
  )
}

/** Where in the document: its header, the whole of it, or a row; a sheet's name may stand before. */
function placeWords(place: string): Said {
  const [, sheet = '', at = place] = /^(?:(.*):)?([^:]*)$/.exec(place) ?? []
  const before = sheet === '' ? '' : `${sheet} `
  if (at === 'header') return { zh: `${before}表头`, en: `${before}header` }
  if (at === 'file' || at === 'table') return { zh: `${before}整份`, en: `${before}the whole of it` }
  return { zh: `${before}第 ${at} 行`, en: `${before}row ${at}` }
}

const columns: Column<SourceRun>[] = [
  { head: { zh: '时间', en: 'When' }, cell: ({ at }) => shanghaiTime(at) },
  { head: { zh: '方式', en: 'Way' }, cell: ({ way }) => <Way way={way} /> },
  {
    head: { zh: '结果', en: 'Outcome' },
    cell: ({ status, error }) => (
      <>
        <RunStatus status={status} /> {error}
      </>
    ),
  },
  { head: { zh: '文件', en: 'Document' }, cell: ({ name }) => <span class="symbol">{name ?? '—'}</span> },
  { head: { zh: '看到', en: 'Seen' }, cell: ({ seen }) => String(seen), numeric: true },
  { head: { zh: '新', en: 'New' }, cell: (run) => String(run.new), numeric: true },
  { head: { zh: '变化', en: 'Changed' }, cell: ({ changed }) => String(changed), numeric: true },
  { head: { zh: '未变', en: 'Same' }, cell: ({ unchanged }) => String(unchanged), numeric: true },
  { head: { zh: '读不出', en: 'Rejected' }, cell: ({ rejected }) => String(rejected), numeric: true },
]
