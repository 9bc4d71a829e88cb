import type { CaseRead } from '../../../cases/read-case.ts'
import type { Said } from '../../../errors.ts'
import { TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { IdentityCheckState } from './identity-check-state.tsx'

export type IdentityTried = { purpose: string; said: Said; error: Said | undefined }

type PanelProps = { read: CaseRead; tried: IdentityTried | null }

/** Who filed it stays in the vault: the officer may ask a custodian, for a purpose; every look stands below. */
export function IdentityPanel({ read, tried }: PanelProps) {
  return (
    <section class="part" aria-labelledby="identity">
      <h2 id="identity">
        <Both zh="诉求人" en="Reporter" />
      </h2>
      <IdentityCheckState check={read.check} />
      <State read={read} tried={tried} />
      {read.looks.length > 0 && (
        <details>
          <summary>
            <Both zh={`查看记录 ${read.looks.length} 次`} en={`Looked at ${read.looks.length} times`} />
          </summary>
          <ul class="looks">
            {read.looks.map(({ at, name, purpose }) => (
              <li>
                {shanghaiTime(at)} {name}：{purpose}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const parts: Record<string, Said> = {
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '电话', en: 'phone' },
  email: { zh: '邮箱', en: 'e-mail' },
}

function State({ read, tried }: PanelProps) {
  const { holds, asked, mayAsk } = read.identity
  if (holds.length === 0) {
    return (
      <p>
        <Both zh="匿名，或身份信息已清除。" en="Anonymous, or erased." />
      </p>
    )
  }
  return (
    <>
      <p>
        <Both
          zh={`已封存：${holds.map((part) => parts[part]?.zh ?? part).join('、')}。身份由保管员保管，不在本页显示。`}
          en={`Sealed: ${holds.map((part) => parts[part]?.en ?? part).join(', ')}. Custodians keep it; it is never shown here.`}
        />
      </p>
      {asked && (
        <p class="hint">
          <Both zh="已申请，等待保管员审批。" en="Asked for; a custodian decides." />
        </p>
      )}
      {mayAsk && !asked && <AskForm read={read} tried={tried} />}
    </>
  )
}

function AskForm({ read, tried }: PanelProps) {
  return (
    <Form action={bureauPaths.identityRequests(read.id)}>
      {tried && !tried.error && <p class="error">{`${tried.said.zh} ${tried.said.en}`}</p>}
      <TextField
        name="purpose"
        label={{ zh: '申请用途', en: 'Purpose' }}
        hint={{
          zh: '例如“送达调解通知书”。诉求人会看到用途和查看时间；能通过系统提问的，不必申请。',
          en: 'The reporter sees it and when. What can be asked through the system needs no request.',
        }}
        value={tried?.purpose}
        error={tried?.error}
        maxlength={200}
        required
      />
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="申请由保管员告知" en="Ask a custodian" />
        </button>
      </p>
    </Form>
  )
}
