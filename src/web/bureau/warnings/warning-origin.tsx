import type { WarningOrigin } from '../../../alerts/warnings/draft-quality-warning.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Both } from '../../parts.tsx'
import { assessmentPaths } from '../assessment/assessment-paths.ts'
import { bureauPaths } from '../bureau-paths.ts'

/** What a warning grew from, each a link to it; nothing for one begun by hand. */
export function OriginList({ origin }: { origin: WarningOrigin }) {
  const matters = mattersOf(origin)
  if (matters.length === 0) return null
  return (
    <ul class="reasons">
      {matters.map(({ path, zh, en }) => (
        <li>
          <a href={path}>
            <Both zh={zh} en={en} />
          </a>
        </li>
      ))}
    </ul>
  )
}

export const hasOrigin = (origin: WarningOrigin): boolean => mattersOf(origin).length > 0

function mattersOf({ signalId, incidentId, assessmentId, caseId }: WarningOrigin) {
  return [
    ...matter(signalId, alertPaths.signalOnDesk, '信号', 'Signal'),
    ...matter(incidentId, bureauPaths.incident, '事件', 'Incident'),
    ...matter(assessmentId, assessmentPaths.one, '风险评估', 'Risk assessment'),
    ...matter(caseId, bureauPaths.case, '案件', 'Case'),
  ]
}

const matter = (id: number | null, pathOf: (id: number) => string, zh: string, en: string) =>
  id === null ? [] : [{ path: pathOf(id), zh: `${zh} ${id}`, en: `${en} ${id}` }]
