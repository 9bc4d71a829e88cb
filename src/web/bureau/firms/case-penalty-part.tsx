import type { TypedPenalty } from '../../../enterprises/cases/decide-penalty.ts'
import type { CaseFirms } from '../../../enterprises/cases/read-case-firm.ts'
import { severityNames } from '../../../enterprises/register/fact-words.ts'
import type { Said } from '../../../errors.ts'
import { CheckField, RadioField, SelectField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

export type PenaltyTried = { typed: TypedPenalty; said: Said; errors: Record<string, Said> }

type Props = { caseId: number; found: CaseFirms; tried: PenaltyTried | null }

/** The penalty in which a filed clue ended, and the form that links it: chosen from the firm's record, or entered there once. */
export function CasePenaltyPart({ caseId, found: { penalty, mayPenalise, penalties }, tried }: Props) {
  if (penalty) {
    return (
      <p>
        <Both zh={`已于 ${penalty.decidedOn} 作出处罚决定`} en={`Penalty decided on ${penalty.decidedOn}`} />{' '}
        {penalty.published && <span class="number">{penalty.published.documentNo}</span>}
      </p>
    )
  }
  if (!mayPenalise) return tried && <Refused said={tried.said} />
  return (
    <details open={tried !== null}>
      <summary>
        <Both zh="处罚决定" en="Penalty decision" />
      </summary>
      <PenaltyForm caseId={caseId} penalties={penalties} tried={tried} />
    </details>
  )
}

function PenaltyForm({ caseId, penalties, tried }: Pick<Props, 'caseId' | 'tried'> & Pick<CaseFirms, 'penalties'>) {
  const { typed, errors = {} } = tried ?? {}
  const options = [
    ...penalties.map(({ id, decidedOn, documentNo }) => ({
      value: String(id),
      zh: `${decidedOn} ${documentNo}`,
      en: '',
    })),
    { value: '', zh: '档案里还没有，在下面录入', en: 'Not on the record yet: enter it below' },
  ]
  return (
    <Form action={bureauPaths.casePenalty(caseId)}>
      {tried && <Refused said={tried.said} />}
      <p class="hint">
        <Both
          zh="立案的线索以处罚了结：关联企业档案里的处罚记录，没有的在这里录入一次，日后导入的同一文书不会重复。举报人只看到下面写的话；企业页上看不出来自哪件举报。"
          en="The filed clue ends in a penalty: link the row of the firm's record, or enter it here once; a sheet that tells the same document later adds nothing. The reporter sees only the words below; the firm's page never shows that a report led to it."
        />
      </p>
      {penalties.length > 0 && (
        <RadioField
          name="fact"
          label={{ zh: '处罚记录', en: 'Row of the record' }}
          value={typed?.fact || undefined}
          error={errors.fact}
          options={options}
        />
      )}
      <TextField
        name="document_no"
        label={{ zh: '决定书文号', en: 'Number of the decision' }}
        value={typed?.document_no}
        error={errors.document_no}
        maxlength={100}
      />
      <TextField
        name="happened_on"
        type="date"
        size="short"
        label={{ zh: '决定日期', en: 'Decided on' }}
        value={typed?.happened_on}
        error={errors.happened_on}
      />
      <TextField
        name="penalty-subject"
        label={{ zh: '违法行为', en: 'What was penalised' }}
        value={typed?.subject}
        error={errors.subject}
        maxlength={200}
      />
      <SelectField
        name="severity"
        label={{ zh: '情节', en: 'How grave' }}
        none={{ zh: '请选择', en: 'Choose' }}
        value={typed?.severity}
        error={errors.severity}
        options={Object.entries(severityNames).map(([value, { zh, en }]) => ({ value, zh, en }))}
      />
      <CheckField
        name="safety"
        label={{ zh: '涉及安全', en: 'About safety' }}
        values={typed?.safety ? ['yes'] : []}
        options={[{ value: 'yes', zh: '涉及人身安全', en: 'People could be hurt' }]}
      />
      <TextArea
        name="penalty-text"
        label={{ zh: '告知举报人的话', en: 'Words to the reporter' }}
        hint={{
          zh: '只写结果；不写案卷内容、他人信息和罚没金额以外的细节。',
          en: 'The outcome alone: nothing of the file, of other people or of how it was investigated.',
        }}
        value={typed?.text}
        error={errors.text}
        rows={3}
        maxlength={1500}
        required
      />
      <Submit zh="记录处罚决定" en="Record the penalty" />
    </Form>
  )
}

function Refused({ said }: { said: Said }) {
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...said} />
      </p>
    </Notice>
  )
}
