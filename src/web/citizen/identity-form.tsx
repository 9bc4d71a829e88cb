import { lastDayOf } from '../../cases/clocks/clock-holds.ts'
import { identityDocuments, type TypedProof } from '../../cases/identity/identity-proof.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Said } from '../../errors.ts'
import { SelectField, Submit, TextField } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { FilesField } from './files-field.tsx'

/** A proof of identity that was tried to be given and refused: what was typed, and whether the photo must be chosen again. */
export type ProofTried = { typed: TypedProof; said: Said; errors: Record<string, Said>; filesLost: boolean }

type Props = { proof: TrackedCase['proof']; receipt: string; tried: ProofTried | null }

/** Where a complainant proves who they are when the bureau asks: why, by when, who sees it and how long it is kept (PIPL art. 17 and 30). */
export function IdentityForm({ proof, receipt, tried }: Props) {
  if (proof?.stage === 'given') return <Waiting />
  if (proof?.stage !== 'asked') return tried && <TooLate said={tried.said} />
  const day = lastDayOf({ due_at: proof.until })
  return (
    <Notice tone="yellow" title={{ zh: '请您证明身份', en: 'Please prove who you are' }}>
      <p class="written">{proof.wanted}</p>
      <p>
        <Both
          zh={`请在 ${day} 24:00 前提供。逾期没有提供的，投诉按规定不予受理；举报不需要证明身份，违法线索照常核查。`}
          en={`Please give it by the end of ${day}. Without it a complaint is not accepted. A report of a violation needs no proof; a clue is checked all the same.`}
        />
      </p>
      <p class="hint">
        <Both
          zh="依据《市场监督管理投诉举报处理办法》第十条，只用于核实投诉人身份。内容加密封存，只有身份保管员能打开，承办人员和被投诉方都看不到，每次打开都列在本页；核实后立即清除，没有核实的随身份信息到期清除。"
          en="Asked for under art. 10 of the Measures on complaints and reports, to verify the complainant only. It is sealed: a custodian alone opens it, never the handling officer or the respondent, and every opening is listed on this page. It is erased as soon as it is confirmed, else when identities are erased."
        />
      </p>
      <Fields receipt={receipt} tried={tried} />
    </Notice>
  )
}

function Waiting() {
  return (
    <Notice tone="blue" title={{ zh: '身份证明已收到', en: 'Proof of identity received' }}>
      <p>
        <Both
          zh="正由身份保管员核对，结果会出现在办理经过里。"
          en="A custodian is checking it; the result will show in what has happened."
        />
      </p>
    </Notice>
  )
}

/** It was no longer asked for while they wrote. What was typed is not shown again on a page that has no place for it. */
function TooLate({ said }: { said: Said }) {
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...said} />
      </p>
    </Notice>
  )
}

function Fields({ receipt, tried }: Pick<Props, 'receipt' | 'tried'>) {
  return (
    <form method="post" action={paths.trackIdentity} enctype="multipart/form-data" autocomplete="off" novalidate>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <input type="hidden" name="receipt" value={receipt} />
      <TextField
        name="name"
        label={{ zh: '证件上的姓名', en: 'Name on the document' }}
        value={tried?.typed.name}
        error={tried?.errors.name}
        maxlength={50}
        autocomplete="name"
        required
      />
      <SelectField
        name="document"
        label={{ zh: '哪种证件', en: 'Kind of document' }}
        value={tried?.typed.document ?? 'id_card'}
        error={tried?.errors.document}
        options={Object.entries(identityDocuments).map(([value, { zh, en }]) => ({ value, zh, en }))}
        required
      />
      <TextField
        name="number"
        label={{ zh: '证件号码', en: 'Number of the document' }}
        value={tried?.typed.number}
        error={tried?.errors.number}
        maxlength={30}
        autocomplete="off"
        required
      />
      <FilesField
        name="photo"
        label={{ zh: '证件照片', en: 'Photo of the document' }}
        hint={{
          zh: '单位要求时再传。可以在照片上写“仅用于投诉身份核验”。一张，不超过 10 MB。',
          en: 'Only where the bureau asks for it. You may write on it what it is for. One photo, at most 10 MB.',
        }}
        accept=".jpg,.jpeg,.png,.webp"
        most={1}
        error={tried?.errors.files}
        lost={tried?.filesLost ?? false}
      />
      <Submit zh="加密提交" en="Give it, sealed" />
    </form>
  )
}
