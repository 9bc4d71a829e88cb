import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { hitBands } from '../../alerts/hits/hit-words.ts'
import type { HitListed } from '../../alerts/hits/hits-of.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { TextField } from '../fields.tsx'
import { Fold, Form } from '../form.tsx'
import { Badge, Both } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** For the trade desk alone: which firms say that a measure hits them, with what and how much; whom to ask opens for a purpose. */
export function HitsPanel({ firms, count }: { firms: HitListed[]; count: number }) {
  return (
    <section class="part" aria-labelledby="hits">
      <h2 id="hits">
        <Both zh="说受影响的企业" en="Firms that it hits" /> <span class="number">{count}</span>
      </h2>
      {firms.length === 0 && (
        <p>
          <Both zh="还没有企业说受影响。" en="No firm has said so yet." />
        </p>
      )}
      {firms.map((firm) => (
        <Firm firm={firm} />
      ))}
    </section>
  )
}

const vouched: Record<HitListed['how'], { zh: string; en: string }> = {
  mail: { zh: '邮件确认', en: 'by mail' },
  session: { zh: '企业账号', en: 'signed in' },
  invitation: { zh: '受邀评议', en: 'invited' },
}

function Firm({ firm: { id, code, name, product, band, how, standsAt, registered, contact } }: { firm: HitListed }) {
  return (
    <Fold
      summary={
        <>
          {name} · {product} · <Both {...hitBands[band]} />
        </>
      }
      actions={[hitPaths.strike(id), hitPaths.contact(id)]}
    >
      <p class="badges">
        <Badge {...vouched[how]} />{' '}
        {registered === null ? (
          <Badge tone="yellow" zh="档案里没有" en="not in the register" />
        ) : (
          registered !== name && <Badge tone="orange" zh={`档案名称：${registered}`} en="other name" />
        )}
      </p>
      <p>
        {registered === null ? <span class="symbol">{code}</span> : <a href={firmPaths.firm(code)}>{code}</a>}{' '}
        <span class="number">{shanghaiTime(standsAt)}</span>
      </p>
      {contact && (
        <Form action={hitPaths.contact(id)}>
          <TextField
            name={`contact-${id}`}
            label={{ zh: '为什么要联系', en: 'What you need to ask' }}
            maxlength={200}
            required
          />
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="看联系方式（留记录）" en="Open the contact (on record)" />
            </button>
          </p>
        </Form>
      )}
      <Form action={hitPaths.strike(id)}>
        <TextField
          name={`strike-${id}`}
          label={{ zh: '不属实的理由', en: 'Why it is not true' }}
          maxlength={200}
          required
        />
        <p class="actions">
          <button type="submit" class="quiet grave">
            <Both zh="剔除" en="Strike out" />
          </button>
        </p>
      </Form>
    </Fold>
  )
}
