import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import {
  chiSquare,
  expectedOf,
  informationComponent,
  logLikelihoodRatio,
  type PairCount,
  passesEvans,
  prr,
  ror,
  simpleInformationComponent,
} from '../../src/alerts/signals/disproportionality.ts'
import { likeliestPrior, type PairGroup } from '../../src/alerts/signals/ratio-prior.ts'
import {
  geometricMean,
  type RatioPrior,
  ratioBelow,
  ratioPosterior,
  ratioQuantile,
} from '../../src/alerts/signals/shrunken-ratio.ts'
import type { Tally } from './tally.ts'

const phvidRow = z.looseObject({
  key: z.string(),
  n11: z.number(),
  'n1.': z.number(),
  'n.1': z.number(),
  N: z.number(),
  PRR: z.number().nullable(),
  PRR_p: z.number().nullable(),
  PRR_lb95_log: z.number().nullable(),
  ROR: z.number().nullable(),
  ROR_p: z.number().nullable(),
  ROR_lb95_log: z.number().nullable(),
  BCPNN_IC025: z.number().nullable(),
  GPS_EB05: z.number().nullable(),
  GPS_log2EBGM: z.number().nullable(),
  chi2_yates: z.number().nullable(),
  chi2: z.number().nullable(),
  evans: z.union([z.number(), z.boolean()]).nullable(),
  EIC_log2: z.number().nullable(),
  IC_noren: z.number().nullable(),
  IC025_noren: z.number().nullable(),
  LLR: z.number().nullable(),
})
export const phvidFile = z.looseObject({ gpsPrior: z.array(z.number()).length(5), rows: z.array(phvidRow) })
/** PhViD finds EB05 by halving until two steps differ by less than this. */
const PHVID_QUANTILE_UNIT = 2e-4

/** Every measure of every listed pair; EBGM and EB05 with the prior that the file gives. */
export function comparePairs(file: z.infer<typeof phvidFile>, tally: Tally): void {
  const prior = priorOf(file.gpsPrior)
  const methods = ['PRR', 'ROR', 'chi-square', 'IC', 'LLR', 'EBGM-given-prior']
  for (const method of methods) tally.addCase(method)
  for (const row of file.rows) {
    const pair = { both: row.n11, product: row['n1.'], hazard: row['n.1'], all: row.N }
    const add = (method: string, reference: number | null, ours: number, unit = 0) =>
      tally.addValue(method, row.key, reference, ours, unit)
    add('PRR', row.PRR, prr(pair).value)
    add('PRR', row.PRR_p, prr(pair).p)
    add('PRR', row.PRR_lb95_log, prr(pair).logLower)
    add('ROR', row.ROR, ror(pair).value)
    add('ROR', row.ROR_p, ror(pair).p)
    add('ROR', row.ROR_lb95_log, ror(pair).logLower)
    add('chi-square', row.chi2, chiSquare(pair))
    add('chi-square', row.chi2_yates, chiSquare(pair, { yates: true }))
    tally.addAlarm('chi-square', row.evans, passesEvans(pair))
    add('IC', row.EIC_log2, informationComponent(pair).value)
    add('IC', row.BCPNN_IC025, informationComponent(pair).lower)
    add('IC', row.IC_noren, simpleInformationComponent(pair).value)
    add('IC', row.IC025_noren, simpleInformationComponent(pair).lower)
    add('LLR', row.LLR, logLikelihoodRatio(pair))
    const posterior = ratioPosterior(pair.both, expectedOf(pair), prior)
    add('EBGM-given-prior', row.GPS_log2EBGM, Math.log2(geometricMean(posterior)))
    add('EBGM-given-prior', row.GPS_EB05, ratioQuantile(0.05, posterior), PHVID_QUANTILE_UNIT)
  }
}

export const allPairsFile = z.looseObject({
  n11: z.array(z.number()),
  n1: z.array(z.number()),
  n2: z.array(z.number()),
  N: z.number(),
})

