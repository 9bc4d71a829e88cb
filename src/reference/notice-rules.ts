import { z } from 'zod'
import { type Fault, readCityFile } from './city-file.ts'
import { CityFaults } from './load-city.ts'

const share = z.number().min(0).max(1)
const points = z.number().min(-100).max(100)
const days = z.int().positive()
const words = z.array(z.string().trim().min(1)).min(1)
const steps = z.array(z.strictObject({ days_max: days, points })).min(1)
const thresholds = z
  .strictObject({ red: points, orange: points, yellow: points })
  .refine(({ red, orange, yellow }) => red > orange && orange > yellow, '红 > 橙 > 黄 / red > orange > yellow')

const tbtLevelShape = z.strictObject({
  version: z.string().min(1),
  evidence: z.strictObject({
    hs6: share,
    hs4: share,
    hs2: share,
    ics3: share,
    ics2: share,
    ics1: share,
    title: share,
    products: share,
    description: share,
    category: share,
    agency: share,
    parent: share,
    direct: share,
    broad: share,
  }),
  agencies: z.array(z.strictObject({ words, leaves: words })),
  exposure: z.strictObject({
    steps: z.array(z.strictObject({ share_percent: z.number().min(0), usd: z.number().min(0), points })).min(1),
    none: points,
    no_data: points,
    chapter_only_factor: share,
    firms: z.strictObject({
      steps: z.array(z.strictObject({ firms_min: z.int().positive(), points })).min(1),
      max: points,
    }),
  }),
  measure: z.strictObject({
    ban: points,
    certification: points,
    limit: points,
    efficiency: points,
    cybersecurity: points,
    testing: points,
    labelling: points,
    packaging: points,
    quality: points,
    procedural: points,
    relief: points,
    unknown: points,
  }),
  time: z.strictObject({
    compliance: steps,
    compliance_over_days: days,
    compliance_later: points,
    compliance_unknown: points,
    comment: steps,
    comment_later: points,
  }),
  procedure: z.strictObject({
    urgent: points,
    short_comment: points,
    short_comment_days: days,
    short_notice: points,
    short_notice_days: days,
    local_government: points,
    max: points,
  }),
  history: z.strictObject({ concern_on_measure: points, concern_on_sector: points, local_events: points, max: points }),
  levels: thresholds,
  overrides: z.strictObject({
    ban_exposure_min: points,
    imminent_days: days,
    imminent_exposure_min: points,
    imminent_measure_min: points,
  }),
})

const recallLevelShape = z.strictObject({
  version: z.string().min(1),
  risk: z.strictObject({
    probability_no_report: share,
    probability_reported: share,
    points: z.strictObject({ serious: points, high: points, medium: points, low: points }),
  }),
  stated: z.strictObject({ serious: points, high: points, medium: points, low: points }),
  casualties: z.strictObject({ death: points, injuries_10: points, injury: points }),
  origin: z.strictObject({ local_maker: points, china: points, unknown: points, elsewhere: points }),
  spread: z.strictObject({ units_100000: points, units_10000: points, children: points }),
  children_leaves: words,
  levels: thresholds,
})

/** How a bulletin's sector and level are reached (tbt.md §5.2, §5.4), as `tbt-level.yaml` says. */
export type TbtLevelRule = z.infer<typeof tbtLevelShape>
/** How a recall's level is reached, as `recall-level.yaml` says. */
export type RecallLevelRule = z.infer<typeof recallLevelShape>
export type NoticeRules = { tbt: TbtLevelRule; recall: RecallLevelRule }

/** Reads both rule files of a city. Throws one `CityFaults` with file and line of everything wrong in them. */
export function loadNoticeRules(directory: string): NoticeRules {
  const faults: Fault[] = []
  const tbt = readCityFile(directory, 'tbt-level.yaml', tbtLevelShape, faults)
  const recall = readCityFile(directory, 'recall-level.yaml', recallLevelShape, faults)
  if (tbt && recall) return { tbt: tbt.value, recall: recall.value }
  throw new CityFaults(directory, faults)
}
