import type { HitFound } from '../../alerts/hits/find-hit.ts'
import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { hitBands } from '../../alerts/hits/hit-words.ts'
import { alertPaths } from '../alert-paths.ts'
import { Submit } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { MeasureName } from './measure-name.tsx'

/** Says to look for the letter. The same words whatever was known before. */
export function HitAskedPage() {
  return (
    <>
      <h1>
        <Both zh="请查收邮件" en="Look in your mailbox" />
      </h1>
      <p class="lead">
        <Both
          zh="已向您填写的邮箱发了一封信；打开信里的链接并确认，才会计入。"
          en="A letter is on its way to the address you gave; it counts once you confirm by its link."
        />
      </p>
    </>
  )
}

const states: Record<HitFound['state'], { zh: string; en: string; tone: 'good' | 'yellow' | 'calm' }> = {
  said: { zh: '等待确认', en: 'to be confirmed', tone: 'yellow' },
  stands: { zh: '已确认，已计入', en: 'confirmed, it counts', tone: 'good' },
  replaced: { zh: '已由新的说法代替', en: 'replaced by a later word', tone: 'calm' },
  withdrawn: { zh: '已撤回', en: 'taken back', tone: 'calm' },
  struck: { zh: '不计入', en: 'not counted', tone: 'calm' },
}

/** What the link in the letter is about, with a button to confirm it or to take it back. Following it says nothing. */
export function HitPage({ hit, token }: { hit: HitFound; token: string }) {
  const { state, name, code, product, band, family } = hit
  return (
    <>
      <h1>
        <Both zh="这对我们有影响" en="This hits us" />
      </h1>
      <p class="lead">
        <a href={alertPaths.measure(family)}>
          <MeasureName {...hit} />
        </a>
      </p>
      <p class="badges">
        <Badge {...states[state]} />
      </p>
      <Facts
        rows={[
          [{ zh: '企业', en: 'Firm' }, `${name}（${code}）`],
          [{ zh: '产品', en: 'Product' }, product],
          [{ zh: '每年对该市场出口', en: 'Exports a year' }, <Both {...hitBands[band]} />],
        ]}
      />
      {state === 'said' && (
        <Form action={hitPaths.confirmation(token)}>
          <Submit zh="确认" en="Confirm" />
        </Form>
      )}
      {state === 'stands' && (
        <>
          <Notice tone="good" title={{ zh: '已计入，谢谢', en: 'It counts. Thank you.' }}>
            <p>
              <Both
                zh="情况变了可以撤回；联系方式会随之删除。"
                en="Take it back if that changes; whom to ask is erased then."
              />
            </p>
          </Notice>
          <Form action={hitPaths.end(token)}>
            <p class="actions">
              <button type="submit" class="quiet">
                <Both zh="撤回" en="Take it back" />
              </button>
            </p>
          </Form>
        </>
      )}
    </>
  )
}
