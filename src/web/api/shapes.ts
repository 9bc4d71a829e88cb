import { z } from 'zod'
import { JointComplaint } from '../../intake/joint-filing.ts'

/** The shapes of the API, once: requests are parsed with them, and the OpenAPI document is written from them. Names are snake_case. */

const named = { zh: z.string(), en: z.string() }
const instant = z.iso.datetime().describe('UTC')
const sector = z.object({ code: z.string().meta({ example: 'PROD.03' }), ...named })
const bureau = z.object({ id: z.string().meta({ example: 'AMR' }), ...named })
const states = [
  'to_dispatch',
  'to_rule',
  'dispatched',
  'referred',
  'handling',
  'answered',
  'closed',
  'refused',
] as const

export const clockShape = z.object({
  rule: z.string().describe('时限规则 The rule, as in the city’s clocks'),
  ...named,
  article: z.string().describe('依据的条款 The article it rests on'),
  article_en: z.string(),
  force: z
    .enum(['statutory', 'local', 'target'])
    .describe('法定、本市、服务目标 By law, by a rule of the city, or a target'),
  amount: z.number(),
  unit: z.enum(['workday', 'day', 'hour', 'minute']),
  starts_at: instant,
  due_at: instant,
  last_day: z.iso
    .date()
    .nullable()
    .describe('最后一日（到 24:00） Last civil day in Asia/Shanghai; null for hours and minutes'),
  provisional: z.boolean().describe('跨到尚未公布放假安排的年份 Runs into a year whose holidays are not announced'),
})

export const complaintShape = JointComplaint.meta({
  example: {
    kind: 'complaint',
    title: '电动车电池鼓包',
    text: '上个月在网店买的电动自行车电池，充电时鼓包发烫，店家不肯退。',
    respondent: '某某车行',
    product: '电动自行车电池',
    place: '南山区',
    occurred_on: '2026-05-31',
    amount: 1299,
    claims: ['退货', '赔偿损失'],
    contact: { name: '王女士', phone: '13800000000', email: 'name@example.com' },
    others: [{ name: '陈先生', phone: '13900000000', amount: 1299, represents: true }],
    submission_key: 'a-key-of-your-own-0001',
  },
})

export const receiptShape = z.object({
  receipt: z
    .string()
    .describe('只给这一次 The only key to the case, given this once')
    .meta({ example: 'K7QF-2M9T-XW4C-8RBN-J3HD' }),
  sector,
  bureau,
  state: z.enum(['to_dispatch', 'dispatched', 'referred']),
  clocks: z.array(clockShape),
  clue: z
    .object(named)
    .nullable()
    .describe(
      '投诉之外同时开始举报程序的理由 Why the track of a report opened beside the complaint; null when it did not',
    ),
  danger: z.int().min(0).max(3).describe('0 不便 nuisance … 3 危及生命 life at risk'),
  reasons: z.array(z.string()).describe('判断的理由 Why it was judged so'),
  duplicates: z.int().describe('近期相似件数 Recent reports that look alike'),
  repeat: z.boolean().describe('这份内容之前已收到 The same filing came before; nothing was filed twice'),
  others: z
    .array(z.object({ name: z.string(), receipt: z.string() }))
    .describe(
      '共同投诉时其他每个人自己的回执码，按提交顺序 In a joint complaint the own receipt of each of the others, in their order',
    ),
})

const level = z.enum(['red', 'orange', 'yellow', 'blue'])

export const warningShape = z.object({
  id: z.int(),
  kind: z.enum(['recall', 'bulletin', 'quality']).describe('召回、国外技术措施、本市质量预警'),
  level,
  relief: z.boolean().describe('放宽或豁免 It makes things easier'),
  sectors: z.array(z.string()),
  market: z.string().nullable(),
  districts: z.array(z.string()).describe('空为全市 Empty: the whole city'),
  title: z.object(named),
  advice: z.object(named),
  released_at: instant,
  expires_at: instant.nullable(),
  version: z.int(),
  cap: z.url().describe('CAP 1.2'),
})

