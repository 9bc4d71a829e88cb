import { toShanghaiDate } from '../../reference/calendar.ts'
import { lastDayOf } from '../clocks/clock-holds.ts'
import type { CaseRead } from '../read-case.ts'
import type { DocumentForm } from './document-forms.ts'
import { choicesOf } from './fill-form.ts'

type Known = Pick<CaseRead, 'check' | 'events'> & { report: Pick<CaseRead['report'], 'receivedAt'> }

/** What a form asks for and an act on the case said already, by field: nobody types it twice. */
export function knownAnswers(form: DocumentForm, read: Known): Record<string, string> {
  return form.id === 'identity_proof' ? proofAsked(read) : lawNamed(form, read)
}

function proofAsked({ check }: Known): Record<string, string> {
  const asked = check.asked.at(-1)
  return asked ? { until: lastDayOf({ due_at: asked.until }), material: asked.wanted } : {}
}

/** The ground or ending whose article the act named to the reporter. */
function lawNamed(form: DocumentForm, { events, report }: Known): Record<string, string> {
  const said = events.flatMap(({ publicText }) => publicText ?? []).reverse()
  return Object.fromEntries(
    form.asks.flatMap((ask) => {
      const choices = choicesOf(ask, form, toShanghaiDate(report.receivedAt))
      const named = said.flatMap((words) => choices.find(({ article }) => words.includes(article)) ?? [])[0]
      return named ? [[ask.name, named.id]] : []
    }),
  )
}
