import { z } from 'zod'
import type { Bilingual, BureauId, DistrictId, Domain } from './city.ts'
import type { CityFile } from './city-file.ts'
import { factKinds } from './credit-rules.ts'

/** Residents by district, at the day of the source. */
export type Population = { asOf: string; source: Bilingual; districts: Map<DistrictId, number> }

/** Figures of this system that a target of the policy may be measured by (src/insights/report/chapters/targets.ts). */
export const computedTargets = ['sample_pass', 'network_districts', 'satisfied'] as const
export type ComputedTarget = (typeof computedTargets)[number]

/** One of the 28 targets of the policy, with today's value where there is a sound one and what it may be held against. */
export type QualityTarget = Bilingual & {
  number: number
  domain: Domain
  owner: BureauId
  target: string
  computed: ComputedTarget | null
  facts: TargetFacts | null
  now: { value: string; method: string; source: string; date: string } | null
  reference: { value: string; source: string; date: string } | null
}

const text = z.string().min(1)

/** Facts of the register of firms that a target is measured by: those whose matter holds one of the words. */
const factsShape = z.strictObject({
  kind: z.enum(factKinds),
  results: z.array(text).min(1),
  words: z.array(text).min(1),
  /** How the code (GB/T 4754) of the firm's industry begins; none for any. */
  industries: z.array(text).default([]),
  counts: z.enum(['facts', 'firms']),
  /** `in_force`: on the last day of the period, of firms in business; `ever`: up to that day. */
  when: z.enum(['in_force', 'in_period', 'ever']),
  unit: text,
  /** What was counted, in a line. */
  says: text,
})
export type TargetFacts = z.infer<typeof factsShape>

export const populationShape = z.strictObject({
  as_of: z.iso.date(),
  source: z.strictObject({ zh: text, en: text }),
  districts: z.record(z.string(), z.int().positive()),
})

export const targetsShape = z.strictObject({
  targets: z
    .array(
      z.strictObject({
        number: z.int().positive(),
        domain: z.enum(['product', 'service', 'engineering', 'environment']),
        owner: text,
        zh: text,
        en: text,
        target: text,
        computed: z.enum(computedTargets).nullable().default(null),
        facts: factsShape.nullable().default(null),
        now: z.strictObject({ value: text, method: text, source: text, date: z.iso.date() }).nullable(),
        reference: z.strictObject({ value: text, source: text, date: z.iso.date() }).nullable().default(null),
      }),
    )
    .min(1),
})

export function populationOf({ value }: CityFile<z.infer<typeof populationShape>>): Population {
  return { asOf: value.as_of, source: value.source, districts: new Map(Object.entries(value.districts)) }
}

/** Every district has its residents, and no stranger has any. */
export function checkPopulation(
  { value, fault }: CityFile<z.infer<typeof populationShape>>,
  districts: { id: string }[],
): void {
  for (const { id } of districts)
    if (!(id in value.districts)) fault(['districts'], `缺少区 ${id} 的人口 / residents of district ${id} are missing`)
  for (const id of Object.keys(value.districts))
    if (!districts.some((district) => district.id === id))
      fault(['districts', id], `没有区 ${id} / there is no district ${id}`)
}

/** Targets are numbered from 1 on, and each has an owner the city knows. */
export function checkTargets(
  { value, fault }: CityFile<z.infer<typeof targetsShape>>,
  bureaus: { id: string }[],
): void {
  value.targets.forEach(({ number, owner }, nth) => {
    if (number !== nth + 1)
      fault(['targets', nth, 'number'], `应为第 ${nth + 1} 项 / must be number ${nth + 1}, not ${number}`)
    if (!bureaus.some(({ id }) => id === owner))
      fault(['targets', nth, 'owner'], `没有单位 ${owner} / there is no bureau ${owner}`)
  })
}
