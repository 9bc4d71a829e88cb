import type { City } from '../reference/city.ts'
import type { Assessment } from './assessment.ts'

/** Hazards whose words the text holds, each with those words; the city's list decides which words name which hazard. */
export function hazardsIn(simplified: string, city: City): Assessment['hazards'] {
  const found: Assessment['hazards'] = []
  for (const hazard of city.hazards) {
    const because = hazard.words.filter((word) => simplified.includes(word))
    if (because.length > 0) found.push({ id: hazard.id, because })
  }
  return found
}