export const warningVersionsShape = z.object({
  id: z.int(),
  kind: z.enum(['recall', 'bulletin', 'quality']),
  versions: z
    .array(
      z.object({
        version: z.int(),
        change: z.enum(['issue', 'update', 'upgrade', 'downgrade', 'lift', 'expire']),
        published_at: instant,
        level,
        title: z.object(named),
        matter: z.object(named).describe('警示事项 What has happened or threatens'),
        advice: z.object(named),
        note: z.object(named).describe('变更说明 What it changes'),
        area: z.object(named),
        sectors: z.array(z.string()),
        districts: z.array(z.string()),
        streets: z.array(z.string()),
        starts_at: instant,
        expires_at: instant.nullable(),
        publisher: bureau,
        contact: z.string(),
        certainty: z.enum(['Observed', 'Likely', 'Possible']),
        urgency: z.enum(['Immediate', 'Expected', 'Future']),
        rule_version: z.string(),
        cap: z.url(),
      }),
    )
    .describe('新的在前，各版本不可更改 The newest first; none is ever changed'),
})

export const receiptQuery = z.strictObject({ receipt: z.string().trim().min(1).max(100) })

export const additionShape = z.strictObject({
  receipt: z.string().trim().min(1).max(100),
  text: z
    .string()
    .max(2000)
    .default('')
    .describe('补充的内容，不写姓名、电话、住址 What is added; no names, phones or addresses'),
  attachments: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200).describe('文件名 File name'),
        content: z.base64().describe('JPG、PNG、WebP 或 PDF 的内容 The bytes of a JPG, PNG, WebP or PDF'),
      }),
    )
    .max(5)
    .default([])
    .describe('每个不超过 10 MB，一次合计不超过 20 MB At most 10 MB each and 20 MB together'),
})

export const statusShape = z.object({
  state: z.enum(states),
  status_text: z
    .string()
    .max(70)
    .describe('一条短信说清进度 How it stands in one short message of at most 70 characters'),
  feeds: z
    .object({ rss: z.url(), json: z.url() })
    .describe('这一件的订阅地址 Addresses of the feed of this one case; they hold no personal data'),
  kind: z.enum(['complaint', 'report']),
  tracks: z
    .array(z.enum(['complaint', 'report']))
    .describe('正在进行的程序 The procedures that run; a complaint may also be checked as a report'),
  received_at: instant,
  sector,
  bureau: bureau
    .extend({ hotline: z.string().nullable() })
    .nullable()
    .describe('分拨中为 null Null while the bureau is chosen'),
  danger: z.int().min(0).max(3),
  because: z.array(z.string()),
  clocks: z.array(clockShape.extend({ met_at: instant.nullable() })),
  events: z.array(
    z.object({
      at: instant,
      act: z.string(),
      state: z.enum(states),
      bureau: z.object(named),
      text: z.string().nullable(),
    }),
  ),
  answer: z.string().nullable(),
  attachments: z.int(),
  asked: z
    .object({ text: z.string().nullable(), until: instant.nullable() })
    .nullable()
    .describe('单位请诉求人补充什么、到什么时候 What the bureau asks of the reporter, and until when'),
  may_add: z.boolean().describe('现在能否补充 Whether something may be added now'),
  identity_check: z
    .enum(['none', 'asked', 'given', 'confirmed', 'denied'])
    .describe('身份核验；证明只在查询页提交 The check of identity; proof is given on the tracking page only'),
})

export const warningsShape = z.object({ warnings: z.array(warningShape) })

export const sectorsShape = z.object({
  sectors: z.array(z.object({ code: z.string(), ...named, domain: z.string(), leaves: z.array(sector) })),
})

export const bureausShape = z.object({
  bureaus: z.array(
    bureau.extend({
      level: z.string(),
      referral: z.boolean().describe('只转介不派单 Takes referrals, not dispatches'),
      hotline: z.string().nullable(),
      remit: z.array(z.object(named)),
    }),
  ),
})

export const problemShape = z.object({
  type: z.string().meta({ example: 'urn:quality-sentinel:problem:invalid' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  said: z.object(named),
  errors: z.array(z.object({ field: z.string(), ...named })).optional(),
})
