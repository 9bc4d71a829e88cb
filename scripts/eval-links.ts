import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { judgeLink } from '../src/alerts/links/judge-link.ts'
import { type ReportPortrait, recallPortrait, reportPortrait } from '../src/alerts/links/portraits.ts'
import type { RecallNotice } from '../src/intake/notice.ts'
import { recalledProduct, recallNotice } from '../src/intake/recalls/recall-notice.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { triage } from '../src/triage/triage.ts'
import { type Judged, linkFigures, printEach } from './link-figures/figures.ts'
import { judgeFirmPairs } from './link-figures/firm-pairs.ts'

/**
 * How right links are, on pairs of our own invention: reports and recalls (training/recall-links.jsonl; reports go through triage as filed),
 * firms of the register and notices (training/firm-links.jsonl). Those of odd number were chosen on, those of even number are reported. `--choose` prints the former, `--each` what went wrong.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: 'training/recall-links.jsonl' },
    firms: { type: 'string', default: 'training/firm-links.jsonl' },
    choose: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
  },
})
const texts = z.array(z.string())
const pairShape = z.object({
  id: z.string(),
  recall: z.string(),
  why: z.string(),
  same: z.boolean(),
  report: z.object({
    title: z.string(),
    text: z.string(),
    respondent: z.string().optional(),
    product: z.string().optional(),
  }),
  notice: z.object({
    title: z.string(),
    products: z.array(
      z.object({ name: z.string(), brand: z.string().nullable(), models: texts, batches: texts, gtins: texts }),
    ),
    firms: z.array(
      z.object({ name: z.string(), role: z.literal('manufacturer'), country: z.string(), city: z.string() }),
    ),
    hazards: texts,
    jurisdiction: z.string(),
  }),
})
type Pair = z.infer<typeof pairShape>

const folder = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(folder)
const model = loadModel(folder)

const all = readFileSync(values.pairs, 'utf8')
  .trim()
  .split('\n')
  .map((line) => pairShape.parse(JSON.parse(line)))
const odd = values.choose
const reports = all
  .filter(({ recall }) => (Number(recall.slice(1)) % 2 === 1) === odd)
  .map((pair): Judged => {
    const found = judgeLink(reportOf(pair), recallPortrait(noticeOf(pair), city))
    const { id, why, same } = pair
    return { id, why, same, tier: found?.tier ?? 'none', because: found?.because ?? [], score: found?.score ?? 0 }
  })
const firms = judgeFirmPairs(values.firms, city, odd)
const half = odd ? 'chosen on' : 'reported'
for (const [of, judged] of Object.entries({ reports, firms, both: [...reports, ...firms] })) {
  if (values.each && of !== 'both') printEach(judged)
  console.log(JSON.stringify({ of, half, ...linkFigures(judged) }))
}

function reportOf({ report }: Pair): ReportPortrait {
  const { respondent = null, product = null } = report
  return reportPortrait({ ...report, respondent, product, assessment: triage(report, { city, model }) }, city)
}

function noticeOf({ notice, recall }: Pair): RecallNotice {
  const source = notice.jurisdiction === 'CHN' ? 'samr' : 'cpsc'
  return recallNotice({
    ...notice,
    products: notice.products.map(recalledProduct),
    source,
    sourceId: recall,
    route: 'labelled',
  })
}
