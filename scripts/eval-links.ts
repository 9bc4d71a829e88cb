import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { judgeLink } from '../src/alerts/links/judge-link.ts'
import { type ReportPortrait, recallPortrait, reportPortrait } from '../src/alerts/links/portraits.ts'
import { wilsonInterval } from '../src/insights/statistics/wilson-interval.ts'
import type { RecallNotice } from '../src/intake/notice.ts'
import { recalledProduct, recallNotice } from '../src/intake/recalls/recall-notice.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { triage } from '../src/triage/triage.ts'

/**
 * How right links between reports and recalls are, on pairs of our own invention (training/recall-links.jsonl): reports go through triage
 * as filed. Recalls of odd number were chosen on, those of even number are reported. `--choose` prints the former, `--each` what went wrong.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: 'training/recall-links.jsonl' },
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
const half = all.filter(({ recall }) => Number(recall.slice(1)) % 2 === (values.choose ? 1 : 0))
const judged = half.map((pair) => {
  const found = judgeLink(reportOf(pair), recallPortrait(noticeOf(pair), city))
  return { pair, tier: found?.tier ?? 'none', because: found?.because ?? [], score: found?.score ?? 0 }
})
const asked = judged.filter(({ tier }) => tier === 'name' || tier === 'scored')
const automatic = judged.filter(({ tier }) => tier === 'identifier')
const same = judged.filter(({ pair }) => pair.same)
if (values.each)
  for (const { pair, tier, because, score } of judged) {
    const wrong = pair.same ? tier === 'text' || tier === 'none' : tier !== 'text' && tier !== 'none'
    if (wrong) console.log(pair.same ? 'missed' : 'found ', tier, score, `[${pair.why}]`, pair.id, because.join('；'))
  }
console.log(
  JSON.stringify({
    half: values.choose ? 'chosen on' : 'reported',
    pairs: half.length,
    recalls: new Set(half.map(({ recall }) => recall)).size,
    same: same.length,
    automatic_right: right(automatic),
    reached: share(same.filter(({ tier }) => tier !== 'text' && tier !== 'none').length, same.length),
    review_recall: reviewRecall(),
    asked_right: right(asked),
    tiers: Object.fromEntries(
      ['identifier', 'name', 'scored', 'text', 'none'].map((tier) => {
        const here = judged.filter((one) => one.tier === tier)
        return [
          tier,
          {
            same: here.filter(({ pair }) => pair.same).length,
            different: here.filter(({ pair }) => !pair.same).length,
          },
        ]
      }),
    ),
  }),
)

/** Of the pairs that are the same and not linked by themselves, how many a person is asked about. */
function reviewRecall() {
  const left = same.filter(({ tier }) => tier !== 'identifier')
  return share(left.filter(({ tier }) => tier === 'name' || tier === 'scored').length, left.length)
}

function right(some: typeof judged) {
  return share(some.filter(({ pair }) => pair.same).length, some.length)
}

function share(yes: number, of: number) {
  const { share: value, low, high } = wilsonInterval(yes, of)
  const rounded = (figure: number | null) => (figure === null ? null : Math.round(figure * 1000) / 1000)
  return { n: of, share: rounded(value), low: rounded(low), high: rounded(high) }
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
