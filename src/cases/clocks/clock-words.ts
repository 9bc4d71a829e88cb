import type { Context } from '../../context.ts'
import type { Bilingual, ClockRule, ClockUnit, PauseKind } from '../../reference/city.ts'
import type { Act } from '../acts/case-states.ts'
import { acts } from '../acts/case-states.ts'
import type { CaseFound } from '../find-case.ts'
import type { Extension, PauseChange } from '../record-event.ts'
import { lastDayOf, ruleOfRow } from './clock-holds.ts'
import type { ClockMove } from './clock-moves.ts'

/** Units as they are said after a number. */
export const clockUnits: Record<ClockUnit, Bilingual> = {
  workday: { zh: '个工作日', en: 'working days' },
  day: { zh: '日', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
}

type Held = { found: CaseFound; act: Act; clocks: ClockMove; pauses: PauseChange; extension: Extension | null }

/** What an act does to the clocks, told to the reporter: what stands still and under which article, what runs on to when, and why. */
export function clockWords({ city }: Pick<Context, 'city'>, held: Held): string[] {
  const { found, act, clocks, pauses, extension } = held
  const ruleOf = (id: string): ClockRule | undefined => {
    const row = found.clocks.find(({ rule }) => rule === id)
    return row && ruleOfRow(city, row)
  }
  const term = pauses.begins?.until
  return [
    ...(term ? [`请在 ${lastDayOf({ due_at: term })} 24:00 前${by[pauses.begins?.kind ?? 'supplement']}`] : []),
    ...(pauses.begins && clocks.stopped.length === 0 ? [runsOn] : []),
    ...clocks.stopped.map((id) => stoppedWords(ruleOf(id), pauses)),
    ...(acts[act].pause?.does === 'ends' ? [acts[act].says.zh] : []),
    ...clocks.retimed.map((anew) => {
      const rule = ruleOf(anew.rule)
      const until = lastDayOf(anew)
      if (extension?.rule === anew.rule) return extendedWords(rule, extension, until)
      return `“${rule?.zh ?? anew.rule}”继续计算，至 ${until}。The clock runs on, to ${until}.`
    }),
  ]
}

/** What is done by then, of the pauses that wait for the reporter. */
const by: Partial<Record<PauseKind, string>> = {
  supplement: '补充。Please answer by the end of that day.',
  identity: '在“查询进度”页面提供。Please give it on the tracking page by the end of that day.',
}

const runsOn = '时限不因此暂停，照常计算。No clock stands still for this.'

function stoppedWords(rule: ClockRule | undefined, { begins }: PauseChange): string {
  const because = rule?.pauses.find((pause) => pause.for === begins?.kind)
  return `“${rule?.zh}”暂停计算（${because?.article}）。This clock stands still (${because?.articleEn}).`
}

function extendedWords(rule: ClockRule | undefined, { amount }: Extension, until: string): string {
  const { zh, en } = clockUnits[rule?.extension?.unit ?? 'workday']
  const article = rule?.extension
  return [
    `经本单位负责人批准，“${rule?.zh}”延长 ${amount} ${zh}，至 ${until}（${article?.article}）。`,
    `Extended by ${amount} ${en}, to ${until}, by the head of the bureau (${article?.articleEn}).`,
  ].join('')
}
