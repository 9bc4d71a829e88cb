import type { Context } from '../../context.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import { triage } from '../../triage/triage.ts'
import type { Given } from '../acts/act-words.ts'
import { type Act, acts, type CaseState, caseStates } from '../acts/case-states.ts'
import { lastDayOf } from '../clocks/clock-holds.ts'
import type { Clock } from '../clocks/clocks.ts'
import type { CaseFound } from '../find-case.ts'
import { leafNamed } from '../inbox/list-inbox.ts'
import { type ItemFound, itemsOpenTo, noItemFor, type PartEnd, partClock, partNow } from './parts.ts'

/** What an act means for the demands of its case and the parts that other bureaus have in them. */
export type PartsChange = {
  marks?: Marked
  gives?: { number: number; bureau: string; clock: Clock; dueAt: Date }
  signs?: { number: number }
  /** Parts that end; with fact, result and article where the bureau handed them in. */
  ends: { number: number; by: PartEnd; found?: { fact: string; result: string; article: string | null } }[]
  /** The supporting bureaus after it. */
  support: string[]
}

type Marked = { number: number; words: string; leaf: string; lead: string; confidence: number }

/** Decides it. Throws Invalid when the demand named is not open to the act, or the answer says nothing of a part still open. */
export function partsOf(context: Context, found: CaseFound, act: Act, given: Given, to: CaseState): PartsChange {
  const does = acts[act].part
  const unchanged = { ends: movedOn(found, given, act, to), support: found.support }
  if (act === 'answer' && unchanged.ends.length > 0 && given.unwaited === null) throw partsOpen(context, found)
  if (does === undefined) return unchanged
  if (does === 'marks') return { ...unchanged, marks: markedBy(context, found, given.text ?? '') }
  const item = itemGiven(context, found, act, given)
  const { number } = item
  switch (does) {
    case 'gives':
      return { ...unchanged, ...givenTo(context, found, number, given.bureau ?? '') }
    case 'signs':
      return { ...unchanged, signs: { number } }
    case 'hands_in': {
      const { fact, result, article } = given
      return {
        ...unchanged,
        ends: [{ number, by: 'handed_in', found: { fact: fact ?? '', result: result ?? '', article } }],
      }
    }
    default:
      return { ends: [{ number, by: does === 'returns' ? 'returned' : 'taken_back' }], support: without(found, item) }
  }
}

/** A case that is answered or over waits for no part; a bureau that comes to lead the case has its part no longer beside it. */
function movedOn(found: CaseFound, given: Given, act: Act, to: CaseState): PartsChange['ends'] {
  const over = to !== found.state && (to === 'answered' || caseStates[to].final)
  const newLead = acts[act].tasks === 'opens' ? given.bureau : null
  return found.items
    .filter((item) => partNow(item) !== null && (over || partNow(item)?.bureau === newLead))
    .map(({ number }) => ({ number, by: 'case_moved' }))
}

/** The machine reads the officer's words as it reads a filing, so that leaf and bureau need not be chosen. */
function markedBy({ city, model }: Context, found: CaseFound, words: string): Marked {
  const { leaf, lead } = triage({ text: words }, { city, model })
  const number = Math.max(0, ...found.items.map((item) => item.number)) + 1
  return { number, words, leaf: leaf.value, lead: lead.value, confidence: Math.min(leaf.confidence, lead.confidence) }
}

function givenTo(context: Context, found: CaseFound, number: number, bureau: string) {
  if (bureau === found.lead) throw new Invalid(ownBureau, { bureau: ownBureau })
  const { clock, dueAt } = partClock(context.city, { ...found.filing, clocks: found.clocks }, context.now)
  return { gives: { number, bureau, clock, dueAt }, support: [...new Set([...found.support, bureau])] }
}

/** The demand that is meant: named, or the only one that fits. */
function itemGiven({ actor }: Context, found: CaseFound, act: Act, given: Given): ItemFound {
  const does = acts[act].part ?? 'gives'
  const open = itemsOpenTo(actor, found.items, does)
  const wanted = given.item === null && open.length === 1 ? open[0] : Number(given.item)
  const item = found.items.find(({ number }) => number === wanted)
  if (!item) throw new Invalid(chooseItem, { item: chooseItem })
  if (!open.includes(item.number)) throw new Conflict(noItemFor[does])
  return item
}

/** Whoever is done with a part without handing it in no longer supports the case, unless it has another part in it. */
function without(found: CaseFound, { number, ...item }: ItemFound): string[] {
  const bureau = partNow(item)?.bureau
  const stays = found.items.some(
    (other) => other.number !== number && other.parts.some((part) => part.bureau === bureau && staysFor(part.endedBy)),
  )
  return stays ? found.support : found.support.filter((one) => one !== bureau)
}

const staysFor = (endedBy: PartEnd | null): boolean => endedBy === null || endedBy === 'handed_in'

/** What the reporter is told of it: which demand, with whom, by when. */
export function partWords({ city }: Pick<Context, 'city'>, found: CaseFound, act: Act, change: PartsChange): string[] {
  const does = acts[act].part
  const number = change.gives?.number ?? change.signs?.number ?? change.marks?.number ?? change.ends[0]?.number
  if (number === undefined) return []
  const item = found.items.find((one) => one.number === number)
  const what = `第 ${number} 项“${item?.words ?? (item ? leafNamed(city, item.leaf).zh : change.marks?.words)}” Demand ${number}`
  const part = item && partNow(item)
  const named = (id: string | undefined) => city.bureaus.get(id ?? '')?.zh ?? id ?? ''
  if (change.gives) {
    const { bureau, clock, dueAt } = change.gives
    const day = lastDayOf({ due_at: dueAt })
    return [
      `${what}：由${named(bureau)}协办，${day} 前交回（${clock.article}）。Handled by ${city.bureaus.get(bureau)?.en} by ${day}.`,
    ]
  }
  if (does === 'returns') return [`${what}：${named(part?.bureau)}退回主办单位。`]
  if (does === 'hands_in') return [`${what}：${named(part?.bureau)}已办理并交回主办单位汇总。`]
  if (does === 'takes_back') return [`${what}：改由主办单位安排。`]
  return does === undefined ? [] : [what]
}

function partsOpen({ city }: Context, { items }: CaseFound): Invalid {
  const open = items.flatMap((item) => {
    const part = partNow(item)
    return part ? [`第 ${item.number} 项（${city.bureaus.get(part.bureau)?.zh ?? part.bureau}）`] : []
  })
  const said: Said = {
    zh: `${open.join('、')}还没有交回。请等其交回后一并答复，或写明为什么先行答复。`,
    en: 'A bureau has not handed in its part yet. Wait for it, or say why the answer goes out without it.',
  }
  return new Invalid(said, { unwaited: said })
}

const chooseItem: Said = { zh: '请选择哪一项诉求', en: 'Choose which demand' }
const ownBureau: Said = {
  zh: '这一项本来就由主办单位办理，不必交办',
  en: 'This bureau is in charge of the case; it need not be given its own demand',
}
