import type { Said } from '../../errors.ts'
import { OTHERS_MAX } from '../../intake/joint-filing.ts'
import { TextArea, TextField } from '../fields.tsx'
import { Both } from '../parts.tsx'
import type { TypedFiling } from './typed-filing.ts'

type Props = { typed: TypedFiling; errors: Record<string, Said> }

/** Filing for several people at once (共同投诉): closed for most, open again with what was typed when something needs a change. */
export function JointFields({ typed, errors }: Props) {
  const open = typed.others !== '' || errors.others !== undefined || errors.second !== undefined
  return (
    <details class="act" open={open}>
      <summary>
        <Both zh="和别人一起投诉（共同投诉）" en="Filing for several people (joint complaint)" />
      </summary>
      <p class="hint">
        <Both
          zh="同一家商家、同一件事，几个人一起投诉，一次调解。您是代表人；每个人各有回执码、答复和评价，身份各自封存，和解须各自同意。请先征得他们同意。"
          en="Several people, one business, one matter, mediated once. You represent them; each has an own receipt, answer and sealed identity, and each consents to a settlement or not. Ask them first."
        />
      </p>
      <TextArea
        name="others"
        label={{ zh: '其他投诉人', en: 'The other complainants' }}
        hint={{
          zh: `每人一行：姓名，电话或邮箱，金额（选填）。例如：陈女士，13800000000，1299。最多 ${OTHERS_MAX} 位。`,
          en: 'One a line: name, phone or e-mail, amount (optional), with commas between.',
        }}
        value={typed.others}
        error={errors.others}
        rows={4}
        maxlength={4000}
      />
      <TextField
        name="second"
        label={{ zh: '另一名代表人', en: 'A second representative' }}
        hint={{
          zh: '上面一位的姓名；最多两名代表人，包括您。',
          en: 'The name of one of those above; at most two, you included.',
        }}
        value={typed.second}
        error={errors.second}
        maxlength={50}
      />
    </details>
  )
}
