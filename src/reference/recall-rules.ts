import { z } from 'zod'
import type { Bilingual } from './city.ts'
import type { CityFile } from './city-file.ts'

/** What a recalling firm hands in: its plan, how far it is, that it is finished, and what came of it. */
export type RecallStep = {
  kind: 'plan' | 'progress' | 'finish' | 'summary'
  from: 'started' | 'finished'
  amount: number
  unit: 'hour' | 'day' | 'workday' | 'month'
  /** Again after each such term, until the recall is finished. */
  every: boolean
  article: Bilingual
}
/** The rules that one kind of recall runs under; newest version last. */
export type RecallRegime = Bilingual & { id: string; versions: { since: string; steps: RecallStep[] }[] }

const text = z.string().trim().min(1)
const step = z.strictObject({
  kind: z.enum(['plan', 'progress', 'finish', 'summary']),
  from: z.enum(['started', 'finished']),
  amount: z.int().min(1).max(400),
  unit: z.enum(['hour', 'day', 'workday', 'month']),
  every: z.boolean(),
  article: z.strictObject({ zh: text, en: text }),
})

export const recallRulesShape = z.strictObject({
  regimes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]*$/),
        zh: text,
        en: text,
        versions: z.array(z.strictObject({ since: z.iso.date(), steps: z.array(step).min(1) })).min(1),
      }),
    )
    .min(1),
})

/** Regimes have ids of their own, their versions follow one another, and what repeats runs from the start. */
export function checkRecallRules({ value, fault }: CityFile<z.infer<typeof recallRulesShape>>): void {
  value.regimes.forEach(({ id, versions }, r) => {
    if (value.regimes.findIndex((regime) => regime.id === id) !== r)
      fault(['regimes', r, 'id'], `${id} 出现两次 / twice`)
    const since = versions.map((version) => version.since)
    if (since.join() !== since.toSorted().join() || new Set(since).size < since.length)
      fault(['regimes', r, 'versions'], '版本应按起始日从早到晚 / versions go from the oldest to the newest')
    versions.forEach(({ steps }, v) => {
      const kinds = new Set(steps.map(({ kind }) => kind))
      if (kinds.size < steps.length) fault(['regimes', r, 'versions', v], '每种文件只写一行 / one line a kind')
      if (steps.some(({ every, from }) => every && from === 'finished'))
        fault(['regimes', r, 'versions', v], '完成之后不再按期重复 / nothing repeats after the end')
    })
  })
}

/** What is due under a regime for a recall that started on `day` (ISO date): the version of that day, before the first the first. */
export function recallStepsOn(regime: RecallRegime, day: string): RecallStep[] {
  return (regime.versions.findLast(({ since }) => since <= day) ?? regime.versions[0])?.steps ?? []
}
