import type { CriticalTask } from '../../../alerts/response/open-critical-tasks.ts'
import type { Said } from '../../../errors.ts'
import { TextArea } from '../../fields.tsx'
import { Both, Notice } from '../../parts.tsx'
import { responsePaths } from './response-paths.ts'

type DespiteProps = { standing: CriticalTask[]; typed: string | undefined; error: Said | undefined }

/** The critical tasks that stand in the way of lifting a warning, and the field that says why it is lifted all the same; nothing without any. */
export function Despite({ standing, typed, error }: DespiteProps) {
  if (standing.length === 0) return null
  return (
    <Notice tone="orange" title={{ zh: `${standing.length} 项关键任务没有完成`, en: 'Critical tasks not achieved' }}>
      <ul>
        {standing.map(({ taskId, responseId, title, failed }) => (
          <li>
            <a href={responsePaths.task(responseId, taskId)}>
              <Both {...title} />
            </a>{' '}
            {failed && <Both zh="未成" en="failed" />}
          </li>
        ))}
      </ul>
      <TextArea
        name="despite"
        label={{ zh: '为什么仍可解除', en: 'Why it can be lifted all the same' }}
        hint={{
          zh: '与理由一起留存，召回和通报预警的会公开显示。',
          en: 'Kept with the reason; public on recalls and bulletins.',
        }}
        value={typed}
        error={error}
        rows={2}
        maxlength={300}
        required
      />
    </Notice>
  )
}
