import type { IncidentOfCase } from '../../../cases/incidents/find-incident-of.ts'
import { REASON_UNITS_MAX } from '../../../cases/incidents/see-together.ts'
import type { Invalid, Said } from '../../../errors.ts'
import { Reasons } from '../../case-parts.tsx'
import { TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** What was tried and refused in one of the forms, so that nothing typed is lost. */
export type GroupingTried = { other: string; reason: string; said: Said; fields: Invalid['fields'] }

type Tried = { tried: GroupingTried | null }

/** On the case page: the event it belongs to, cases that a person is asked about, and saying so by hand. */
export function IncidentPanel({ caseId, found, tried }: { caseId: number; found: IncidentOfCase } & Tried) {
  const { incident, questions } = found
  const asked = questions.find((question) => String(question.caseId) === tried?.other)
  return (
    <>
      <h2>
        <Both zh="同一事件" en="One incident" />
      </h2>
      {incident && incident.cases > 1 ? (
        <>
          <p>
            <a href={bureauPaths.incident(incident.id)}>
              <Both
                zh={`与另外 ${incident.cases - 1} 件同属一个事件，可一次办理`}
                en={`One incident with ${incident.cases - 1} more: handle them at once`}
              />
            </a>
          </p>
          <Reasons reasons={incident.because} />
        </>
      ) : (
        <p class="empty">
          <Both zh="没有并入任何事件。" en="It is grouped with no other case." />
        </p>
      )}
      {questions.map((question) => (
        <details class="act" open={question === asked}>
          <summary>
            <Both zh="是同一件事吗？" en="The same event?" /> {question.title} #{question.caseId}
          </summary>
          <p>
            <a href={bureauPaths.case(question.caseId)}>
              {question.title} #{question.caseId}
            </a>
          </p>
          <Reasons reasons={question.because} />
          <Decision caseId={caseId} otherId={question.caseId} tried={question === asked ? tried : null} />
        </details>
      ))}
      <details class="act" open={tried !== null && asked === undefined}>
        <summary>
          <Both zh="与另一案合并" en="Merge with another case" />
        </summary>
        <Decision caseId={caseId} otherId={null} tried={asked === undefined ? tried : null} />
      </details>
    </>
  )
}

/** One reason, and one button or two: the second is offered where the machine asked. */
function Decision({ caseId, otherId, tried }: { caseId: number; otherId: number | null } & Tried) {
  const own = otherId === null ? 'merge' : `question-${otherId}`
  return (
    <Form action={bureauPaths.caseMerges(caseId)}>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      {otherId === null ? (
        <TextField
          name="other"
          label={{ zh: '另一案的编号', en: 'Number of the other case' }}
          required
          maxlength={20}
          value={tried?.other}
          error={tried?.fields.other}
        />
      ) : (
        <input type="hidden" name="other" value={String(otherId)} />
      )}
      <TextArea
        name={`${own}-reason`}
        label={{ zh: '理由', en: 'Reason' }}
        required
        rows={2}
        maxlength={REASON_UNITS_MAX}
        value={tried?.reason}
        error={tried?.fields.reason}
      />
      <p class="actions">
        <button type="submit">
          <Both zh="是同一事件，合并" en="One event: merge" />
        </button>{' '}
        {otherId !== null && (
          <button type="submit" class="quiet" formaction={bureauPaths.caseSeparations(caseId)}>
            <Both zh="不是，分开" en="No, keep apart" />
          </button>
        )}
      </p>
    </Form>
  )
}
