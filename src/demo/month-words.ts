import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'

const words = z.array(z.string().min(1)).min(2)
const monthShape = z.strictObject({
  openings: words,
  firsts: words,
  trades: words,
  closings: words,
  event: z.strictObject({
    leaf: z.string(),
    days: z.int().min(3).max(28),
    letters: z.int().min(5).max(200),
    streets: words,
    district: z.string(),
    product: z.string(),
    brand: z.string(),
    shops: words,
    titles: words,
    happened: words,
    told: words,
    asks: words,
  }),
})
const sampleShape = z.object({ leaf: z.string(), title: z.string(), text: z.string() })

/** What the letters of the demo month are made of; `samples` are the city's own sample letters. */
export type MonthWords = z.infer<typeof monthShape> & { samples: z.infer<typeof sampleShape>[] }

/** Reads `demo/month.yaml` and the sample letters of a city. Throws when a word is missing. */
export function loadMonthWords(cityFolder: string): MonthWords {
  const month = monthShape.parse(load(readFileSync(join(cityFolder, 'demo', 'month.yaml'), 'utf8')))
  const samples = readFileSync(join(cityFolder, 'exemplars.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => sampleShape.parse(JSON.parse(line)))
  return { ...month, samples: samples.filter(({ leaf, text }) => leaf !== 'NONE' && /\p{Script=Han}/u.test(text)) }
}
