import { checkDates, clockIdsOf } from './check-clocks.ts'
import type { CityFiles } from './city-files.ts'
import { idsOf, once, twice, unknown } from './fault-words.ts'

type Step = CityFiles['playbooks']['value']['playbooks'][number]['versions'][number]['steps'][number]
type At = (string | number)[]

const owners = ['lead', 'support', 'office']
const mildestFirst = ['blue', 'yellow', 'orange', 'red']

/** Names that point nowhere, sectors with two playbooks, dates with gaps, tasks that are critical before they are done at all. */
export function checkPlaybooks(files: CityFiles): void {
  const { playbooks: file, sectors } = files
  const known = new Set(sectors.value.sectors.flatMap(({ code, leaves }) => [code, ...leaves.map((leaf) => leaf.code)]))
  const seen = new Set<string>()
  const claimed = new Set<string>()
  file.value.playbooks.forEach(({ id, sectors: own, leaves, versions }, p) => {
    const at = ['playbooks', p]
    once(seen, id, () => file.fault([...at, 'id'], twice('预案', 'playbook', id)))
    for (const code of [...own, ...leaves]) {
      if (!known.has(code)) file.fault(at, unknown('领域或类别', 'sector or leaf', code))
      once(claimed, code, () => file.fault(at, twice('领域', 'sector', code)))
    }
    checkDates(versions, (v, message) => file.fault([...at, 'versions', v, 'until'], `${id} ${message}`))
    versions.forEach(({ steps }, v) => {
      for (const [s, step] of steps.entries()) checkStep(files, step, [...at, 'versions', v, 'steps', s])
    })
  })
}

function checkStep({ playbooks: file, bureaus, clocks }: CityFiles, step: Step, at: At): void {
  const rules = clockIdsOf(clocks)
  if (!idsOf(file.value.actions).has(step.action)) file.fault([...at, 'action'], unknown('措施', 'action', step.action))
  if (!owners.includes(step.owner) && !idsOf(bureaus.value.bureaus).has(step.owner))
    file.fault([...at, 'owner'], unknown('单位', 'bureau', step.owner))
  if (!rules.has(step.clock)) file.fault([...at, 'clock'], unknown('时限', 'clock rule', step.clock))
  if (step.urgent !== null && !rules.has(step.urgent))
    file.fault([...at, 'urgent'], unknown('时限', 'clock rule', step.urgent))
  if (step.critical_from !== null && mildestFirst.indexOf(step.critical_from) < mildestFirst.indexOf(step.from))
    file.fault(at, `critical_from 早于 from / critical before it is done at all`)
}
