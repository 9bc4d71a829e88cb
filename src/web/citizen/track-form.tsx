import type { Said } from '../../errors.ts'
import { ErrorSummary, TextField } from '../fields.tsx'
import { paths } from '../paths.ts'

/** Where a receipt is typed. It goes in the body of a POST, so that it never stands in an address, a history or a log. */
export function TrackForm({ typed, error }: { typed: string; error?: Said | undefined }) {
  return (
    <form method="post" action={paths.track} novalidate>
      {error && <ErrorSummary title={{ zh: '查不到', en: 'Not found' }} errors={{ receipt: error }} />}
      <TextField
        name="receipt"
        label={{ zh: '回执码', en: 'Receipt' }}
        hint={{
          zh: '提交时显示的 20 位字母和数字；大小写、横线都不影响。',
          en: 'The 20 letters and digits shown when you filed; case and dashes do not matter.',
        }}
        value={typed}
        error={error}
        maxlength={60}
        autocomplete="off"
        required
      />
      <p class="actions">
        <button type="submit">
          查询 <span lang="en">Track</span>
        </button>
      </p>
    </form>
  )
}
