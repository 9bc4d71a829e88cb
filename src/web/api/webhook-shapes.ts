import { z } from 'zod'

/** What a webhook's body holds, for the OpenAPI document; a test holds the messages to it. */

const envelope = { type: z.string(), timestamp: z.iso.datetime().describe('UTC') }

export const caseWebhookShape = z.object({
  ...envelope,
  data: z.object({
    case_id: z.int(),
    url: z.url().describe('办案页面，需登录 The case page, for those who may see it'),
    act: z.string(),
    state: z.string(),
    kind: z.enum(['complaint', 'report']),
    sector: z.string().meta({ example: 'FOOD.01' }),
    lead: z.string().meta({ example: 'AMR' }),
    support: z.array(z.string()),
    district: z.string().nullable(),
    danger: z.int().min(0).max(3),
    risk: z.enum(['low', 'medium', 'high', 'serious']),
    next_due_at: z.iso.datetime().nullable(),
  }),
})

export const measureWebhookShape = z.object({
  ...envelope,
  data: z.object({
    measure: z.string().meta({ example: 'G/TBT/N/USA/1234' }),
    url: z.url(),
    what: z.enum(['comment', 'in_force', 'withdrawn']),
    was: z.string().nullable(),
    became: z.string().nullable().describe('ISO 日期，或 true；null 为未定 ISO date, or true; null: open'),
    market: z.string().nullable(),
    sectors: z.array(z.string()),
    title: z.object({ zh: z.string().nullable(), original: z.string() }),
  }),
})

export const warningWebhookShape = z.object({
  ...envelope,
  data: z.object({
    warning_id: z.int(),
    url: z.url(),
    cap: z.url().describe('CAP 1.2 消息 The message as CAP 1.2'),
    kind: z.enum(['recall', 'bulletin', 'quality']),
    act: z.string().describe('release, publish, update, upgrade, downgrade, lift, expire'),
    version: z.int().min(1),
    level: z.enum(['red', 'orange', 'yellow', 'blue']),
    sectors: z.array(z.string()),
    districts: z.array(z.string()).describe('空为全市 Empty: the whole city'),
    expires_at: z.iso.datetime().nullable(),
    title: z.object({ zh: z.string(), en: z.string() }),
  }),
})
