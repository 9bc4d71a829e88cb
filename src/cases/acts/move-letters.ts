import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { CaseFound } from '../find-case.ts'
import { isTold } from '../joint/joint.ts'
import type { PartsChange } from '../parts/part-changes.ts'
import { partNow } from '../parts/parts.ts'
import { needsRapid } from '../tasks/lead-tasks.ts'
import { statusText } from '../tracking/status-text.ts'
import { letterOfDanger, letterToBureau, letterToReporter } from './act-letters.ts'
import type { Given } from './act-words.ts'
import { type Act, acts, type CaseState } from './case-states.ts'

/** What was decided, as far as letters tell of it. */
type Told = {
  act: Act
  words: string | null
  newLead: string | null
  to: CaseState
  dueAt: Date | null
  parts: PartsChange
  given: Pick<Given, 'bureau'>
}

/** The letters that an act owes: to its reporter, to the bureau now in charge, to the other one whose part or task it is. */
export function lettersOf(context: Context, found: CaseFound, told: Told): NewLetter[] {
  const { city, publicUrl, now } = context
  const { act, words, newLead, to, dueAt, parts, given } = told
  const about = { caseId: found.id, move: found.moves + 1, act, title: found.title, words, publicUrl }
  const { tells } = acts[act]
  const bureau = city.bureaus.get(newLead ?? found.lead)
  const withBureau = newLead !== null || (found.state !== 'to_dispatch' && found.state !== 'to_rule')
  const letters: NewLetter[] = []
  const next = dueAt && { zh: null, dueAt, provisional: false }
  const status = statusText({ state: to, bureau: to === 'to_dispatch' ? null : (bureau ?? null), next }, now)
  if (tells.includes('reporter') && found.byMail && toldOf(found, act))
    letters.push(letterToReporter({ ...about, status }))
  const other = city.bureaus.get(partBureau(found, parts.ends[0]?.number) ?? given.bureau ?? '')
  const away = context.actor.kind !== 'staff' || other?.id !== context.actor.bureau
  if (tells.includes('other') && other && away && city.dutyMail) {
    letters.push(letterToBureau(deskOf(city.dutyMail, other), other, about))
  }
  if (tells.includes('lead') && withBureau && bureau && city.dutyMail) {
    const desk = deskOf(city.dutyMail, bureau)
    letters.push(letterToBureau(desk, bureau, about))
    if (newLead !== null && needsRapid(found)) letters.push(letterOfDanger(desk, bureau, { ...about, words: null }))
  }
  return letters
}

/** Letters about a joint mediation go to those who represent the others. */
const toldOf = ({ id, joint }: CaseFound, act: Act): boolean =>
  !joint || acts[act].together !== 'representatives' || isTold(joint, id)

const deskOf = (dutyMail: string, { id }: { id: string }): string => dutyMail.replace('{bureau}', id.toLowerCase())

/** The bureau whose part of a demand runs. */
const partBureau = ({ items }: CaseFound, number: number | undefined): string | null =>
  items.flatMap((item) => (item.number === number ? (partNow(item)?.bureau ?? []) : []))[0] ?? null
