import { z } from 'zod'
import type { Bilingual } from './city.ts'
import type { CityFile } from './city-file.ts'

/** One way by which comments on a foreign measure reach who notified it. No markets means all. */
export type CommentRoute = Bilingual & {
  id: string
  via: Bilingual
  markets: string[]
  /** Working days before the official end of comments; newest version last. */
  versions: { since: string; workdays: number; source: Bilingual }[]
}

/** The terms of a review in working days; newest version last. */
export type ReviewTerms = {
  since: string
  /** Kept for merging: those invited end so long before the last day of the route. */
  merge_workdays: number
  /** Before their last day those who have not answered are reminded. */
  remind_workdays: number
  /** Without an acknowledgement for so long, the trade bureau is told. */
  acknowledge_workdays: number
  source: Bilingual
}

const text = z.string().trim().min(1)
const said = z.strictObject({ zh: text, en: text })

export const commentRoutesShape = z.strictObject({
  routes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]*$/),
        zh: text,
        en: text,
        via: said,
        markets: z.array(z.string().regex(/^(?:[A-Z]{3}|EU)$/)),
        versions: z
          .array(z.strictObject({ since: z.iso.date(), workdays: z.int().min(0).max(60), source: said }))
          .min(1),
      }),
    )
    .min(1),
  review: z
    .array(
      z.strictObject({
        since: z.iso.date(),
        merge_workdays: z.int().min(0).max(30),
        remind_workdays: z.int().min(0).max(30),
        acknowledge_workdays: z.int().min(1).max(30),
        source: said,
      }),
    )
    .min(1),
})

/** Routes have ids of their own, and their versions follow one another. */
export function checkCommentRoutes({ value, fault }: CityFile<z.infer<typeof commentRoutesShape>>): void {
  value.routes.forEach(({ id, versions }, index) => {
    if (value.routes.findIndex((route) => route.id === id) !== index)
      fault(['routes', index, 'id'], `${id} 出现两次 / twice`)
    if (!rising(versions)) fault(['routes', index, 'versions'], notRising)
  })
  if (!rising(value.review)) fault(['review'], notRising)
}

const notRising = '版本应按起始日从早到晚 / versions go from the oldest to the newest'

function rising(versions: { since: string }[]): boolean {
  const since = versions.map((version) => version.since)
  return since.join() === since.toSorted().join() && new Set(since).size === since.length
}

/** The file as the city holds it. */
export const commentRoutesOf = ({ routes, review }: z.infer<typeof commentRoutesShape>) => ({
  commentRoutes: routes,
  reviewTerms: review,
})

/** The days that a route asks for on `day` (ISO date), with where that is said; null before its first version. */
export function routeTermOn(route: CommentRoute, day: string): CommentRoute['versions'][number] | null {
  return route.versions.findLast(({ since }) => since <= day) ?? null
}

/** The terms of a review on `day` (ISO date). Throws where the city has none yet. */
export function reviewTermsOn(terms: ReviewTerms[], day: string): ReviewTerms {
  const found = terms.findLast(({ since }) => since <= day)
  if (!found) throw new Error(`comment-routes.yaml: no terms of a review on ${day}`)
  return found
}
