import type { ReportsOfRecall } from '../../alerts/links/find-reports-of.ts'
import { bureauPaths } from '../bureau/bureau-paths.ts'
import { Reasons } from '../case-parts.tsx'
import { Badge, Both, Facts } from '../parts.tsx'

/** The local reports that a recall or a failed sample meets: figures for everybody, the cases themselves for the staff who see them. */
export function RecallReports({ reports, onDesk }: { reports: ReportsOfRecall; onDesk: string | null }) {
  const { confirmed, afterRecall, proposed, cases } = reports
  return (
    <section class="part" aria-labelledby="local-reports">
      <h2 id="local-reports">
        <Both zh="本市的相关投诉举报" en="Local reports" />
      </h2>
      <Facts
        rows={[
          [{ zh: '确认与此有关', en: 'Confirmed' }, String(confirmed)],
          [{ zh: '其中发生在发布之后', en: 'After it was published' }, confirmed === 0 ? null : String(afterRecall)],
          [{ zh: '待人确认', en: 'Waiting for a person' }, proposed === null ? null : String(proposed)],
        ]}
      />
      {onDesk && (
        <p>
          <a href={onDesk}>
            <Both zh="跟进这次召回" en="Follow this recall" />
          </a>
        </p>
      )}
      {cases.length > 0 && (
        <ul>
          {cases.map(({ id, title, state, because }) => (
            <li>
              <a href={bureauPaths.case(id)}>
                {title} #{id}
              </a>{' '}
              {state === 'proposed' && <Badge tone="yellow" zh="待确认" en="proposed" />}
              <Reasons reasons={because} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
