import { z } from 'zod'
import { isRealDate } from './calendar.ts'

const word = z.string().trim().min(1)
const bilingual = { zh: word, en: word }
const said = z.strictObject(bilingual)
const date = z.string().refine(isRealDate, '日期写成 2026-04-15 / a date is written 2026-04-15')
const colour = z.enum(['red', 'orange', 'yellow', 'blue'])
const count = z.int().positive()

/** Names on one line with commas between. */
const listed = <Name extends string>(name: z.ZodType<Name, string>) =>
  word.transform((line) => line.split(/\s*,\s*/)).pipe(z.array(name).min(1))

const perColour = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ red: value, orange: value, yellow: value, blue: value })

const colourByRisk = z.strictObject({
  low: colour.nullable(),
  medium: colour.nullable(),
  high: colour.nullable(),
  serious: colour.nullable(),
})

const rulesShape = z.strictObject({
  version: word,
  since: date,
  until: date.nullable(),
  source: said,
  consequence: z.strictObject({ extraordinary: colour, major: colour, large: colour, ordinary: colour }),
  matrix: z.strictObject({ single: colourByRisk, cluster: colourByRisk, districts: colourByRisk }),
  signal: z.strictObject({ moderate: colour, strong: colour, cap: colour }),
  signs: perColour(listed(z.enum(['head', 'joint_office', 'convener']))),
  upward: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[a-z]+$/),
      to: said,
      article: said,
      sectors: listed(word).optional(),
      audiences: listed(z.enum(['authorities', 'trade', 'public'])).optional(),
      levels: listed(colour).optional(),
      beyond_city: z.literal(true).optional(),
    }),
  ),
  hearing: z.strictObject({ workdays: count, article: said }),
  acknowledge_minutes: perColour(count),
  lasts_days_max: perColour(count),
  remind_hours: count,
  expires_alone: listed(colour),
})

export const warningColoursShape = z.strictObject({ versions: z.array(rulesShape).min(1) })

/** One dated version of how the city's own warnings get their colour, signatures, hearing and receipts, as `warning-colours.yaml` says. */
export type WarningRules = z.infer<typeof rulesShape>

/** The version in force on an ISO date in Shanghai: the last that had begun, or the first before any had. */
export function warningRulesOn(versions: WarningRules[], isoDate: string): WarningRules {
  const [first] = versions
  const inForce =
    versions.findLast(({ since, until }) => since <= isoDate && (until === null || isoDate < until)) ?? first
  if (!inForce) throw new Error('a city has at least one version of its warning rules')
  return inForce
}
