import type { SourceHealth } from '../../../intake/sources/list-sources.ts'
import type { SourceRun } from '../../../intake/sources/read-source.ts'
import type { SourceState } from '../../../intake/sources/source-state.ts'
import type { Bilingual } from '../../../reference/city.ts'
import { Badge, Both, type Tone } from '../../parts.tsx'

const states: Record<SourceState, Bilingual & { tone: Tone }> = {
  failed: { tone: 'red', zh: '读取失败', en: 'Failed' },
  silent: { tone: 'orange', zh: '没有动静', en: 'Silent' },
  doubtful: { tone: 'yellow', zh: '有疑点', en: 'Doubtful' },
  well: { tone: 'good', zh: '正常', en: 'Well' },
  unused: { tone: 'calm', zh: '还没有用过', en: 'Not used yet' },
}

export function StateOfSource({ state }: Pick<SourceHealth, 'state'>) {
  return <Badge {...states[state]} />
}

const doubts: Record<SourceHealth['doubts'][number], Bilingual> = {
  rejects: { zh: '读不出的超过 5%', en: 'over 5 % could not be read' },
  drift: { zh: '格式有变化', en: 'the format has changed' },
  rows: { zh: '条数不到上次的一半', en: 'less than half the rows of last time' },
}

/** Why a source is not simply well, in words. */
export function Doubts({ health }: { health: SourceHealth }) {
  const { silentDays, silentAfterDays } = health
  return (
    <>
      {silentDays !== null && (
        <Both
          zh={`${silentDays} 天没有新内容，约定不超过 ${silentAfterDays} 天`}
          en={`nothing new for ${silentDays} days, ${silentAfterDays} were agreed on`}
        />
      )}
      {health.doubts.map((doubt, index) => (
        <>
          {index > 0 ? '；' : ' '}
          <Both {...doubts[doubt]} />
        </>
      ))}
      {health.last?.error && <> {health.last.error}</>}
    </>
  )
}

const statuses: Record<SourceRun['status'], Bilingual & { tone: Tone }> = {
  ok: { tone: 'good', zh: '已读', en: 'Read' },
  empty: { tone: 'calm', zh: '没有内容', en: 'Nothing in it' },
  not_modified: { tone: 'calm', zh: '与上次相同', en: 'Not changed since' },
  failed: { tone: 'red', zh: '失败', en: 'Failed' },
}

export function RunStatus({ status }: Pick<SourceRun, 'status'>) {
  return <Badge {...statuses[status]} />
}

const ways: Record<SourceRun['way'], Bilingual> = {
  command: { zh: '命令', en: 'command' },
  upload: { zh: '上传', en: 'upload' },
  folder: { zh: '文件夹', en: 'folder' },
  fetch: { zh: '获取', en: 'fetched' },
}

export function Way({ way }: Pick<SourceRun, 'way'>) {
  return <Both {...ways[way]} />
}
