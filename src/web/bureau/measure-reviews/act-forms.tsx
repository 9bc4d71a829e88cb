import type { ReviewRead } from '../../../alerts/reviews/read-review.ts'
import { type ReviewAct, reviewActs } from '../../../alerts/reviews/review-moves.ts'
import { reviewNouns, reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import type { Invitee } from '../../../alerts/reviews/typed-invitees.ts'
import type { Said } from '../../../errors.ts'
import { CheckField, Field, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'

/** What was refused on the page, so that nothing typed is lost. */
export type ReviewTried = {
  act: ReviewAct
  said: Said
  errors: Record<string, Said>
  typed: Record<string, string>
  again?: string[]
}

type ActsProps = { read: ReviewRead; earlier: Invitee[]; tried: ReviewTried | null; today: string }

/** Every act that is open now, folded; the one that was refused stands open with what was typed. */
export function ReviewActs({ read, earlier, tried, today }: ActsProps) {
  const { acts, review } = read
  const shown = acts.filter((act) => act !== 'take_back' && act !== 'merge')
  if (acts.length === 0) return null
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="下一步" en="What comes next" />
      </h2>
      {acts.includes('merge') && (
        <p class="actions">
          <a class="button" href={reviewPaths.merge(review.id)}>
            <Both {...reviewActs.merge.label} />
          </a>
        </p>
      )}
      {shown.map((act) => (
        <details class="act" open={tried?.act === act || (act === 'invite' && review.state === 'unassigned')}>
          <summary>
            <Both {...reviewActs[act].label} />
          </summary>
          <ActForm act={act} read={read} earlier={earlier} today={today} tried={tried?.act === act ? tried : null} />
        </details>
      ))}
    </section>
  )
}

type FormProps = ActsProps & { act: ReviewAct }

function ActForm({ act, read, earlier, tried, today }: FormProps) {
  const files = act === 'feed_back' ? ({ enctype: 'multipart/form-data' } as const) : {}
  return (
    <Form action={reviewPaths.act(read.review.id, reviewNouns[act])} {...files}>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <p class="hint">
        <Both {...reviewActs[act].says} />
      </p>
      {act === 'invite' && <InviteFields read={read} earlier={earlier} tried={tried} today={today} />}
      {act === 'set_term' && <TermField read={read} tried={tried} today={today} />}
      {act === 'feed_back' && <FeedbackFields read={read} tried={tried} today={today} />}
      <Words act={act} tried={tried} />
      <p class="actions">
        <button type="submit" class={act === 'end' ? 'grave' : undefined}>
          <Both {...reviewActs[act].label} />
        </button>
      </p>
    </Form>
  )
}

function Words({ act, tried }: { act: ReviewAct; tried: ReviewTried | null }) {
  const { asks } = reviewActs[act]
  if (!asks) return null
  const name = `text-${act}`
  return (
    <TextArea
      name={name}
      label={asks}
      value={tried?.typed[name]}
      error={tried?.errors[name]}
      rows={3}
      maxlength={1000}
      required
    />
  )
}

type FieldsProps = { read: ReviewRead; tried: ReviewTried | null; today: string }

function InviteFields({ read, earlier, tried, today }: FieldsProps & { earlier: Invitee[] }) {
  const invited = new Set(read.invitations.map(({ email }) => email))
  const others = earlier.filter(({ email }) => !invited.has(email))
  const oneALine = { zh: '一行一个：名称 空格 邮箱', en: 'One a line: name, blank, address' }
  return (
    <>
      {others.length > 0 && (
        <CheckField
          name="again"
          label={{ zh: '以前邀请过的', en: 'Invited before' }}
          values={tried?.again ?? []}
          options={others.map(({ email, name, kind }) => ({
            value: email,
            zh: `${name}（${kind === 'expert' ? '专家' : '企业'}）`,
            en: email,
          }))}
        />
      )}
      <TextArea
        name="experts"
        label={{ zh: '专家', en: 'Experts' }}
        hint={oneALine}
        value={tried?.typed.experts}
        error={tried?.errors.experts}
        rows={3}
        maxlength={4000}
      />
      <TextArea
        name="firms"
        label={{ zh: '企业和协会', en: 'Firms and associations' }}
        hint={oneALine}
        value={tried?.typed.firms}
        error={tried?.errors.firms}
        rows={3}
        maxlength={4000}
      />
      <TermField read={read} tried={tried} today={today} />
    </>
  )
}

/** The last day for those invited, proposed from what merging needs before the last day of the route. */
function TermField({ read: { days, review }, tried, today }: FieldsProps) {
  const last = days.route?.lastDay ?? null
  return (
    <TextField
      name="commentsBy"
      type="date"
      size="short"
      label={{ zh: '征集意见截止日', en: 'Last day for those invited' }}
      hint={
        last === null
          ? { zh: '官方截止日未定，可自行确定', en: 'The official end is not known: choose a day' }
          : { zh: `本途径最晚 ${last} 报出`, en: `This route needs the answer by ${last}` }
      }
      value={tried?.typed.commentsBy ?? review.commentsBy ?? days.proposed ?? today}
      error={tried?.errors.commentsBy}
      required
    />
  )
}

function FeedbackFields({ read, tried, today }: FieldsProps) {
  const proposed = read.days.route?.route.zh ?? ''
  return (
    <>
      <TextField
        name="on"
        type="date"
        size="short"
        label={{ zh: '报出日期', en: 'Sent on' }}
        value={tried?.typed.on ?? today}
        error={tried?.errors.on}
        required
      />
      <TextField
        name="channel"
        label={{ zh: '途径', en: 'By which way' }}
        value={tried?.typed.channel ?? proposed}
        error={tried?.errors.channel}
        maxlength={120}
        required
      />
      <TextField
        name="reference"
        label={{ zh: '文号或邮件编号', en: 'Reference' }}
        value={tried?.typed.reference}
        maxlength={120}
      />
      <Field
        name="files"
        label={{ zh: '报送件（PDF 或照片）', en: 'What was sent (PDF or photo)' }}
        error={tried?.errors.files}
        control={(attributes) => (
          <input {...attributes} type="file" accept="application/pdf,image/jpeg,image/png,image/webp" />
        )}
      />
    </>
  )
}
