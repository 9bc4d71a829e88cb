import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Said } from '../../errors.ts'
import { Submit, TextArea } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { FilesField } from './files-field.tsx'

/** What was tried to be added and refused: the words, and whether files must be chosen again. */
export type AdditionTried = { text: string; said: Said; errors: Record<string, Said>; filesLost: boolean }

type AdditionProps = { tracked: TrackedCase; receipt: string; tried: AdditionTried | null }

/**
 * Where the reporter hands in more, at any time while the case is open. When the bureau waits for it, its words stand above — they name
 * the last day and the clocks that stand still.
 */
export function AdditionForm({ tracked: { asked, mayAdd }, receipt, tried }: AdditionProps) {
  if (asked) {
    return (
      <Notice tone="yellow" title={{ zh: '单位请您补充材料', en: 'The bureau asks you for more' }}>
        {asked.words && <p class="written">{asked.words}</p>}
        <Fields receipt={receipt} tried={tried} />
      </Notice>
    )
  }
  if (!mayAdd) return tried && <TooLate tried={tried} />
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="补充照片、文件或说明" en="Add photos, files or words" />
      </summary>
      <p class="hint">
        <Both
          zh="案件结束前随时可以补充，承办单位会收到提示；办理时限不变。"
          en="You may add to it until the case is over. The bureau is told; the clocks do not change."
        />
      </p>
      <Fields receipt={receipt} tried={tried} />
    </details>
  )
}

/** The case ended while they wrote: their words are shown, to be taken elsewhere. */
function TooLate({ tried }: { tried: AdditionTried }) {
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...tried.said} />
      </p>
      <p class="written">{tried.text}</p>
    </Notice>
  )
}

function Fields({ receipt, tried }: Pick<AdditionProps, 'receipt' | 'tried'>) {
  return (
    <form method="post" action={paths.trackAdditions} enctype="multipart/form-data" novalidate>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <input type="hidden" name="receipt" value={receipt} />
      <TextArea
        name="note"
        label={{ zh: '补充的内容', en: 'What you add' }}
        hint={{
          zh: '办案单位能看到。不要写您的姓名、电话或住址。只交照片或文件时可以不写。',
          en: 'The bureau reads it. Do not write your name, phone or address. May stay empty when you hand in files.',
        }}
        value={tried?.text}
        error={tried?.errors.note}
        rows={4}
        maxlength={2000}
      />
      <FilesField error={tried?.errors.files} lost={tried?.filesLost ?? false} />
      <Submit zh="补充" en="Hand in" />
    </form>
  )
}
