import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'

const text = z.string().min(1)
const both = z.strictObject({ zh: text, en: text })
const alertsShape = z.strictObject({
  warning: z.strictObject({
    leaf: text,
    districts: z.array(text).min(1),
    risk: z.enum(['low', 'medium', 'high', 'serious']),
    spread: z.enum(['single', 'cluster', 'districts']),
    title: both,
    matter: both,
    advice: z.strictObject({ public: both, trade: both, authorities: both }),
  }),
  response: z.strictObject({ situation: text, result: text }),
  assessment: z.strictObject({
    title: text,
    leaf: text,
    description: text,
    exposed: text,
    groups: z.array(text),
    units: text,
    scenario: z.strictObject({
      hazard: text,
      group: z.string(),
      severity: text,
      steps: z.array(text).length(4),
      story: text,
      source: text,
    }),
    uncertainty: text,
  }),
  network: z.array(
    z.strictObject({
      kind: text,
      name: text,
      district: text,
      rhythm: text,
      reports: z.array(z.record(z.string(), z.string())),
    }),
  ),
})

/** What the desks of early warning show in a new demo. */
export type AlertWords = z.infer<typeof alertsShape>

/** Reads `demo/alerts.yaml` of a city; null when it has none. Throws when a word is missing. */
export function loadAlertWords(cityFolder: string): AlertWords | null {
  const file = join(cityFolder, 'demo', 'alerts.yaml')
  return existsSync(file) ? alertsShape.parse(load(readFileSync(file, 'utf8'))) : null
}
