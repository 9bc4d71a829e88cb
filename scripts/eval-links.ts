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
import { type Judged, linkFigures, printEach, trapFigures } from './link-figures/figures.ts'
import { judgeFirmPairs } from './link-figures/firm-pairs.ts'
import { judgeWrittenFirms, judgeWrittenReports } from './link-figures/written-cases.ts'

/**
 * How right links are, on cases of our own invention: reports and recalls (training/recall-links.jsonl; reports go through triage as filed),
 * firms of the register and notices (training/firm-links.jsonl), and cases written one by one with the trap each holds (training/link-cases/).
 * What nothing was chosen on is reported; `--choose` prints the rest, `--each` what went wrong, `--traps` the figures trap by trap.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: 'training/recall-links.jsonl' },
    firms: { type: 'string', default: 'training/firm-links.jsonl' },
    written: { type: 'string', default: 'training/link-cases' },
    choose: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
    traps: { type: 'boolean', default: false },
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
const reports = all.map((pair): Judged => {
  const found = judgeLink(reportOf(pair), recallPortrait(noticeOf(pair), city))
  const { id, recall, why, same } = pair
  const kept = Number(recall.slice(1)) % 2 === 0
  return { id, why, same, kept, tier: found?.tier ?? 'none', because: found?.because ?? [], score: found?.score ?? 0 }
})
const sets = {
  reports,
  firms: judgeFirmPairs(values.firms, city),
  written_reports: judgeWrittenReports(values.written, { city, model }),
  written_firms: judgeWrittenFirms(values.written, { city, model }),
}
const half = values.choose ? 'chosen on' : 'kept'
for (const [of, judged] of Object.entries({ ...sets, all: Object.values(sets).flat() })) {
  const here = judged.filter(({ kept }) => kept !== values.choose)
  if (values.each && of !== 'all') printEach(here)
  if (values.traps && of !== 'all') for (const trap of trapFigures(here)) console.log(JSON.stringify({ of, ...trap }))
  console.log(JSON.stringify({ of, half, ...linkFigures(here) }))
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
