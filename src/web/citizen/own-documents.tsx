import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'

/** The documents addressed to the reporter. They are opened with the receipt in the body, so that no address shows them. */
export function OwnDocuments({ tracked, receipt }: { tracked: TrackedCase; receipt: string }) {
  if (tracked.documents.length === 0) return null
  return (
    <section aria-labelledby="own-documents">
      <h2 id="own-documents">
        <Both zh="送达您的文书" en="Documents for you" />
      </h2>
      {tracked.documents.map(({ id, zh, en, number, madeAt }) => (
        <form method="post" action={paths.trackDocument}>
          <input type="hidden" name="receipt" value={receipt} />
          <input type="hidden" name="document" value={String(id)} />
          <p>
            <strong>{zh}</strong> <span lang="en">{en}</span>
            <br />
            {number} · {shanghaiTime(madeAt)}
          </p>
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="查看" en="Read" />
            </button>{' '}
            <button type="submit" class="quiet" name="pdf" value="yes">
              PDF
            </button>
          </p>
        </form>
      ))}
    </section>
  )
}
