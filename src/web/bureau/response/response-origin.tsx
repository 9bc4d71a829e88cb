import type { OriginAsked, OriginKind } from '../../../alerts/response/find-origin.ts'
import type { Bilingual } from '../../../reference/city.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Both } from '../../parts.tsx'
import { assessmentPaths } from '../assessment/assessment-paths.ts'
import { bureauPaths } from '../bureau-paths.ts'

const kinds: Record<OriginKind, Bilingual> = {
  warning: { zh: '预警', en: 'Warning' },
  signal: { zh: '信号', en: 'Signal' },
  assessment: { zh: '风险评估', en: 'Risk assessment' },
  case: { zh: '案件', en: 'Case' },
  free: { zh: '自行启动', en: 'Of its own' },
}

/** Leads to what a response was opened from. */
export function OriginLink({ origin: { kind, id } }: { origin: OriginAsked }) {
  const name = <Both {...kinds[kind]} />
  if (id === null || kind === 'free') return name
  const hrefs = {
    warning: alertPaths.warningOnDesk(id),
    signal: `/bureau/signals/${id}`,
    assessment: assessmentPaths.one(id),
    case: bureauPaths.case(id),
  }
  return (
    <a href={hrefs[kind]}>
      {name} #{id}
    </a>
  )
}

type Linked = {
  warning_id: number | null
  signal_id: number | null
  assessment_id: number | null
  case_id: number | null
}

/** What a response hangs on. */
export function originOf({ warning_id, signal_id, assessment_id, case_id }: Linked): OriginAsked {
  if (warning_id !== null) return { kind: 'warning', id: warning_id }
  if (signal_id !== null) return { kind: 'signal', id: signal_id }
  if (assessment_id !== null) return { kind: 'assessment', id: assessment_id }
  return case_id === null ? { kind: 'free', id: null } : { kind: 'case', id: case_id }
}
