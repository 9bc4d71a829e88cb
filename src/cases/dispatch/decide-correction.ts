import type { Context } from '../../context.ts'
import type { City, FilingKind } from '../../reference/city.ts'
import { letterOfDanger } from '../acts/act-letters.ts'
import { caseStates } from '../acts/case-states.ts'
import type { Decided } from '../acts/decide-move.ts'
import { stateAfter } from '../acts/verdicts.ts'
import { type ClockFact, rederiveClocks } from '../clocks/clock-corrections.ts'
import type { ClockMove } from '../clocks/clock-moves.ts'
import type { CaseFound } from '../find-case.ts'
import { leafNamed } from '../inbox/list-inbox.ts'
import { type LeadTask, rapidResponse } from '../tasks/lead-tasks.ts'
import { tracksOf } from '../tracks.ts'

/** What a person says a report is; a part left out stays as it is. */
export type Reading = { leaf?: string; kind?: FilingKind; danger?: number }

/**
 * Decides the act `correct`: the case as a person reads it, its clocks from the rules anew, and where danger was overlooked
 * the rapid response with a call to the duty desk. Null when nothing would change. Throws Forbidden as the table says.
 */
export function decideCorrection(
  context: Context,
  found: CaseFound,
  {
    reading,
    reason,
    history,
    goesOn = false,
  }: {
    reading: Reading
    reason: string
    history: ClockFact[]
    /** It is given to another bureau in the same breath, which is then called instead. */
    goesOn?: boolean
  },
): Decided | null {
  const { filing } = found
  const after = { leaf: filing.leaf, kind: filing.kind, danger: found.danger, ...reading }
  const same = after.leaf === filing.leaf && after.kind === filing.kind && after.danger === found.danger
  const to = stateAfter(context.actor, found, 'correct')
  if (same) return null
  const clocks = clocksAfter(context, found, after, history)
  const alarmed = after.danger >= DANGER_FROM && found.danger < DANGER_FROM && isWithBureau(found) && !goesOn
  const words = wordsOf(context.city, found, after)
  return {
    act: 'correct',
    fact: {
      found,
      to,
      clocks,
      changes: { ...after, support: supportOf(context.city, found, after.leaf) },
      event: {
        act: 'correct',
        bureau: context.actor.kind === 'staff' ? context.actor.bureau : found.lead,
        to_bureau: null,
        milestone: null,
        reason: null,
        article: null,
        public_text: after.leaf === filing.leaf ? null : toldOf(context.city, after.leaf),
        internal_text: `${words.join('；')}。理由：${reason}`,
      },
    },
    corrections: [],
    tasks: alarmed ? [alarm(found, after.danger, clocks, reason)] : [],
    letters: alarmed ? callsTo(context, found, reason) : [],
  }
}

const DANGER_FROM = 2

type After = { leaf: string; kind: FilingKind; danger: number }

function clocksAfter(context: Context, found: CaseFound, after: After, history: ClockFact[]): ClockMove {
  if (caseStates[found.state].final)
    return { met: [], started: [], reopened: [], dropped: [], stopped: [], retimed: [], nextDueAt: null }
  return rederiveClocks({
    filing: { ...found.filing, ...after, tracks: tracksOf(after.kind, found.done) },
    dangerBefore: found.danger,
    rows: found.clocks,
    history,
    at: context.now,
  })
}

/** In dispatch nobody could act yet: there the text comes first on the desk, and its dispatch opens the rapid response. */
const isWithBureau = ({ state }: CaseFound): boolean => state !== 'to_dispatch' && !caseStates[state].final

function alarm(found: CaseFound, danger: number, { started, nextDueAt }: ClockMove, reason: string): LeadTask {
  const flagged = started.filter(({ rule }) => rule.from === 'danger_flag').map(({ dueAt }) => dueAt.getTime())
  const dueAt = flagged.length > 0 ? new Date(Math.min(...flagged)) : nextDueAt
  return rapidResponse(found, found.lead, dueAt, [`人工研判为危险 ${danger} 级 / danger ${danger} by a person`, reason])
}

function callsTo({ city, publicUrl }: Context, found: CaseFound, reason: string): Decided['letters'] {
  const bureau = city.bureaus.get(found.lead)
  if (!bureau || !city.dutyMail) return []
  const to = city.dutyMail.replace('{bureau}', bureau.id.toLowerCase())
  const about = { caseId: found.id, move: found.moves + 1, title: found.title, words: reason, publicUrl }
  return [letterOfDanger(to, bureau, about)]
}

function supportOf(city: City, found: CaseFound, leaf: string): string[] {
  const known = city.leaves.get(leaf)
  if (!known || leaf === found.filing.leaf) return found.support
  return [...new Set([known.lead, ...known.support])].filter((bureau) => bureau !== found.lead)
}

function wordsOf(city: City, found: CaseFound, after: After): string[] {
  const { filing } = found
  return [
    ...(after.leaf === filing.leaf
      ? []
      : [`类别 ${leafNamed(city, filing.leaf).zh} → ${leafNamed(city, after.leaf).zh}`]),
    ...(after.kind === filing.kind ? [] : [`性质 ${filing.kind} → ${after.kind}`]),
    ...(after.danger === found.danger ? [] : [`危险 ${found.danger} → ${after.danger}`]),
  ]
}

function toldOf(city: City, code: string): string {
  const { zh, en } = leafNamed(city, code)
  return `事项类别更正为“${zh}”，时限按规则重新核定，已告知的日期不推迟。Now read as “${en}”; no date promised moves later.`
}
