import { bureausFor, filings } from '../../../cases/acts/act-words.ts'
import type { Act } from '../../../cases/acts/case-states.ts'
import { endingsFor } from '../../../cases/acts/mediation-endings.ts'
import { clockUnits } from '../../../cases/clocks/clock-words.ts'
import { milestones } from '../../../cases/clocks/milestones.ts'
import type { CaseItem } from '../../../cases/parts/case-items.ts'
import type { Said } from '../../../errors.ts'
import type { City, ClockRule } from '../../../reference/city.ts'
import type { Option } from '../../fields.tsx'
import { shanghaiDate } from '../../times.ts'

/** What can be chosen where an act asks for a bureau, a clock, a demand, an ending … */

export const caseOption = ({ id, title }: { id: number; title: string }): Option => ({
  value: String(id),
  zh: `#${id} ${title}`,
  en: '',
})

export const optionsOf = (said: Record<string, Said>): Option[] =>
  Object.entries(said).map(([value, words]) => ({ value, ...words }))

export function apartOptions(act: Act, { sets, rules } = { sets: [] as string[], rules: [] as number[] }): Option[] {
  if (act === 'rule_objection') return rules.map((id) => ({ value: String(id), zh: `单列 ${id}`, en: `no. ${id}` }))
  return sets.map((value) =>
    value === 'judgement'
      ? { value, zh: '诉求人的评价', en: 'the reporter’s judgement' }
      : { value, zh: `第 ${value} 项诉求`, en: `demand ${value}` },
  )
}

export const filingOptions: Option[] = Object.entries(filings).map(([value, said]) => ({ value, ...said }))
/** Of the Order in force when the matter was received. */
export const endingOptions = (receivedAt: Date): Option[] =>
  endingsFor(shanghaiDate(receivedAt)).map(({ id, zh, en, article }) => ({ value: id, zh: `${zh}（${article}）`, en }))

/** Acts that name a bureau other than the one in charge. */
const notLead: Act[] = ['return', 'give_part']

export function bureauOptions(city: City, act: Act, lead: string, ofTasks: string[]): Option[] {
  return [...bureausFor(city, act).values()]
    .filter(({ id }) => (act === 'give_task' ? ofTasks.includes(id) : notLead.includes(act) ? id !== lead : true))
    .map(({ id, zh, en }) => ({ value: id, zh, en }))
}

export function itemOptions(items: CaseItem[], open: number[]): Option[] {
  return items
    .filter(({ number }) => open.includes(number))
    .map(({ number, leaf, text }) => ({
      value: String(number),
      zh: `第 ${number} 项 ${leaf.zh}${text === null ? '' : `：${text.slice(0, 20)}`}`,
      en: leaf.en,
    }))
}

/** A clock with what its rule allows, so that the number to type is known. */
export function clockOption({ id, zh, en, extension }: ClockRule): Option {
  const unit = clockUnits[extension?.unit ?? 'workday']
  const max = extension?.amount ?? 0
  return { value: id, zh: `${zh}（最多 ${max} ${unit.zh}）`, en: `${en} (at most ${max} ${unit.en})` }
}

export function milestoneOption(event: string): Option {
  const named = milestones[event] ?? { zh: event, en: event }
  return { value: event, zh: named.zh, en: named.en }
}
