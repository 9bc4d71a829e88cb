/**
 * How much agreement and disagreement say (Fellegi and Sunter, JASA 64, 1969): `m` is how often a level is met where report and
 * recall mean the same product, `u` how often where they do not. Set by hand on the half of training/recall-links.jsonl that is
 * chosen on (npm run eval:links); levels that are not listed say nothing. Where the city's own recalls tell how common a brand,
 * model or firm is, that share takes the place of `u` of `same`.
 */
export const linkWeights = {
  gtin: { same: { m: 0.95, u: 0.000001 }, near: { m: 0.02, u: 0.00001 }, different: { m: 0.02, u: 0.9 } },
  code: { same: { m: 0.9, u: 0.00001 }, different: { m: 0.1, u: 0.95 } },
  model: { same: { m: 0.6, u: 0.0005 }, near: { m: 0.1, u: 0.004 }, different: { m: 0.05, u: 0.6 } },
  batch: { same: { m: 0.5, u: 0.001 }, outside: { m: 0.05, u: 0.5 } },
  brand: {
    same: { m: 0.75, u: 0.004 },
    held: { m: 0.09, u: 0.003 },
    sound: { m: 0.1, u: 0.002 },
    alike: { m: 0.05, u: 0.01 },
    different: { m: 0.05, u: 0.8 },
  },
  firm: {
    same: { m: 0.3, u: 0.001 },
    core: { m: 0.25, u: 0.002 },
    branch: { m: 0.03, u: 0.02 },
    alike: { m: 0.05, u: 0.01 },
    different: { m: 0.6, u: 0.9 },
  },
  goods: {
    same: { m: 0.7, u: 0.03 },
    group: { m: 0.2, u: 0.08 },
    leaf: { m: 0.1, u: 0.07 },
    different: { m: 0.05, u: 0.85 },
  },
  made: { inside: { m: 0.3, u: 0.1 }, outside: { m: 0.03, u: 0.5 } },
  hazard: { same: { m: 0.7, u: 0.25 }, different: { m: 0.35, u: 0.7 } },
} as const satisfies Record<string, Record<string, { m: number; u: number }>>

/**
 * The same for a firm of the register and what a notice says of its firms. The register holds one city, so that the city says little; a
 * bare name that several firms of the register carry says so many times less.
 */
export const firmWeights = {
  code: { same: { m: 0.9, u: 0.000001 } },
  licence: { same: { m: 0.8, u: 0.00001 } },
  name: {
    same: { m: 0.5, u: 0.0005 },
    core: { m: 0.25, u: 0.004 },
    branch: { m: 0.03, u: 0.02 },
    sound: { m: 0.12, u: 0.004 },
    alike: { m: 0.12, u: 0.02 },
    different: { m: 0.02, u: 0.97 },
  },
  brand: { same: { m: 0.4, u: 0.002 }, different: { m: 0.1, u: 0.5 } },
  region: { same: { m: 0.9, u: 0.5 }, different: { m: 0.03, u: 0.3 } },
} as const satisfies Record<string, Record<string, { m: number; u: number }>>

export type FirmField = keyof typeof firmWeights
export const firmFields = Object.keys(firmWeights) as FirmField[]

type Weights = Record<string, Partial<Record<string, { m: number; u: number }>>>

/** `m` and `u` of a level; null for a level that says nothing. */
export function weightOf(weights: Weights, field: string, level: string): { m: number; u: number } | null {
  return weights[field]?.[level] ?? null
}

/** The probability that a sum of base-2 logarithms comes to, in ten-thousandths. */
export const probability = (bits: number): number => Math.round(10_000 / (1 + 2 ** -bits)) / 10_000

export type LinkField = keyof typeof linkWeights
export const linkFields = Object.keys(linkWeights) as LinkField[]

/** Of what shares a key with a report, about one in two hundred is its recall. */
export const priorOdds = 1 / 200

/** Of the firms that share a key with a notice, about one in fifty is one of its firms. */
export const firmPriorOdds = 1 / 50

/** From here a person is asked, and from here it is shown at all; chosen by `npm run eval:links -- --choose`. */
export const reviewFrom = 0.15
export const shownFrom = 0.02
