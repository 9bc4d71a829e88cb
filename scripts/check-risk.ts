import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../src/project-root.ts'
import type { Severity } from '../src/reference/city.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { judgeScenario, levelFor } from '../src/triage/risk-scenario.ts'

/**
 * `npm run check:risk`: the city's matrix against the published cells and worked examples of the shared
 * vector file. Prints one JSON line; exits with 1 when one differs and with 3 when the file is absent.
 */

const vectorFile = join(projectRoot, '../shared/vectors/rapex.json')
const severity = z.literal([1, 2, 3, 4])
const vectorsShape = z.object({
  matrix: z.object({
    '1': z.string().array(),
    '2': z.string().array(),
    '3': z.string().array(),
    '4': z.string().array(),
  }),
  vectors: z.array(
    z.object({
      product: z.string(),
      steps: z.string().array().optional(),
      overall: z.string(),
      severity,
      risk: z.string(),
    }),
  ),
})

if (!existsSync(vectorFile)) {
  console.error('没有 ../shared/vectors/rapex.json，未作检查 The vector file is absent; nothing was checked.')
  process.exit(3)
}
const { matrix, vectors } = vectorsShape.parse(JSON.parse(readFileSync(vectorFile, 'utf8')))
const city = loadCity(join(projectRoot, process.env.CITY ?? 'city/shenzhen'))
const differing = [...cells(), ...examples()].filter(({ ours, theirs }) => ours !== theirs)
console.log(JSON.stringify({ check: 'risk', cells: cells().length, examples: vectors.length, differing }))
process.exit(differing.length > 0 ? 1 : 0)

type Compared = { what: string; ours: string; theirs: string }

/** A probability inside each band, by the city's own limits. */
function cells(): Compared[] {
  const limits = city.riskMatrix.bands.map(({ above }) => above)
  return Object.entries(matrix).flatMap(([grave, column]) =>
    column.map((theirs, band): Compared => {
      const inside = ((limits[band] ?? 0) + (limits[band - 1] ?? 1)) / 2
      return { what: `${grave} × ${band}`, ours: levelFor(city.riskMatrix, Number(grave) as Severity, inside), theirs }
    }),
  )
}

function examples(): Compared[] {
  return vectors.map(({ product, steps, overall, severity: grave, risk }) => {
    const scenario = { hazard: product, group: null, severity: grave, steps: (steps ?? [overall]).map(fraction) }
    return { what: product, ours: judgeScenario(city.riskMatrix, scenario).level, theirs: risk }
  })
}

function fraction(text: string): number {
  const [over = '1', under = '1'] = text.split('/')
  return Number(over) / Number(under)
}
