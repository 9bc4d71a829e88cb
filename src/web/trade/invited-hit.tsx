import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import type { InvitationShown } from '../../alerts/reviews/read-invitation.ts'
import { ErrorSummary, Submit } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both, Notice } from '../parts.tsx'
import { CodeField, HitFields, type HitTried } from './hit-part.tsx'

type InvitedProps = { shown: InvitationShown; token: string; said: boolean; tried: HitTried | null }

/** A firm that was invited says that the measure hits it: the link in its letter vouches for it. */
export function InvitedHit({ shown: { kind, name }, token, said, tried }: InvitedProps) {
  if (kind !== 'firm') return null
  return (
    <section class="part" aria-labelledby="hit">
      <h2 id="hit">
        <Both zh="这对我们有影响" en="This hits us" />
      </h2>
      {said && (
        <Notice tone="good" title={{ zh: '已记下，谢谢', en: 'Noted. Thank you.' }}>
          <p>
            <Both zh="只有贸易预警人员看得到是谁。" en="Only the trade desk sees who you are." />
          </p>
        </Notice>
      )}
      <details class="act" open={tried !== null}>
        <summary>
          <Both zh={`以 ${name} 的名义告诉贸易预警人员`} en="Tell the trade desk in the name of your firm" />
        </summary>
        <Form action={hitPaths.ofInvitation(token)}>
          {tried && <ErrorSummary title={tried.said} errors={tried.errors} />}
          <CodeField tried={tried} />
          <HitFields tried={tried} />
          <Submit zh="这对我们有影响" en="This hits us" />
        </Form>
      </details>
    </section>
  )
}
