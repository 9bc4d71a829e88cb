import { z } from 'zod'

const fetching = z.strictObject({
  enabled: z.boolean(),
  every_hours: z.number().min(1).max(168),
  /** The address answers a query for what is new: more than a query ever brings means that it was misspelt. */
  increment: z.boolean().default(false),
  /** `{since}` stands for the day `since_days` ago. */
  since_days: z.int().min(1).max(60).default(14),
  addresses: z.array(z.string().regex(/^https:\/\//, '只允许 https / https only')).min(1),
})

/** `sources.yaml`: each source's rhythm, and what a machine of the city may ask for where fetching is allowed at all. */
export const sourcePlansShape = z
  .strictObject({
    agent: z.string().min(10).max(200),
    hosts: z.array(z.string().regex(/^[a-z0-9.-]+$/)),
    sources: z.array(
      z.strictObject({
        id: z.string().min(1),
        /** Without anything new for so long the office is told; null: nobody expects a rhythm. */
        silent_after_days: z.int().positive().nullable(),
        fetch: fetching.nullable(),
      }),
    ),
  })
  .superRefine(({ hosts, sources }, context) => {
    for (const [at, { fetch }] of sources.entries())
      for (const [place, address] of (fetch?.addresses ?? []).entries())
        if (!hosts.includes(URL.parse(address)?.hostname ?? ''))
          context.addIssue({
            code: 'custom',
            path: ['sources', at, 'fetch', 'addresses', place],
            message: '主机不在 hosts 名单中 / its host is not among hosts',
          })
  })

export type SourcePlans = z.infer<typeof sourcePlansShape>
export type SourcePlan = SourcePlans['sources'][number]
