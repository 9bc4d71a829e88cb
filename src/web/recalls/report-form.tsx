import { REPORT_NOTE_MAX } from '../../alerts/recalls/hand-in-report.ts'
import type { RecallDue } from '../../alerts/recalls/recall-clocks.ts'
import { stepNames } from '../../alerts/recalls/recall-words.ts'
import type { Said } from '../../errors.ts'
import type { RecallStep } from '../../reference/recall-rules.ts'
import { ErrorSummary, SelectField, Submit, TextArea, TextField } from '../fields.tsx'
import { Form } from '../form.tsx'
import { chosen, lineOf } from '../form-values.ts'
import { Both } from '../parts.tsx'
import { AffectedField } from './affected-field.tsx'

/** What was typed into the form of a report, and what is wrong with it. */
export type ReportTyped = {
  kind: string
  as_of: string
  affected: string
  recovered: string
  note: string
  errors: Record<string, Said>
}

/** All that may be handed in, in order. */
const kinds: RecallStep['kind'][] = ['plan', 'progress', 'finish', 'summary']

/** Handing in a plan, how far the recall is, its end or its summary: the same form for the firm and for an officer. */
export function ReportForm({ action, typed }: { action: string; typed: ReportTyped }) {
  const { errors } = typed
  return (
    <Form class="part" action={action} aria-labelledby="hand-in">
      <h2 id="hand-in">
        <Both zh="提交报告" en="Hand a report in" />
      </h2>
      {Object.keys(errors).length > 0 && (
        <ErrorSummary title={{ zh: '没有提交，已填内容都在', en: 'Not handed in; nothing is lost' }} errors={errors} />
      )}
      <SelectField
        name="kind"
        label={{ zh: '哪一种', en: 'Which' }}
        value={typed.kind}
        options={kinds.map((kind) => ({ value: kind, ...stepNames[kind] }))}
        required
      />
      <TextField
        name="as_of"
        type="date"
        size="short"
        label={{ zh: '数据截至', en: 'Figures as of' }}
        value={typed.as_of}
        error={errors.as_of}
        required
      />
      <AffectedField value={typed.affected} error={errors.affected} />
      <TextField
        name="recovered"
        inputmode="numeric"
        size="short"
        label={{ zh: '累计已处置（件）', en: 'Recovered since the start' }}
        hint={{
          zh: '退货、换货、维修、销毁的合计，从召回开始算起',
          en: 'Returned, exchanged, repaired and destroyed, all since the start',
        }}
        value={typed.recovered}
        error={errors.recovered}
        required
      />
      <TextArea
        name="note"
        label={{ zh: '说明', en: 'In words' }}
        value={typed.note}
        error={errors.note}
        rows={4}
        maxlength={REPORT_NOTE_MAX}
      />
      <Submit zh="提交" en="Hand in" />
    </Form>
  )
}

/** An empty form, with what is known already and what is due next. */
export const emptyReport = (today: string, affected: number, dues: RecallDue[]): ReportTyped => ({
  kind: dues.find(({ metAt }) => metAt === null)?.step.kind ?? 'progress',
  as_of: today,
  affected: String(affected),
  recovered: '',
  note: '',
  errors: {},
})

/** What the form sends, as typed. */
export const typedReport = (form: FormData): ReportTyped => ({
  kind: lineOf(form, 'kind', 20),
  as_of: lineOf(form, 'as_of', 10),
  affected: lineOf(form, 'affected', 12),
  recovered: lineOf(form, 'recovered', 12),
  note: lineOf(form, 'note', REPORT_NOTE_MAX + 500),
  errors: {},
})

/** A report as the verb takes it. */
export const handed = (typed: ReportTyped) => ({
  kind: chosen(typed.kind, ['plan', 'progress', 'finish', 'summary'] satisfies RecallStep['kind'][]) ?? 'progress',
  asOf: typed.as_of,
  affected: countOf(typed.affected),
  recovered: countOf(typed.recovered),
  note: typed.note,
})

/** A whole number as people write it, also with separators; null for anything else. */
export function countOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}
