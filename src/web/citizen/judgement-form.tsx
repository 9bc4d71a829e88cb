import { reopenDays } from '../../cases/acts/track-acts.ts'
import { type Judged, solvedWords } from '../../cases/tracking/judge-answer.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Said } from '../../errors.ts'
import { CheckField, RadioField, Submit, TextArea } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'

export type JudgementTried = { typed: Judged; said: Said; errors: Record<string, Said> }
type Props = { tracked: TrackedCase; receipt: string; tried: JudgementTried | null }

/** The reporter's word on the answer; an unhappy one may send the case back once. */
export function JudgementForm({ tracked, receipt, tried }: Props) {
  if (tracked.judged) return <WhatWasSaid judged={tracked.judged} />
  if (!tracked.mayJudge) return null
  const typed = tried?.typed
  return (
    <form method="post" action={paths.trackJudgement} class="part" novalidate>
      <h2>
        <Both zh="您怎么看这次答复" en="What do you say of this answer?" />
      </h2>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <input type="hidden" name="receipt" value={receipt} />
      <RadioField
        name="solved"
        label={{ zh: '事情解决了吗', en: 'Is it solved?' }}
        value={typed?.solved}
        error={tried?.errors.solved}
        options={Object.entries(solvedWords).map(([value, said]) => ({ value, ...said }))}
        required
      />
      <RadioField
        name="satisfied"
        label={{ zh: '对办理满意吗', en: 'Are you satisfied with how it was handled?' }}
        value={typed?.satisfied}
        error={tried?.errors.satisfied}
        options={[
          { value: 'yes', zh: '满意', en: 'Yes' },
          { value: 'no', zh: '不满意', en: 'No' },
        ]}
        required
      />
      <TextArea
        name="why"
        label={{ zh: '为什么', en: 'Why' }}
        hint={{ zh: '请求重办时必填：哪里没有解决。', en: 'Needed to have it handled again: what is not solved.' }}
        value={typed?.why ?? ''}
        error={tried?.errors.why}
        maxlength={500}
        rows={3}
      />
      {tracked.mayReopen && (
        <CheckField
          name="reopen"
          label={{ zh: '请求重办', en: 'Handle it again' }}
          hint={{ zh: `答复后 ${reopenDays} 天内可以请求一次。`, en: `Once, within ${reopenDays} days of the answer.` }}
          values={typed?.reopen ? ['yes'] : []}
          options={[{ value: 'yes', zh: '请重新办理', en: 'Please handle it again' }]}
        />
      )}
      <Submit zh="提交评价" en="Send" />
    </form>
  )
}

function WhatWasSaid({ judged }: { judged: NonNullable<TrackedCase['judged']> }) {
  return (
    <Notice tone="calm" title={{ zh: '您的评价', en: 'What you said' }}>
      <p>
        <Both {...solvedWords[judged.solved]} /> ·{' '}
        {judged.satisfied ? <Both zh="满意" en="satisfied" /> : <Both zh="不满意" en="not satisfied" />}
      </p>
      {judged.why && <p class="written">{judged.why}</p>}
    </Notice>
  )
}