/** How many of all pairs each rule reports, beside what the reference file says of itself. */
export function countSignals(
  file: z.infer<typeof allPairsFile>,
  reference: Record<string, number>,
  gpsPrior: readonly number[],
  tally: Tally,
): void {
  const prior = priorOf(gpsPrior)
  const pairs: PairCount[] = file.n11.map((both, i) => ({
    both,
    product: file.n1[i] as number,
    hazard: file.n2[i] as number,
    all: file.N,
  }))
  const rules: Record<string, (pair: PairCount) => boolean> = {
    PRR_lb95_gt0: (pair) => prr(pair).logLower > 0,
    ROR_lb95_gt0: (pair) => ror(pair).logLower > 0,
    BCPNN_IC025_gt0: (pair) => informationComponent(pair).lower > 0,
    Evans: passesEvans,
    GPS_EB05_ge2: (pair) => ratioBelow(2, ratioPosterior(pair.both, expectedOf(pair), prior)) <= 0.05,
  }
  for (const [rule, passes] of Object.entries(rules)) {
    tally.addCase('signal-counts')
    tally.addValue('signal-counts', rule, reference[rule] ?? null, pairs.filter(passes).length)
  }
}

const priorOf = ([alpha1, beta1, alpha2, beta2, share]: readonly number[]): RatioPrior =>
  ({ alpha1, beta1, alpha2, beta2, share }) as RatioPrior

const ebgmRow = z.looseObject({
  var1: z.string(),
  var2: z.string(),
  N: z.number(),
  E: z.number(),
  QN: z.number().optional(),
  EBGM: z.number(),
  QUANT_05: z.number(),
  QUANT_95: z.number(),
})
export const ebgmFile = z.looseObject({
  theta: z.object({ alpha1: z.number(), beta1: z.number(), alpha2: z.number(), beta2: z.number(), P: z.number() }),
  logLikUnsquashed: z.number().optional(),
  rows: z.array(ebgmRow),
})
/** openEBGM halves until a step of 1e-4 and rounds to that: a digit either way. */
const OPEN_EBGM_QUANTILE_UNIT = 2e-4

export type EbgmFigures = { ebgm_worst_relative_difference: number; pairs_eb05_2: number; log_likelihood: number }

/** With openEBGM's own prior exactly; then with the prior that we fit to all pairs, whose EBGM need only agree to 1 %. */
export function compareEbgm(
  file: z.infer<typeof ebgmFile>,
  pairsPath: string | null,
  tally: Tally,
): EbgmFigures | null {
  const { P, ...rest } = file.theta
  const given = { ...rest, share: P }
  tally.addCase('EBGM-given-prior')
  for (const row of file.rows) {
    const at = `${row.var1} ${row.var2}`
    const posterior = ratioPosterior(row.N, row.E, given)
    tally.addValue('EBGM-given-prior', at, row.EBGM, geometricMean(posterior))
    if (row.QN !== undefined) tally.addValue('EBGM-given-prior', at, row.QN, posterior.first)
    for (const [p, reference] of [
      [0.05, row.QUANT_05],
      [0.95, row.QUANT_95],
    ] as const)
      tally.addValue('EBGM-given-prior', at, reference, ratioQuantile(p, posterior), OPEN_EBGM_QUANTILE_UNIT)
  }
  if (pairsPath === null) return null
  const groups = pairGroups(pairsPath)
  const { prior, logLikelihood } = likeliestPrior(groups)
  const away = (row: z.infer<typeof ebgmRow>) =>
    Math.abs(geometricMean(ratioPosterior(row.N, row.E, prior)) / row.EBGM - 1)
  const reported = groups.filter(({ count, expected }) => ratioBelow(2, ratioPosterior(count, expected, prior)) <= 0.05)
  return {
    ebgm_worst_relative_difference: Math.max(...file.rows.map(away)),
    pairs_eb05_2: reported.reduce((sum, { pairs }) => sum + pairs, 0),
    log_likelihood: logLikelihood,
  }
}

const pairRow = z.object({ N: z.coerce.number(), E: z.coerce.number() })

function pairGroups(path: string): PairGroup[] {
  const rows: unknown[] = parse(readFileSync(path), { columns: true })
  return rows.map((row) => {
    const { N, E } = pairRow.parse(row)
    return { count: N, expected: E, pairs: 1 }
  })
}
