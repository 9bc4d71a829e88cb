import { may } from '../../../accounts/permissions.ts'
import type { Actor } from '../../../context.ts'
import { factNames, factTitle, severityNames } from '../../../enterprises/register/fact-words.ts'
import type { RequestListed } from '../../../enterprises/requests/list-firm-requests.ts'
import { outcomes, outcomesFor, requestKinds } from '../../../enterprises/requests/procedures.ts'
import type { City } from '../../../reference/city.ts'
import { ClockCard } from '../../case-parts.tsx'
import { RadioField, SelectField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Fold, Form } from '../../form.tsx'
import { Badge, Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'

type CardProps = { request: RequestListed; city: City; now: Date; actor: Actor }

/** One thing that a firm asks: about which fact, in its words, by when it must be decided, and what may be done. */
export function RequestCard({ request, city, now, actor }: CardProps) {
  const kind = requestKinds[request.kind]
  return (
    <article class="card" id={`request-${request.id}`}>
      <h3>
        <Both zh={`${kind.zh} · ${factTitle(request.fact).zh}`} en={`${kind.en}: ${factTitle(request.fact).en}`} />
      </h3>
      <p>
        <a href={bureauPaths.firm(request.code)}>{request.firm}</a> · {request.fact.subject} ·{' '}
        {request.fact.happened_on} · <span class="number">{request.fact.document_no}</span>
      </p>
      <p class="badges">
        <RequestState request={request} />
        {request.state !== 'decided' && request.reminded !== null && (
          <Badge
            tone={request.reminded === 100 ? 'red' : 'yellow'}
            zh={request.reminded === 100 ? '已提醒：到期' : `已提醒：用去 ${request.reminded}%`}
            en={request.reminded === 100 ? 'reminded: term over' : `reminded at ${request.reminded} %`}
          />
        )}
        <BureauName city={city} id={request.bureau} />
      </p>
      <p class="written">{request.text}</p>
      <p class="hint">
        <Both zh={`${shanghaiTime(request.asked_at)} 提出`} en="asked" />
      </p>
      {request.state === 'decided' ? (
        <Decision request={request} />
      ) : (
        <>
          <ClockCard clock={request.clock} calendar={city.calendar} now={now} />
          <RequestActs request={request} actor={actor} />
        </>
      )}
    </article>
  )
}

function RequestState({ request: { state, kind } }: { request: RequestListed }) {
  if (state === 'decided') return <Badge tone="good" zh="已决定" en="decided" />
  if (state === 'forwarded') return <Badge tone="yellow" zh="已转来源单位" en="with its source" />
  return kind === 'objection' ? (
    <Badge tone="orange" zh="待转办" en="to be passed on" />
  ) : (
    <Badge tone="orange" zh="待决定" en="to be decided" />
  )
}

/** What was decided, when and why. */
export function Decision({ request }: { request: Pick<RequestListed, 'outcome' | 'reason' | 'decided_at'> }) {
  if (request.outcome === null || request.decided_at === null) return null
  return (
    <p>
      <strong>
        <Both {...outcomes[request.outcome]} />
      </strong>{' '}
      {shanghaiTime(request.decided_at)} · {request.reason}
    </p>
  )
}

function RequestActs({ request, actor }: { request: RequestListed; actor: Actor }) {
  const forwards = request.kind === 'objection' && request.state === 'received'
  if (forwards) {
    if (!may(actor, 'forward_objections')) return null
    return (
      <Form action={bureauPaths.firmRequest(request.id, 'forwarding')}>
        <Submit zh="转来源单位" en="Pass on to its source" />
      </Form>
    )
  }
  if (actor.kind !== 'staff' || actor.bureau !== request.bureau || !may(actor, 'keep_firms')) return null
  return (
    <>
      <DecisionForm request={request} />
      {!request.extended && request.clock.rule.extension && <ExtensionForm request={request} />}
    </>
  )
}

function DecisionForm({ request }: { request: RequestListed }) {
  const { results } = factNames[request.fact.kind]
  const corrects = request.kind === 'objection'
  return (
    <Fold summary={<Both zh="决定" en="Decide" />} actions={[bureauPaths.firmRequest(request.id, 'decision')]}>
      <Form
        action={bureauPaths.firmRequest(request.id, 'decision')}
        names={{ outcome: `outcome-${request.id}`, reason: `reason-${request.id}` }}
      >
        <RadioField
          name={`outcome-${request.id}`}
          label={{ zh: '决定', en: 'Decision' }}
          options={outcomesFor(request.kind).map((outcome) => ({
            value: outcome,
            zh: outcomes[outcome].zh,
            en: outcomes[outcome].en,
          }))}
          required
        />
        {corrects && (
          <fieldset>
            <legend>
              <Both zh="更正或补充为（只填要改的）" en="Corrected to (only what changes)" />
            </legend>
            <SelectField
              name={`result-${request.id}`}
              label={{ zh: '结果', en: 'Result' }}
              options={Object.entries(results).map(([value, name]) => ({ value, ...name }))}
              none={{ zh: '不变', en: 'as it is' }}
            />
            {request.fact.severity && (
              <SelectField
                name={`severity-${request.id}`}
                label={{ zh: '情节', en: 'Severity' }}
                options={Object.entries(severityNames).map(([value, name]) => ({ value, ...name }))}
                none={{ zh: '不变', en: 'as it is' }}
              />
            )}
            <TextField name={`subject-${request.id}`} label={{ zh: '事项', en: 'Subject' }} value="" maxlength={200} />
          </fieldset>
        )}
        <TextArea
          name={`reason-${request.id}`}
          label={{ zh: '理由（告知企业）', en: 'Why (the firm reads it)' }}
          rows={3}
          maxlength={1000}
          required
        />
        <Submit zh="作出决定" en="Decide" />
      </Form>
    </Fold>
  )
}

function ExtensionForm({ request }: { request: RequestListed }) {
  const { extension } = request.clock.rule
  return (
    <Fold
      summary={
        <Both
          zh={`延长 ${extension?.amount} 个工作日（一次）`}
          en={`Extend by ${extension?.amount} working days, once`}
        />
      }
      actions={[bureauPaths.firmRequest(request.id, 'extension')]}
    >
      <Form action={bureauPaths.firmRequest(request.id, 'extension')} names={{ reason: `longer-${request.id}` }}>
        <TextArea
          name={`longer-${request.id}`}
          label={{ zh: '理由（告知企业）', en: 'Why (the firm reads it)' }}
          rows={2}
          maxlength={1000}
          required
        />
        <Submit zh="延长" en="Extend" />
      </Form>
    </Fold>
  )
}
