import { lastDayOf } from '../clocks/clock-holds.ts'
import type { CaseRead } from '../read-case.ts'
import type { DocumentForm } from './document-forms.ts'

/** What a form asks for and an act on the case said already, by field: nobody types it twice. */
export function knownAnswers({ id }: DocumentForm, { check }: Pick<CaseRead, 'check'>): Record<string, string> {
  const asked = check.asked.at(-1)
  if (id !== 'identity_proof' || !asked) return {}
  return { until: lastDayOf({ due_at: asked.until }), material: asked.wanted }
}
