import type { CityFiles } from './city-files.ts'
import { once, twice } from './fault-words.ts'

/** What the shape of credit-rules.yaml cannot know: the versions follow each other. */
export function checkCreditRules(rules: CityFiles['creditRules']): void {
  const { grading, procedures } = rules.value
  const seen = new Set<string>()
  grading.forEach(({ version, since }, g) => {
    once(seen, version, () => rules.fault(['grading', g, 'version'], twice('版本', 'version', version)))
    const before = grading[g - 1]
    if (before && since <= before.since) {
      rules.fault(['grading', g, 'since'], `应晚于上一版本 ${before.since} / must be later than the version before`)
    }
  })
  procedures.forEach((procedure, p) => {
    procedure.versions.forEach((version, v) => {
      const next = procedure.versions[v + 1]
      if (next && version.until !== next.since) {
        rules.fault(
          ['procedures', p, 'versions', v, 'until'],
          `须等于下一版本的 since ${next.since} / must be the next version's since`,
        )
      }
    })
  })
}
