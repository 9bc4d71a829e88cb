import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Said } from '../../errors.ts'
import { Aparts } from '../aparts.tsx'
import { Submit, TextArea } from '../fields.tsx'
import { paths } from '../paths.ts'

export type ObjectionTried = { apart: string; reason: string; error: Said | undefined }
type Props = { tracked: TrackedCase; receipt: string; tried: ObjectionTried | null }

/** What the office judges apart, with its reason, and where the reporter objects, once. */
export function ObjectionForms({ tracked, receipt, tried }: Props) {
  return (
    <Aparts
      aparts={tracked.aparts}
      below={({ id, mayObject }) => {
        if (!mayObject) return null
        const typed = tried?.apart === String(id) ? tried : null
        return (
          <form method="post" action={paths.trackObjection} novalidate>
            <input type="hidden" name="receipt" value={receipt} />
            <input type="hidden" name="apart" value={String(id)} />
            <TextArea
              name={`objection-${id}`}
              label={{ zh: '不同意？写明理由', en: 'You do not agree? Say why' }}
              hint={{ zh: '只能提出一次，由另一人裁定。', en: 'Once only; another person rules on it.' }}
              value={typed?.reason}
              error={typed?.error}
              rows={3}
              maxlength={500}
              required
            />
            <Submit zh="提出异议" en="Object" />
          </form>
        )
      }}
    />
  )
}
