import type { Identity } from '../../../accounts/identity-vault.ts'
import type { IdentityRequest } from '../../../cases/identity/list-identity-requests.ts'
import type { ProofWaiting } from '../../../cases/identity/list-proofs.ts'
import type { ProofOpened } from '../../../cases/identity/open-proof.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, Facts, Notice } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'
import { ProofDesk, type ProofTried } from './proof-desk.tsx'

export type DecisionTried = { requestId: number; reason: string; said: Said; error: Said | undefined }
export type Opened = Identity & { caseId: number; requestId: number }

type DeskProps = {
  requests: IdentityRequest[]
  proofs: ProofWaiting[]
  proofOpened: ProofOpened | null
  proofTried: ProofTried | null
  city: City
  now: Date
  me: number
  /** Auditors read along; custodians decide and open. */
  keeps: boolean
  opened: Opened | null
  tried: DecisionTried | null
}

/** Who may know who filed what: requests that wait, those decided, and how often each was used. */
export function IdentityDesk({ requests, opened, proofs, proofOpened, proofTried, ...desk }: DeskProps) {
  return (
    <>
      <h1>
        <Both zh="身份保管" en="Identities in custody" />
      </h1>
      <p class="lead">
        <Both
          zh="诉求人的身份单独加密保管。一人申请、另一人批准，由保管员打开；每次打开都会记录，诉求人能看到。"
          en="Who filed a case is sealed. One person asks, another grants, a custodian opens; every opening is recorded and the reporter sees it."
        />
      </p>
      {opened && <Shown opened={opened} />}
      <ProofDesk proofs={proofs} opened={proofOpened} tried={proofTried} city={desk.city} keeps={desk.keeps} />
      {proofs.length > 0 && (
        <h2>
          <Both zh="查看身份的申请" en="Requests to know who filed" />
        </h2>
      )}
      {requests.length === 0 && (
        <p class="empty">
          <Both zh="没有申请。" en="No requests." />
        </p>
      )}
      {requests.map((request) => (
        <Request request={request} {...desk} />
      ))}
    </>
  )
}

function Shown({ opened }: { opened: Opened }) {
  return (
    <Notice tone="good" alert title={{ zh: `案件 ${opened.caseId} 的诉求人`, en: `Reporter of case ${opened.caseId}` }}>
      <Facts
        rows={[
          [{ zh: '姓名', en: 'Name' }, opened.name],
          [{ zh: '电话', en: 'Phone' }, opened.phone],
          [{ zh: '邮箱', en: 'E-mail' }, opened.email],
        ]}
      />
      <p class="hint">
        <Both
          zh="本次打开已记录，离开本页后不再显示。只可用于所列用途，不得告知被投诉方或无关人员。"
          en="This opening is recorded and gone when you leave. Use it for the stated purpose only; never tell the respondent or outsiders."
        />
      </p>
    </Notice>
  )
}

type RequestProps = Omit<DeskProps, 'requests' | 'opened' | 'proofs' | 'proofOpened' | 'proofTried'> & {
  request: IdentityRequest
}

function Request({ request, city, now, me, keeps, tried }: RequestProps) {
  const { decision } = request
  const usable = decision?.granted === true && decision.openUntil !== null && decision.openUntil > now
  return (
    <section class="part" aria-labelledby={`request-${request.id}`}>
      <h2 id={`request-${request.id}`}>
        {request.title} <span class="case-number">#{request.caseId}</span>
      </h2>
      <p class="badges">
        {decision === null && <Badge tone="yellow" zh="待审批" en="Waiting" />}
        {decision !== null && !decision.granted && <Badge zh="未批准" en="Denied" />}
        {decision?.granted &&
          (usable ? <Badge tone="good" zh="已批准" en="Granted" /> : <Badge zh="已过期" en="Run out" />)}
      </p>
      <Facts
        rows={[
          [
            { zh: '申请人', en: 'Asked by' },
            <>
              {request.askedBy.name} · <BureauName city={city} id={request.bureau} />
            </>,
          ],
          [{ zh: '申请时间', en: 'Asked' }, shanghaiTime(request.askedAt)],
          [{ zh: '用途', en: 'Purpose' }, request.purpose],
          [
            { zh: '审批', en: 'Decision' },
            decision && `${decision.by} ${shanghaiTime(decision.at)}：${decision.reason}`,
          ],
          [{ zh: '有效至', en: 'Until' }, decision?.openUntil ? shanghaiTime(decision.openUntil) : null],
          [{ zh: '已打开', en: 'Opened' }, request.looks > 0 ? `${request.looks} 次` : null],
        ]}
      />
      {keeps && decision === null && request.askedBy.accountId !== me && <DecideForm request={request} tried={tried} />}
      {keeps && usable && (
        <Form action={bureauPaths.identityOpening(request.id)}>
          <Submit zh="打开一次" en="Open once" />
        </Form>
      )}
    </section>
  )
}

function DecideForm({ request, tried }: { request: IdentityRequest; tried: DecisionTried | null }) {
  const mine = tried?.requestId === request.id ? tried : null
  return (
    <Form action={bureauPaths.identityDecision(request.id)}>
      <TextField
        name={`reason-${request.id}`}
        label={{ zh: '理由', en: 'Reason' }}
        value={mine?.reason}
        error={mine?.error ?? mine?.said}
        maxlength={200}
        required
      />
      <p class="actions">
        <button type="submit" name="granted" value="yes">
          <Both zh="批准" en="Grant" />
        </button>{' '}
        <button type="submit" class="quiet" name="granted" value="no">
          <Both zh="不批准" en="Deny" />
        </button>
      </p>
    </Form>
  )
}
