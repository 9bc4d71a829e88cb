import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'

const text = z.string().min(1)
const both = z.strictObject({ zh: text, en: text })
const days = z.int().min(0)

const point = z.strictObject({ place: text, problem: both, ground: both, proposal: both })
const review = z.strictObject({
  family: text,
  route: text,
  experts: z.array(text),
  firms: z.array(text),
  acknowledged: z.array(text),
  opinions: z.array(z.strictObject({ email: text, stance: text, points: z.array(point), remark: z.string() })),
})
const concern = z.strictObject({
  family: text,
  reason: text,
  steps: z.array(
    z.strictObject({
      act: z.enum(['submit', 'table', 'discuss', 'resolve', 'drop']),
      text,
      meeting: text.optional(),
      /** Days from the start of the demo to the meeting; below 0 it is over. */
      meeting_in: z.int().optional(),
    }),
  ),
})
const tradeShape = {
  hits: z.array(
    z.strictObject({
      family: text,
      name: text,
      code: text,
      product: text,
      band: text,
      email: text,
      confirmed: z.boolean(),
    }),
  ),
  struck: z.array(z.strictObject({ family: text, code: text, reason: text })),
  reviews: z.array(review),
  concerns: z.array(concern),
}

const recallShape = {
  firm_links: z.array(
    z.strictObject({ notice: text, code: text, decision: z.enum(['confirm', 'reject']), reason: text }),
  ),
  follow_ups: z.array(
    z.strictObject({
      notice: text,
      regime: text,
      code: text,
      affected: z.int(),
      days_ago: days,
      public: z.boolean(),
      reports: z.array(
        z.strictObject({
          kind: z.enum(['plan', 'progress', 'finish', 'summary']),
          days_ago: days,
          recovered: z.int(),
          note: text,
        }),
      ),
      /** Why it is closed; empty while it goes on. */
      closed: z.string(),
    }),
  ),
}

const row = z.record(z.string(), z.string())
const watchShape = z.strictObject({
  weeks: z.int().min(9),
  members: z.array(z.strictObject({ kind: text, name: text, district: text, rhythm: text })),
  usual: z.array(z.strictObject({ member: text, every: z.int().min(1), row })),
  rises: z.array(z.strictObject({ member: text, days_ago: z.array(days), row })),
  judged: z.array(
    z.strictObject({
      leaf: text,
      acts: z.array(z.strictObject({ act: z.enum(['verify', 'confirm', 'drop', 'reopen']), reason: text })),
    }),
  ),
})

const desksShape = z.strictObject({ ...tradeShape, ...recallShape, watch: watchShape })

/** What the desks of trade, recalls and signals show in a new demo. */
export type DeskWords = z.infer<typeof desksShape>

/** Reads `demo/desks.yaml` of a city; null when it has none. Throws when a word is missing. */
export function loadDeskWords(cityFolder: string): DeskWords | null {
  const file = join(cityFolder, 'demo', 'desks.yaml')
  return existsSync(file) ? desksShape.parse(load(readFileSync(file, 'utf8'))) : null
}
