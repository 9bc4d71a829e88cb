import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { hitBands } from '../../alerts/hits/hit-words.ts'
import type { KnownFirm, LetterLinkRead } from '../../alerts/hits/read-letter-link.ts'
import { alertPaths } from '../alert-paths.ts'
import { Submit } from '../fields.tsx'
import { Fold, Form } from '../form.tsx'
import { Both, Facts, Notice } from '../parts.tsx'
import { FirmFields, HitFields } from './hit-part.tsx'
import { MeasureName } from './measure-name.tsx'

type LetterHitProps = { read: LetterLinkRead; token: string; said: string | null }

/** From a letter about a measure: one button when the firm behind the address is known, else its name, code and product. */
export function LetterHitPage({ read: { measure, known }, token, said }: LetterHitProps) {
  const action = hitPaths.byLetter(token)
  return (
    <>
      <h1>
        <Both zh="这对我们有影响" en="This hits us" />
      </h1>
      <p class="lead">
        <a href={alertPaths.measure(measure.family)}>
          <MeasureName {...measure} />
        </a>
      </p>
      <p class="hint">
        <Both
          zh="您的邮箱订阅时已经确认，提交即计入。企业名称只有贸易预警人员看得到，不公开。"
          en="Your address was confirmed when you subscribed, so it counts at once. Only the trade desk sees who you are."
        />
      </p>
      {said !== null && (
        <Notice tone="good" title={{ zh: '您已经说过', en: 'You have said so already' }}>
          <p>
            <a href={hitPaths.confirmation(said)}>
              <Both zh="查看或撤回" en="Look at it, or take it back" />
            </a>
          </p>
        </Notice>
      )}
      {said === null && known !== null && known.product !== '' && <OneButton action={action} known={known} />}
      {said === null && (known === null || known.product === '') && <WholeForm action={action} known={known} />}
      {said === null && known !== null && known.product !== '' && (
        <Fold summary={<Both zh="换一种产品或企业" en="Another product or firm" />} actions={[]}>
          <WholeForm action={action} known={known} />
        </Fold>
      )}
    </>
  )
}

function OneButton({ action, known: { name, code, product, band } }: { action: string; known: KnownFirm }) {
  return (
    <>
      <Facts
        rows={[
          [{ zh: '企业', en: 'Firm' }, `${name}（${code}）`],
          [{ zh: '产品', en: 'Product' }, product],
          [{ zh: '每年对该市场出口', en: 'Exports a year' }, <Both {...hitBands[band]} />],
        ]}
      />
      <Form action={action}>
        {Object.entries({ name, code, product, band }).map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        <Submit zh="这对我们有影响" en="This hits us" />
      </Form>
    </>
  )
}

function WholeForm({ action, known }: { action: string; known: KnownFirm | null }) {
  const tried = known && { typed: known, said: { zh: '', en: '' }, errors: {} }
  return (
    <Form action={action}>
      <FirmFields tried={tried} />
      <HitFields tried={tried} />
      <Submit zh="这对我们有影响" en="This hits us" />
    </Form>
  )
}
