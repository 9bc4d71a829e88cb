import { parseArgs } from 'node:util'
import { runCity } from './city.ts'
import { runNoufaily } from './noufaily.ts'
import { runSlowRises } from './slow-rises.ts'
import { runVehicles } from './vehicle-recalls.ts'

const SERIES = 20

/**
 * `npm run bench -- scenarios [--series 20] [--part 42|rises|city|vehicles] [--seed 1]`: how often early warning finds what was planted, and how often it
 * cries wolf: the 42 published scenarios, slow rises, a simulated city, and a real vehicle's complaints and recalls.
 */
export async function run(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { series: { type: 'string' }, part: { type: 'string' }, seed: { type: 'string' } },
  })
  const wanted = (part: string) => values.part === undefined || values.part === part
  if (wanted('42')) runNoufaily(Number(values.series ?? SERIES))
  if (wanted('rises')) runSlowRises()
  if (wanted('city')) runCity(Number(values.seed ?? 1))
  if (wanted('vehicles')) runVehicles()
}
