import { type Clock, clockOf } from '../../cases/clocks/clocks.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual, BureauId, City, WarningColour } from '../../reference/city.ts'
import type { Playbook, PlaybookStep, PlaybookVersion, ResponseAction } from '../../reference/playbooks.ts'

/** A task that a playbook calls for: what, by whom, by when, with what to see to. */
export type PlannedTask = {
  action: ResponseAction
  bureau: BureauId
  critical: boolean
  clock: Clock
  because: Bilingual
}

export const mildestFirst: WarningColour[] = ['blue', 'yellow', 'orange', 'red']
const reaches = (colour: WarningColour, from: WarningColour): boolean =>
  mildestFirst.indexOf(colour) >= mildestFirst.indexOf(from)

/** The playbook of a leaf: its own, else that of its sector, else the general one. */
export function playbookOf({ playbooks: { playbooks }, leaves }: City, leaf: string | null): Playbook {
  const sector = leaves.get(leaf ?? '')?.sector ?? ''
  const found =
    playbooks.find((one) => leaf !== null && one.leaves.includes(leaf)) ??
    playbooks.find((one) => one.sectors.includes(sector)) ??
    playbooks.find((one) => one.sectors.length + one.leaves.length === 0)
  if (!found) throw new Error('the city has no general playbook')
  return found
}

/** The version of a playbook in force on a civil day; before the first, the first. */
export function versionOn({ versions }: Playbook, day: string): PlaybookVersion {
  const found = versions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0]
  if (!found) throw new Error('a playbook without a version')
  return found
}

type Matter = { leaf: string | null; lead: BureauId; colour: WarningColour; at: Date }

/**
 * The tasks of a response that begins at an instant, in the order of the playbook: those whose colour is reached, one for each bureau
 * that owns it, each under the clock rule in force on that day. No bureau has the same thing to do twice.
 */
export function tasksFor(city: City, matter: Matter): PlannedTask[] {
  const playbook = playbookOf(city, matter.leaf)
  const { steps } = versionOn(playbook, toShanghaiDate(matter.at))
  const due = steps.filter(({ from }) => reaches(matter.colour, from))
  return due.flatMap((step) => ownersOf(city, step, matter).map((bureau) => planned(city, step, matter, bureau)))
}

/** One action given by hand: the clock is that of the playbook, else a working day as for an inspection. */
export function taskByHand(
  city: City,
  { action, ...matter }: Matter & { action: string },
  bureau: BureauId,
  critical: boolean,
): PlannedTask {
  const playbook = playbookOf(city, matter.leaf)
  const steps = [playbook, ...city.playbooks.playbooks].flatMap(
    (one) => versionOn(one, toShanghaiDate(matter.at)).steps,
  )
  const step = steps.find((one) => one.action === action)
  if (!step) throw new Error(`no playbook knows ${action}`)
  const because = { zh: '另行交办', en: 'given by hand' }
  return { ...planned(city, step, matter, bureau), critical, because }
}

function planned(city: City, step: PlaybookStep, { leaf, colour, at }: Matter, bureau: BureauId): PlannedTask {
  const { zh, en } = playbookOf(city, leaf)
  return {
    action: actionOf(city, step.action),
    bureau,
    critical: step.criticalFrom !== null && reaches(colour, step.criticalFrom),
    clock: clockOf(
      city.calendar,
      ruleOn(city, reaches(colour, 'orange') ? (step.urgent ?? step.clock) : step.clock, at),
      at,
    ),
    because: { zh: `处置预案“${zh}”`, en: `playbook “${en}”` },
  }
}

/** Each bureau once; a leaf without supporting bureaus leaves what is theirs to the lead. */
function ownersOf({ leaves, dispatchBureau }: City, { owner }: PlaybookStep, { leaf, lead }: Matter): BureauId[] {
  if (owner === 'lead') return [lead]
  if (owner === 'office') return [dispatchBureau]
  if (owner !== 'support') return [owner]
  const support = (leaves.get(leaf ?? '')?.support ?? []).filter((bureau) => bureau !== lead)
  return support.length > 0 ? [...new Set(support)] : [lead]
}

/** An action by its name. */
export function actionOf({ playbooks: { actions } }: City, id: string): ResponseAction {
  return actions.find((one) => one.id === id) ?? { id, zh: id, en: id, checklist: [] }
}

function ruleOn({ clockRules }: City, id: string, at: Date) {
  const day = toShanghaiDate(at)
  const versions = clockRules.filter((rule) => rule.id === id)
  const rule = versions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0]
  if (!rule) throw new Error(`no clock rule ${id}`)
  return rule
}
