import type { TrackedCase } from '../../cases/track-case.ts'
import type { Said } from '../../errors.ts'
import { TextArea } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'

export type SupplementTried = { text: string; error: Said | undefined }

type SupplementProps = { asked: NonNullable<TrackedCase['asked']>; receipt: string; tried: SupplementTried | null }

/** What the bureau waits for from the reporter, until when, and where it is handed in. */
export function SupplementForm({ asked: { words, until }, receipt, tried }: SupplementProps) {
  return (
    <Notice tone="yellow" title={{ zh: '单位请您补充材料', en: 'The bureau asks you for more' }}>
      {words && <p class="written">{words}</p>}
      {until && (
        <p>
          <Both
            zh={`请在 ${shanghaiTime(new Date(until.getTime() - 60_000))} 前补充。`}
            en="Please answer by then; the clocks that wait for it stand still."
          />
        </p>
      )}
      <form method="post" action={paths.trackSupplement} novalidate>
        <input type="hidden" name="receipt" value={receipt} />
        <TextArea
          name="supplement"
          label={{ zh: '补充的内容', en: 'What you add' }}
          hint={{
            zh: '办案单位能看到。不要写您的姓名、电话或住址。',
            en: 'The bureau reads it. Do not write your name, phone or address.',
          }}
          value={tried?.text}
          error={tried?.error}
          rows={4}
          maxlength={2000}
          required
        />
        <p class="actions">
          <button type="submit">
            <Both zh="补充" en="Hand in" />
          </button>
        </p>
      </form>
    </Notice>
  )
}
