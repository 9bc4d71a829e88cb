import { z } from 'zod'
import { noticeSourceNames } from '../../intake/notice.ts'

/** What is asked of and answered by /notices. A query is written in words, so every value of it is text. */

const bilingual = { zh: z.string(), en: z.string() }

export const noticesQuery = z.strictObject({
  kind: z
    .enum(['recall', 'bulletin', 'sample', 'complaint_abroad'])
    .optional()
    .describe('未填则为召回和贸易通报 Left out: recalls and bulletins'),
  sector: z.string().max(20).optional().describe('事项代码，如 PROD.03 A leaf, e.g. PROD.03'),
  market: z
    .string()
    .regex(/^(?:[A-Z]{3}|EU)$/)
    .optional()
    .describe('ISO 3166-1 alpha-3，或 EU'),
  level: z
    .enum(['red', 'orange', 'yellow', 'blue'])
    .optional()
    .describe('已发布预警的级别 Level of a released warning'),
  open: z.enum(['yes']).optional().describe('还能评议的 Still open for comments'),
  source: z.enum(noticeSourceNames).optional(),
  text: z.string().trim().min(1).max(80).optional().describe('标题或文件号 Title or symbol'),
  page: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .optional()
    .describe('从 1 起，每页 50 项 From 1, 50 a page'),
})

const dateShape = z.object({
  raw: z.string().describe('原文 As written'),
  kind: z.enum(['exact', 'estimated', 'unknown']),
  earliest: z.iso.date().nullable(),
  latest: z.iso.date().nullable(),
  precision: z.enum(['day', 'tenDay', 'month', 'quarter']).nullable(),
  basis: z.enum(['stated', 'circulation', 'adoption', 'publication', 'entryIntoForce']).nullable(),
})

export const noticesShape = z.object({
  notices: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['recall', 'bulletin', 'sample', 'complaint_abroad']),
      source: z.string(),
      source_id: z.string(),
      title: z.string(),
      title_zh: z.string().nullable(),
      url: z.string().nullable(),
      published_on: z.iso.date().nullable(),
      market: z.string().nullable(),
      sectors: z.array(z.object({ code: z.string(), ...bilingual })),
      comments_close: dateShape.nullable().describe('召回为 null Null for recalls'),
      in_force: dateShape.nullable(),
      withdrawn: z.boolean(),
      follow_ups: z.int(),
      warning: z
        .object({ id: z.int(), level: z.enum(['red', 'orange', 'yellow', 'blue']) })
        .nullable()
        .describe('已发布的预警 The released warning'),
    }),
  ),
  total: z.int(),
  pages: z.int(),
})
