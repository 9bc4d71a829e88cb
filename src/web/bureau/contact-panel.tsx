import type { Contact } from '../../cases/look-at-contact.ts'
import type { CaseRead } from '../../cases/read-case.ts'
import type { Said } from '../../errors.ts'
import { TextField } from '../fields.tsx'
import { Both, Facts } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { bureauPaths } from './bureau-paths.ts'

export type ContactTried = { purpose: string; error: Said | undefined }

type PanelProps = { read: CaseRead; contact: Contact | null; tried: ContactTried | null }

/** Who filed it stays shut until a purpose is written down; every look stands below, for all who see the case. */
export function ContactPanel({ read, contact, tried }: PanelProps) {
  return (
    <section class="part" aria-labelledby="contact">
      <h2 id="contact">
        <Both zh="诉求人" en="Reporter" />
      </h2>
      {contact ? <Shown contact={contact} /> : <Shut read={read} tried={tried} />}
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

function Shown({ contact }: { contact: Contact }) {
  return (
    <>
      <Facts
        rows={[
          [{ zh: '姓名', en: 'Name' }, contact.name],
          [{ zh: '电话', en: 'Phone' }, contact.phone],
          [{ zh: '邮箱', en: 'E-mail' }, contact.email],
        ]}
      />
      <p class="hint">
        <Both
          zh="本次查看已记录。不得将诉求人的情况告知被投诉方或无关人员。"
          en="This look is recorded. Never tell the respondent or outsiders who filed."
        />
      </p>
    </>
  )
}

function Shut({ read, tried }: { read: CaseRead; tried: ContactTried | null }) {
  if (read.contact === 'none') {
    return (
      <p>
        <Both zh="匿名，或没有留下联系方式。" en="Anonymous, or no contact was left." />
      </p>
    )
  }
  if (read.contact === 'closed') {
    return (
      <p>
        <Both zh="联系方式只有主办单位可以查看。" en="Only the bureau in charge may see the contact." />
      </p>
    )
  }
  return (
    <form method="post" action={bureauPaths.contactLooks(read.id)} novalidate>
      <TextField
        name="purpose"
        label={{ zh: '查看用途', en: 'Purpose' }}
        hint={{
          zh: '例如“电话核实购买时间”。用途和您的姓名会留在此案记录中。',
          en: 'It is kept with your name on this case.',
        }}
        value={tried?.purpose}
        error={tried?.error}
        maxlength={200}
        required
      />
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="说明用途后查看" en="State it and look" />
        </button>
      </p>
    </form>
  )
}
