import { may } from '../../../accounts/permissions.ts'
import type { RespondentRecord } from '../../../cases/read-respondent-record.ts'
import type { Actor } from '../../../context.ts'
import type { CaseFirm, CaseFirms } from '../../../enterprises/cases/read-case-firm.ts'
import { findings } from '../../../enterprises/cases/record-finding.ts'
import { RadioField, Submit, TextArea, TextField } from '../../fields.tsx'
import { GradeBadge } from '../../firms/grade-panel.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both } from '../../parts.tsx'
import { useRefusedAt } from '../../refused-form.ts'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { EarlierCases } from '../case/earlier-cases.tsx'
import { CasePenaltyPart, type PenaltyTried } from './case-penalty-part.tsx'
import { MatchForm } from './firm-desk-page.tsx'

type PanelProps = {
  caseId: number
  found: CaseFirms
  kind: 'complaint' | 'report'
  lead: string
  actor: Actor
  penaltyTried: PenaltyTried | null
}

/**
 * Whom a case is about: which firm, a glance at its record, what the bureau found out — which alone may count for the firm — and what came in
 * before about the respondent named. Null where the reader may see none of it.
 */
export function RespondentPanel({ record, ...firm }: PanelProps & { record: RespondentRecord | null }) {
  const sees = may(firm.actor, 'see_firms')
  if (!sees && !record) return null
  return (
    <section id="firm">
      <h2>
        <Both zh="被投诉举报的企业" en="The firm" />
      </h2>
      {sees && <FirmPart {...firm} />}
      {record && <EarlierCases record={record} />}
    </section>
  )
}

function FirmPart({ caseId, found, kind, lead, actor, penaltyTried }: PanelProps) {
  const linked = found.firms.find(({ state }) => state === 'linked')
  const keeps = may(actor, 'keep_firms')
  const inCharge = keeps && actor.kind === 'staff' && actor.bureau === lead
  return (
    <>
      {found.firms.map((firm) => (
        <FirmLine firm={firm} caseId={caseId} keeps={keeps} />
      ))}
      {found.firms.length === 0 && (
        <p class="empty">
          <Both zh="档案里没有认出企业。" en="No firm of the register was recognised." />
        </p>
      )}
      {keeps && !linked && <NameFirm caseId={caseId} />}
      {linked && inCharge && <FindingForm caseId={caseId} found={found} kind={kind} />}
      <CasePenaltyPart
        caseId={caseId}
        found={inCharge ? found : { ...found, mayPenalise: false }}
        tried={penaltyTried}
      />
    </>
  )
}

function FirmLine({ firm, caseId, keeps }: { firm: CaseFirm; caseId: number; keeps: boolean }) {
  return (
    <div class="card">
      <p>
        <a href={bureauPaths.firm(firm.code)}>{firm.name}</a> <GradeBadge grade={firm.grade} />{' '}
        {firm.riskClass && <Badge zh={`风险分类 ${firm.riskClass}`} en={`class ${firm.riskClass}`} />}{' '}
        {firm.state === 'proposed' && <Badge tone="yellow" zh="待确认" en="to confirm" />}
      </p>
      <p class="hint">
        {firm.because.join('；')} ·{' '}
        <Both zh={`记录 ${firm.facts} 条，案件 ${firm.cases} 件`} en={`${firm.facts} facts, ${firm.cases} cases`} />
      </p>
      {keeps && <MatchForm caseId={caseId} code={firm.code} back="case" />}
    </div>
  )
}

function NameFirm({ caseId }: { caseId: number }) {
  return (
    <details open={useRefusedAt(bureauPaths.caseFirm(caseId))}>
      <summary>
        <Both zh="指定企业" en="Name the firm" />
      </summary>
      <Form action={bureauPaths.caseFirm(caseId)}>
        <input type="hidden" name="is" value="yes" />
        <TextField
          name="code"
          label={{ zh: '统一社会信用代码', en: 'Credit code' }}
          maxlength={18}
          autocomplete="off"
          required
        />
        <Submit zh="关联" en="Link" />
      </Form>
    </details>
  )
}

function FindingForm({
  caseId,
  found: { finding },
  kind,
}: {
  caseId: number
  found: CaseFirms
  kind: 'complaint' | 'report'
}) {
  const options = Object.entries(findings)
    .filter(([value]) => kind === 'complaint' || value !== 'settled')
    .map(([value, { zh, en }]) => ({ value, zh, en }))
  return (
    <details open={finding === null || useRefusedAt(bureauPaths.caseFinding(caseId))}>
      <summary>
        <Both
          zh={finding ? `查办结论：${findings[finding.finding].zh}` : '查办结论'}
          en={finding ? findings[finding.finding].en : 'What was found'}
        />
      </summary>
      {finding && (
        <p class="hint">
          {shanghaiTime(finding.at)} · {finding.reason}
        </p>
      )}
      <Form action={bureauPaths.caseFinding(caseId)}>
        <RadioField
          name="finding"
          label={{ zh: '结论', en: 'Finding' }}
          hint={{
            zh: '只有属实或调解支持的才记入企业档案，不含诉求人和正文。',
            en: 'Only a verified or settled one goes into the record, without reporter and text.',
          }}
          value={finding?.finding}
          options={options}
          required
        />
        <TextArea name="reason" label={{ zh: '依据', en: 'On what grounds' }} rows={2} maxlength={1000} required />
        <Submit zh="记录结论" en="Record" />
      </Form>
    </details>
  )
}
