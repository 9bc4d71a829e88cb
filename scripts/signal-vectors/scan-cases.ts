import { z } from 'zod'
import { seeded } from '../../src/alerts/signals/random.ts'
import {
  type CaseTable,
  type Cluster,
  marginExpectation,
  permutationScan,
  scanClusters,
} from '../../src/alerts/signals/space-time-scan.ts'
import type { Tally } from './tally.ts'

const table = z.array(z.array(z.number()))
const locations = z.union([z.number().transform((one) => [one]), z.array(z.number())])
const result = z.looseObject({
  MLC: z.looseObject({ locations, duration: z.number(), score: z.number() }),
  MC_pvalue: z.number().optional(),
  maxDuration: z.number(),
  top: z.array(z.looseObject({ zone: z.number(), duration: z.number(), score: z.number() })),
})
export const scanFile = z.looseObject({
  counts: table,
  baselines: table.optional(),
  population: table.optional(),
  zones: z.array(locations),
  eb_poisson: result.optional(),
  pb_poisson: result.optional(),
  permutation: result.optional(),
})
type ScanFile = z.infer<typeof scanFile>
type Result = z.infer<typeof result>

const REPLICATIONS = 999

/** The scores of all zones and durations listed, and the best cluster, of each kind of scan in the file. */
export function compareScan(file: ScanFile, tally: Tally): void {
  const zones = file.zones.map((places) => places.map((place) => place - 1))
  const known = file.baselines
  if (file.eb_poisson && known)
    compare(
      'scan-baseline',
      file.eb_poisson,
      scanClusters(file.counts, known, zones, file.eb_poisson.maxDuration, 'baseline'),
    )
  if (file.pb_poisson && file.population) {
    const expected = sharedByPopulation(file.counts, file.population)
    compare(
      'scan-population',
      file.pb_poisson,
      scanClusters(file.counts, expected, zones, file.pb_poisson.maxDuration, 'population'),
    )
  }
  if (file.permutation) {
    const { maxDuration, MC_pvalue } = file.permutation
    const expected = marginExpectation(file.counts)
    compare(
      'scan-permutation',
      file.permutation,
      scanClusters(file.counts, expected, zones, maxDuration, 'permutation'),
    )
    const { p } = permutationScan(file.counts, zones, maxDuration, { replications: REPLICATIONS, random: seeded(1) })
    console.log(`scan-permutation  Monte Carlo p ${p} with our generator, ${MC_pvalue} with R's`)
  }

  function compare(method: string, { MLC, top }: Result, clusters: Cluster[]): void {
    tally.addCase(method)
    const byKey = new Map(clusters.map((one) => [`${one.zone + 1} ${one.duration}`, one.score]))
    for (const { zone, duration, score } of top)
      tally.addValue(method, `zone ${zone} duration ${duration}`, score, byKey.get(`${zone} ${duration}`) ?? 0)
    const best = clusters[0]
    tally.addValue(method, 'best', MLC.score, best?.score ?? null)
    const places = best ? (file.zones[best.zone] ?? []) : []
    tally.addAlarm(method, true, best?.duration === MLC.duration && places.join() === MLC.locations.join())
  }
}

/** As scanstatistics: an equal share of all cases for every period, divided by population within it. */
function sharedByPopulation(cases: CaseTable, population: CaseTable): number[][] {
  const sumOf = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0)
  const perPeriod = cases.reduce((sum, row) => sum + sumOf(row), 0) / cases.length
  return population.map((row) => row.map((people) => (people * perPeriod) / sumOf(row)))
}
