import type { QualityRead } from '../../../alerts/warnings/read-quality-warning.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Facts, Notice } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import type { DraftPartProps, Tried } from './draft-part.tsx'

/** Each firm that is named: told when and how, until when it may answer, and what it said. */
export function Hearings({ warning, draft, tried }: DraftPartProps) {
  if (draft.content.firms.length === 0 || draft.lifting) return null
  return (
    <section class="part acts" aria-labelledby="hearings">
      <h2 id="hearings">
        <Both zh="听取点名企业" en="Hearing the firms named" />
      </h2>
      <p class="hint">
        <Both
          zh={`告知后 ${draft.rules.hearing.workdays} 个工作日内答复，逾期视为没有意见。${draft.rules.hearing.article.zh}`}
          en={`They have ${draft.rules.hearing.workdays} working days; silence counts as no objection. ${draft.rules.hearing.article.en}`}
        />
      </p>
      {draft.content.firms.map((firm, index) => (
        <Firm warning={warning} firm={firm} index={index} mayWrite={draft.mayWrite} tried={tried} />
      ))}
      <Urgent warning={warning} draft={draft} tried={tried} />
    </section>
  )
}

type FirmProps = { warning: QualityRead; firm: string; index: number; mayWrite: boolean; tried: Tried | null }

function Firm({ warning, firm, index, mayWrite, tried }: FirmProps) {
  const hearing = warning.hearings.find((one) => one.firm === firm)
  return (
    <div class="card">
      <h3>{firm}</h3>
      {hearing ? (
        <>
          <Facts
            rows={[
              [{ zh: '告知', en: 'Told' }, `${shanghaiTime(hearing.toldAt)} · ${hearing.toldHow}`],
              [{ zh: '邮箱', en: 'E-mail' }, hearing.address],
              [{ zh: '答复截止', en: 'May answer until' }, shanghaiTime(hearing.answerBy)],
              [{ zh: '陈述', en: 'It says' }, hearing.statement],
            ]}
          />
          {mayWrite && hearing.heardAt === null && <Statement warning={warning} hearingId={hearing.id} tried={tried} />}
        </>
      ) : (
        mayWrite && <Telling warning={warning} firm={firm} index={index} tried={tried} />
      )}
    </div>
  )
}

function Telling({ warning, firm, index, tried }: Omit<FirmProps, 'mayWrite'>) {
  const own = tried?.about === `tell-${firm}` ? tried : null
  return (
    <Form action={alertPaths.hearings(warning.id)}>
      <input type="hidden" name="firm" value={firm} />
      <input type="hidden" name="place" value={String(index)} />
      <TextField
        name={`how-${index}`}
        label={{ zh: '怎样告知了谁', en: 'How and whom you told' }}
        value={own?.values.how ?? ''}
        error={own?.fields.how ?? own?.fields.firm}
        maxlength={500}
        required
      />
      <TextField
        name={`address-${index}`}
        label={{ zh: '企业邮箱', en: 'Its e-mail' }}
        hint={{ zh: '发布时把预警和确认链接寄去。', en: 'The warning and a link to acknowledge it go there.' }}
        type="email"
        value={own?.values.address ?? ''}
        error={own?.fields.address}
        maxlength={254}
      />
      <Submit zh="记录告知" en="Record the telling" />
    </Form>
  )
}

function Statement({ warning, hearingId, tried }: { warning: QualityRead; hearingId: number; tried: Tried | null }) {
  const name = `statement-${hearingId}`
  const own = tried?.about === name ? tried : null
  return (
    <Form action={alertPaths.statement(warning.id, hearingId)}>
      <TextArea
        name={name}
        label={{ zh: '企业的陈述', en: 'What the firm says' }}
        value={own?.values[name] ?? ''}
        error={own?.fields[name]}
        rows={3}
        maxlength={5000}
        required
      />
      <Submit zh="记录陈述" en="Record it" />
    </Form>
  )
}

function Urgent({ warning, draft, tried }: DraftPartProps) {
  const own = tried?.about === 'urgent' ? tried : null
  if (draft.urgentReason !== null)
    return (
      <Notice tone="orange" title={{ zh: '紧急，不先听取', en: 'Urgent: not heard first' }}>
        <p>{draft.urgentReason}</p>
      </Notice>
    )
  if (!draft.mayWrite) return null
  return (
    <details class="act" open={own !== null}>
      <summary>
        <Both zh="情况紧急，先发布" en="It is urgent: publish first" />
      </summary>
      <Form action={alertPaths.urgency(warning.id)}>
        <TextArea
          name="urgent"
          label={{ zh: '为何不能先听取', en: 'Why they cannot be heard first' }}
          hint={{
            zh: '文稿退回拟稿，由审核人、签发人重新把关。',
            en: 'The text goes back, so that reviewer and signer weigh it.',
          }}
          value={own?.values.urgent ?? ''}
          error={own?.fields.urgent}
          rows={2}
          maxlength={500}
          required
        />
        <p class="actions">
          <button type="submit" class="grave">
            <Both zh="写明紧急" en="State the urgency" />
          </button>
        </p>
      </Form>
    </details>
  )
}

/** Whether a higher level must be told first, by which article, and the record of it. */
export function UpwardReport({ warning, draft, tried }: DraftPartProps) {
  if (draft.upward.length === 0) return null
  const own = tried?.about === 'reported' ? tried : null
  return (
    <section class="part acts" aria-labelledby="upward">
      <h2 id="upward">
        <Both zh="先向上报告" en="Reported upward first" />
      </h2>
      <ul class="reasons">
        {draft.upward.map(({ zh, en, to, article }) => (
          <li>
            <Both zh={`${zh}：${to.zh}（${article.zh}）`} en={`${en}: ${to.en} (${article.en})`} />
          </li>
        ))}
      </ul>
      {draft.reportedAt !== null ? (
        <Facts
          rows={[
            [{ zh: '已报告', en: 'Reported to' }, draft.reportedTo],
            [{ zh: '时间', en: 'At' }, shanghaiTime(draft.reportedAt)],
            [{ zh: '文号', en: 'Number' }, draft.reportedRef],
          ]}
        />
      ) : (
        draft.mayWrite && (
          <Form action={alertPaths.upwardReport(warning.id)}>
            <TextField
              name="reportedTo"
              label={{ zh: '报告给', en: 'Reported to' }}
              value={own?.values.reportedTo ?? draft.upward[0]?.to.zh}
              error={own?.fields.reportedTo}
              maxlength={200}
              required
            />
            <TextField
              name="reportedAt"
              label={{ zh: '报告时间', en: 'When' }}
              type="datetime-local"
              value={own?.values.reportedAt ?? ''}
              error={own?.fields.reportedAt}
              required
            />
            <TextField
              name="reportedRef"
              label={{ zh: '文号或批复', en: 'Number or answer' }}
              value={own?.values.reportedRef ?? ''}
              maxlength={100}
            />
            <Submit zh="记录报告" en="Record it" />
          </Form>
        )
      )}
    </section>
  )
}
