import type { CityFiles } from './city-files.ts'
import { lineage } from './clock-rules.ts'
import { once, twice, unknown } from './fault-words.ts'

export function checkClockSets(clocks: CityFiles['clocks']): void {
  const sets = new Map(clocks.value.sets.map((set) => [set.id, set]))
  const seen = new Set<string>()
  clocks.value.sets.forEach((set, s) => {
    once(seen, set.id, () => clocks.fault(['sets', s, 'id'], twice('时限组', 'clock set', set.id)))
    if (set.extends && !sets.has(set.extends)) {
      clocks.fault(['sets', s, 'extends'], unknown('时限组', 'clock set', set.extends))
    }
    if (sets.get(lineage(set, sets).at(-1)?.extends ?? '')) {
      clocks.fault(['sets', s, 'extends'], `${set.id} 绕回自己 / ${set.id} extends itself in a circle`)
    }
    const milestones = new Set<string>()
    set.milestones.forEach(({ id }, m) => {
      once(milestones, id, () => clocks.fault(['sets', s, 'milestones', m, 'id'], twice('节点', 'milestone', id)))
    })
  })
}

export function checkVersions(clocks: CityFiles['clocks']): void {
  clocks.value.sets.forEach((set, s) => {
    set.milestones.forEach((milestone, m) => {
      checkDates(milestone.versions, (v, message) =>
        clocks.fault(['sets', s, 'milestones', m, 'versions', v, 'until'], `${set.id}.${milestone.id} ${message}`),
      )
    })
  })
}

/** The versions of one rule follow each other without a gap and without an overlap; only the last may be open. */
export function checkDates(
  versions: { since: string; until: string | null }[],
  fault: (version: number, message: string) => void,
): void {
  versions.forEach(({ since, until }, v) => {
    const next = versions[v + 1]
    if (until !== null && until <= since) fault(v, `在生效之前就失效 / ends before it begins (${since})`)
    if (next && until === null) fault(v, `后面还有版本，须写 until / needs until, a version follows it`)
    if (next && until !== null && until < next.since)
      fault(v, `与下一版本之间有空档 / leaves a gap from ${until} to ${next.since}`)
    if (next && until !== null && until > next.since)
      fault(v, `与下一版本重叠 / overlaps the version from ${next.since}`)
  })
}

/** Every rule of every set by its id, e.g. `EMERG.escalate_each_level`, those that a set inherits among them. */
export function clockIdsOf(clocks: CityFiles['clocks']): Set<string> {
  const sets = new Map(clocks.value.sets.map((set) => [set.id, set]))
  return new Set(
    clocks.value.sets.flatMap((set) =>
      lineage(set, sets).flatMap(({ milestones }) => milestones.map(({ id }) => `${set.id}.${id}`)),
    ),
  )
}
