import { identityDocuments } from '../../../cases/identity/identity-proof.ts'
import type { ProofWaiting } from '../../../cases/identity/list-proofs.ts'
import type { ProofOpened } from '../../../cases/identity/open-proof.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, Facts, Notice } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'

export type ProofTried = { checkId: number; reason: string; said: Said; error: Said | undefined }

type Props = {
  proofs: ProofWaiting[]
  opened: ProofOpened | null
  tried: ProofTried | null
  city: City
  /** Auditors read along; custodians open and judge. */
  keeps: boolean
}

/** Proofs of identity that bureaus asked for and complainants gave: each is opened and judged by a custodian. */
export function ProofDesk({ proofs, ...desk }: Props) {
  if (proofs.length === 0) return null
  return (
    <section aria-labelledby="proofs">
      <h2 id="proofs">
        <Both zh={`待核对的身份证明 ${proofs.length} 件`} en={`Proofs of identity to check: ${proofs.length}`} />
      </h2>
      <p class="hint">
        <Both
          zh="承办单位请投诉人证明身份，交来的只有保管员能看。核对后给出结论，核实的材料随即清除。"
          en="A bureau asked a complainant to prove who they are; custodians alone see what came. Say whether it holds; once confirmed it is erased."
        />
      </p>
      {proofs.map((proof) => (
        <Proof proof={proof} {...desk} />
      ))}
    </section>
  )
}

type ProofProps = Omit<Props, 'proofs'> & { proof: ProofWaiting }

function Proof({ proof, opened, tried, city, keeps }: ProofProps) {
  const shown = opened?.checkId === proof.id ? opened : null
  const mine = tried?.checkId === proof.id ? tried : null
  return (
    <section class="part" aria-labelledby={`proof-${proof.id}`}>
      <h3 id={`proof-${proof.id}`}>
        <Both zh="身份核验" en="Check of identity" /> <span class="case-number">#{proof.caseId}</span>
      </h3>
      <p class="badges">
        <Badge tone="yellow" zh="待核对" en="To check" />
      </p>
      <Facts
        rows={[
          [{ zh: '要求单位', en: 'Asked by' }, <BureauName city={city} id={proof.bureau} />],
          [{ zh: '要求什么', en: 'What is wanted' }, proof.wanted],
          [{ zh: '提交时间', en: 'Given' }, shanghaiTime(proof.givenAt)],
          [{ zh: '已打开', en: 'Opened' }, proof.looks > 0 ? `${proof.looks} 次` : null],
        ]}
      />
      {shown && <Shown opened={shown} />}
      {keeps && !shown && (
        <Form action={bureauPaths.proofOpening(proof.id)}>
          <p class="actions">
            <button type="submit" class={proof.looks > 0 ? 'quiet' : undefined}>
              <Both zh="打开核对" en="Open and check" />
            </button>
          </p>
        </Form>
      )}
      {keeps && (shown || mine) && <JudgeForm proof={proof} tried={mine} />}
    </section>
  )
}

function Shown({ opened: { name, filedName, document, number, photo } }: { opened: ProofOpened }) {
  const kind = identityDocuments[document]
  return (
    <Notice tone="good" alert title={{ zh: '投诉人交来的身份证明', en: 'What the complainant gave' }}>
      <Facts
        rows={[
          [{ zh: '证件上的姓名', en: 'Name on the document' }, name],
          [{ zh: '提交投诉时留的姓名', en: 'Name left when filing' }, <FiledName name={name} filedName={filedName} />],
          [{ zh: '证件', en: 'Document' }, kind ? <Both zh={kind.zh} en={kind.en} /> : document],
          [{ zh: '号码', en: 'Number' }, number],
        ]}
      />
      {photo && (
        <img
          class="proof-photo"
          src={`data:${photo.mediaType};base64,${photo.base64}`}
          alt="交来的证件 The document given"
        />
      )}
      <p class="hint">
        <Both
          zh="本次打开已记录，投诉人能看到；离开本页后不再显示。只用于核对，不得抄录、转告。"
          en="This opening is recorded and the complainant sees it; it is gone when you leave. For this check only: do not copy it or pass it on."
        />
      </p>
    </Notice>
  )
}

function FiledName({ name, filedName }: { name: string; filedName: string | null }) {
  if (filedName === null) return <Both zh="没有留" en="none was left" />
  if (filedName === name) return <Badge tone="good" zh={`${filedName}，一致`} en="the same" />
  return <Badge tone="yellow" zh={`${filedName}，不一致`} en="not the same" />
}

function JudgeForm({ proof, tried }: { proof: ProofWaiting; tried: ProofTried | null }) {
  return (
    <Form action={bureauPaths.proofJudgement(proof.id)}>
      <TextField
        name={`proof-reason-${proof.id}`}
        label={{ zh: '哪里对不上', en: 'What does not fit' }}
        hint={{
          zh: '没有核实的必填，投诉人会看到；不要写姓名和号码。',
          en: 'Needed when it is not confirmed; the complainant sees it. No names or numbers.',
        }}
        value={tried?.reason}
        error={tried?.error ?? tried?.said}
        maxlength={300}
      />
      <p class="actions">
        <button type="submit" name="confirmed" value="yes">
          <Both zh="核实" en="Confirm" />
        </button>{' '}
        <button type="submit" class="quiet" name="confirmed" value="no">
          <Both zh="没有核实" en="Not confirmed" />
        </button>
      </p>
    </Form>
  )
}
