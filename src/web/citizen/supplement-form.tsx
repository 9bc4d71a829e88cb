import type { TrackedCase } from '../../cases/track-case.ts'
import type { Said } from '../../errors.ts'
import { TextArea } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'

export type SupplementTried = { text: string; error: Said | undefined }

type SupplementProps = { asked: NonNullable<TrackedCase['asked']>; receipt: string; tried: SupplementTried | null }

/** What the bureau waits for from the reporter, in its words — they name the last day and the clocks that stand still — and where it is handed in. */
export function SupplementForm({ asked: { words }, receipt, tried }: SupplementProps) {
  return (
    <Notice tone="yellow" title={{ zh: '单位请您补充材料', en: 'The bureau asks you for more' }}>
      {words && <p class="written">{words}</p>}
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
