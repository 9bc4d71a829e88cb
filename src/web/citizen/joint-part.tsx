import { lastDayOf } from '../../cases/clocks/clock-holds.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import { CheckField } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { boxes, tickFirst } from './tick-first.ts'

/** `unsure`: consent was pressed without the box that confirms it. */
type Asked = { receipt: string; unsure: boolean }

/** A joint complaint as one of its complainants sees it: of how many, represented by the holders of which cases, and the own word on a settlement. */
export function JointPart({ joint, ...asked }: Asked & { joint: TrackedCase['joint'] }) {
  if (!joint) return null
  const speakers = joint.members.filter(({ represents }) => represents).map((one) => `#${one.case}`)
  return (
    <Notice
      tone="blue"
      title={{ zh: `共同投诉：${joint.members.length} 件一并调解`, en: `Joint complaint of ${joint.members.length}` }}
    >
      <p>
        <Both
          zh={`由案件 ${speakers.join('、')} 的投诉人代表参加调解${joint.represents ? '，您是代表人之一' : ''}。您的回执、答复、评价和隐私不变，别人看不到您是谁。`}
          en={`Represented in the mediation by who filed ${speakers.join(', ')}${joint.represents ? '; you are one of them' : ''}. Your receipt, answer, judgement and privacy stay yours.`}
        />
      </p>
      {joint.settlement !== null && <Settlement joint={joint} {...asked} />}
    </Notice>
  )
}

function Settlement({ joint, receipt, unsure }: Asked & { joint: NonNullable<TrackedCase['joint']> }) {
  return (
    <>
      <p>
        <strong>
          <Both zh="和解方案" en="The settlement" />
        </strong>
      </p>
      <p class="written">{joint.settlement}</p>
      {joint.consents === true && (
        <p>
          <Both zh="您已同意。" en="You have consented." />
        </p>
      )}
      {joint.mayAnswer && (
        <form method="post" action={paths.trackSettlement}>
          <input type="hidden" name="receipt" value={receipt} />
          <p class="hint">
            <Both
              zh={`请在 ${joint.answerUntil ? lastDayOf({ due_at: joint.answerUntil }) : ''} 24:00 前答复。不同意或没有答复的，您的投诉单独继续办理，权利不受影响。`}
              en="Please answer by then. If you do not consent or do not answer, your complaint goes on alone, with all its rights."
            />
          </p>
          <CheckField
            name={boxes.settlement}
            label={{ zh: '同意和解', en: 'Consenting' }}
            error={unsure ? tickFirst : undefined}
            required
            values={[]}
            options={[{ value: 'yes', zh: '我已看过方案，同意后不能撤回', en: 'I have read it; consent is final' }]}
          />
          <p class="actions">
            <button type="submit" name="consents" value="yes">
              <Both zh="同意" en="Consent" />
            </button>{' '}
            <button type="submit" name="consents" value="no" class="quiet">
              <Both zh="不同意，单独继续" en="Do not consent, go on alone" />
            </button>
          </p>
        </form>
      )}
    </>
  )
}
