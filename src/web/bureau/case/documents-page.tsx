import {
  type DocumentAsk,
  type DocumentForm,
  documentSight,
  formsFor,
} from '../../../cases/documents/document-forms.ts'
import { choicesOf } from '../../../cases/documents/fill-form.ts'
import { knownAnswers } from '../../../cases/documents/known-answers.ts'
import type { DocumentListed } from '../../../cases/documents/list-documents.ts'
import type { CaseRead } from '../../../cases/read-case.ts'
import type { Said } from '../../../errors.ts'
import { toShanghaiDate } from '../../../reference/calendar.ts'
import { SelectField, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'

export type DocumentTried = { form: string; typed: Record<string, string>; said: Said; errors: Record<string, Said> }

type Props = { read: CaseRead; documents: DocumentListed[]; mayMake: boolean; tried: DocumentTried | null }

/** The documents of a case and the forms that fit it now. */
export function DocumentsPage({ read, documents, mayMake, tried }: Props) {
  return (
    <>
      <p class="eyebrow">
        <a href={bureauPaths.case(read.id)}>← {read.title}</a> <span class="case-number">#{read.id}</span>
      </p>
      <h1>
        <Both zh="文书" en="Documents" />
      </h1>
      {documents.length === 0 ? (
        <p class="empty">
          <Both zh="还没有文书。" en="None yet." />
        </p>
      ) : (
        <ul class="documents">
          {documents.map((document) => (
            <li>
              <a href={bureauPaths.document(read.id, document.id)}>
                <Both zh={document.zh} en={document.en} />
              </a>{' '}
              {document.number} · {shanghaiTime(document.madeAt)} ·{' '}
              <a href={bureauPaths.documentPdf(read.id, document.id)}>PDF</a>
            </li>
          ))}
        </ul>
      )}
      {mayMake && (
        <>
          <h2>
            <Both zh="制作文书" en="Make a document" />
          </h2>
          <p class="hint">
            <Both
              zh="编号、事实和期限由系统填写；制作后不能修改，送诉求人的会出现在其查询页。"
              en="Number, facts and limits are filled in. Once made it is frozen; what is for the reporter shows on the tracking page."
            />
          </p>
          {formsFor(documentSight(read)).map((form) => (
            <MakeForm form={form} read={read} tried={tried?.form === form.id ? tried : null} />
          ))}
        </>
      )}
    </>
  )
}

function MakeForm({ form, read, tried }: { form: DocumentForm; read: CaseRead; tried: DocumentTried | null }) {
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh={form.zh} en={form.en} />
      </summary>
      <Form action={bureauPaths.documents(read.id)}>
        <input type="hidden" name="form" value={form.id} />
        {tried && Object.keys(tried.errors).length === 0 && (
          <p class="error">
            <Both {...tried.said} />
          </p>
        )}
        {form.asks.map((ask) => (
          <AskField ask={ask} form={form} read={read} tried={tried} />
        ))}
        <p class="actions">
          <button type="submit">
            <Both zh={`制作${form.zh}`} en="Make it" />
          </button>
        </p>
      </Form>
    </details>
  )
}

type AskProps = { ask: DocumentAsk; form: DocumentForm; read: CaseRead; tried: DocumentTried | null }

function AskField({ ask, form, read, tried }: AskProps) {
  const name = `${form.id}-${ask.name}`
  const common = {
    name,
    label: ask.label,
    value: (tried ? tried.typed[ask.name] : knownAnswers(form, read)[ask.name]) ?? '',
    error: tried?.errors[ask.name],
  }
  const choices = choicesOf(ask, form, toShanghaiDate(read.report.receivedAt))
  if (choices.length > 0) {
    const options = choices.map(({ id, zh, en }) => ({ value: id, zh, en }))
    return <SelectField {...common} options={options} none={{ zh: '请选择', en: 'Choose' }} required={ask.required} />
  }
  if (ask.kind === 'text') return <TextArea {...common} maxlength={ask.max} rows={4} required={ask.required} />
  const type = ask.kind === 'date' ? 'date' : 'text'
  return <TextField {...common} type={type} maxlength={ask.max} required={ask.required} />
}
