import { z } from 'zod'
import { bilingual, isoDate, versionShape, word, words } from './city-shapes.ts'

/** What `credit-rules.yaml` says: the public grade, its notice, publication, the procedures of firms, and the risk class. */

export const factKinds = [
  'permit',
  'inspection',
  'sample',
  'recall',
  'penalty',
  'list',
  'award',
  'commitment',
  'complaint',
  'report',
  'rectification',
] as const
const severities = ['minor', 'general', 'serious'] as const
const harms = ['none', 'injury', 'group_injury', 'death'] as const
export type FactKind = (typeof factKinds)[number]
export type FactSeverity = (typeof severities)[number]
export type FactHarm = (typeof harms)[number]
export type Grade = 'A' | 'B' | 'C' | 'D' | 'N'
export type FirmSize = 'micro' | 'small' | 'medium' | 'large'
export type RiskClass = 'A' | 'B' | 'C' | 'D'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/)
const gradeName = z.enum(['A', 'B', 'C', 'D'])
const points = z.number().min(-100).max(100)
const months = z.int().min(1).max(240)
const share = z.number().min(0).max(1)
/** `pass, recheck_pass`, or a sequence of known words. */
const someOf = <Known extends readonly [string, ...string[]]>(known: Known) => words.pipe(z.array(z.enum(known)).min(1))
const severityList = someOf(severities)

const onShape = z.strictObject({
  kind: z.enum(factKinds),
  results: words.optional(),
  severities: severityList.optional(),
  harms: someOf(harms).optional(),
  safety: z.boolean().optional(),
})

const ruleShape = z
  .strictObject({
    id,
    ...bilingual,
    on: onShape,
    points,
    /** The most that all facts under this rule together count. */
    total: points,
    by_size: z.boolean().default(false),
    decays: z.boolean().default(true),
  })
  .refine(({ points, total }) => Math.sign(points) === Math.sign(total) && Math.abs(total) >= Math.abs(points), {
    message: 'total 与 points 同号且不小于它 / total has the sign of points and is no smaller',
    path: ['total'],
  })

const capShape = z.strictObject({
  id,
  ...bilingual,
  on: onShape,
  grade: gradeName,
  /** Only so long after the fact; else as long as it is on record. */
  months: months.nullable().default(null),
})

const unique = (list: { id: string }[]): boolean => new Set(list.map(({ id }) => id)).size === list.length

/** One version of the rules of the public grade: the file holds it, and the database keeps what a person proposed and signed. */
export const gradingShape = z.strictObject({
  version: z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/, '小写字母、数字和 - / lower-case letters, digits and -'),
  since: isoDate,
  start: z.number().min(0).max(100),
  grades: z.strictObject({ A: points, B: points, C: points }).refine(({ A, B, C }) => A > B && B > C, 'A > B > C'),
  evidence: z.strictObject({ facts: z.int().min(1).max(20), months }),
  half_life_months: months,
  sizes: z.strictObject({ micro: share, small: share, medium: share, large: share }),
  rectified: share,
  points_min: z.number().min(0).max(5),
  rules: z.array(ruleShape).min(1).max(60).refine(unique, 'id 重复 / an id appears twice'),
  caps: z.array(capShape).max(30).refine(unique, 'id 重复 / an id appears twice'),
})
export type GradingRule = z.infer<typeof gradingShape>
export type FactPattern = GradingRule['rules'][number]['on']

const procedureShape = z.strictObject({
  id: z.enum(['objection_forward', 'objection_decision', 'repair_decision', 'answer_check']),
  ...bilingual,
  starts: id,
  met: id,
  versions: z.array(versionShape).min(1),
})

export const creditRulesShape = z.strictObject({
  grading: z.array(gradingShape).min(1),
  notice: z.strictObject({
    grades: z.array(gradeName).min(1),
    amount: z.int().positive(),
    unit: z.enum(['workday', 'day']),
    article: z.strictObject(bilingual),
  }),
  publication: z.array(
    z.strictObject({
      kind: z.enum(factKinds),
      severities: severityList.optional(),
      months,
      since: isoDate,
      until: isoDate.nullable(),
      article: z.strictObject(bilingual),
    }),
  ),
  /** How long a fact must have been published before its firm may ask for repair; facts of other kinds are not repaired. */
  repair: z.array(z.strictObject({ kind: z.enum(factKinds), safety: z.boolean().optional(), months })),
  procedures: z
    .array(procedureShape)
    .refine((list) => unique(list) && list.length === 4, '四项各写一次 / each of the four once'),
  risk: z.strictObject({
    version: word,
    classes: z.strictObject({ D: points, C: points, B: points }).refine(({ D, C, B }) => D > C && C > B, 'D > C > B'),
    grade_share: share,
    open_danger: points,
    open_danger_total: points,
    not_inspected: points,
    inspected_within_months: months,
    permit_lapsed: points,
    industries: z.record(z.string().regex(/^\d{2,4}$/), points),
    weights: z.strictObject({
      A: z.number().positive(),
      B: z.number().positive(),
      C: z.number().positive(),
      D: z.number().positive(),
    }),
    always: z.array(gradeName),
    inspectors: z.int().min(1).max(4),
  }),
  query_log_years: z.int().min(5),
})

export type CreditRules = z.infer<typeof creditRulesShape>
export type RiskRule = CreditRules['risk']
export type ProcedureId = CreditRules['procedures'][number]['id']
