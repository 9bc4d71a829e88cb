import { z } from 'zod'
import { Invalid, type Said } from '../errors.ts'
import { storable } from './storable.ts'

/** The seven remedies of the official complaint form (投诉登记表), and the two that reports outside consumer matters ask for. */
export const remedies = [
  '修理',
  '重作',
  '更换',
  '退货',
  '补足数量',
  '退还货款和服务费用',
  '赔偿损失',
  '责令整改',
  '依法查处',
] as const

/** Both languages as one message of zod. */
export const said = (zh: string, en: string): string => JSON.stringify({ zh, en } satisfies Said)

const words = (message: string) => z.string(message).overwrite((text) => storable(text).trim())

const line = (characters: number, what: Said) =>
  words(said(`${what.zh}应为文字`, `${what.en} must be text`)).max(
    characters,
    said(`${what.zh}最多 ${characters} 字`, `${what.en}: at most ${characters} characters`),
  )

const optionalLine = (characters: number, what: Said) =>
  line(characters, what)
    .nullish()
    .transform((text) => (text ? text : null))

const address = z.email()

/** How somebody can be reached. */
export const Contact = z.strictObject({
  name: optionalLine(50, { zh: '姓名', en: 'Name' }),
  phone: optionalLine(30, { zh: '电话', en: 'Phone' }).refine(
    (phone) => phone === null || /^\+?[\d\s-]{5,}$/.test(phone),
    said('请填写有效的电话号码，例如 13800000000', 'Give a phone number such as 13800000000'),
  ),
  email: optionalLine(200, { zh: '邮箱', en: 'E-mail' }).refine(
    (email) => email === null || address.safeParse(email).success,
    said('请填写有效的邮箱，例如 name@example.com', 'Give an e-mail address such as name@example.com'),
  ),
})

/** A filing as the form and the API take it. Every message is a pair of sentences: what to do, in Chinese and in English. */
export const NewComplaint = z.strictObject({
  title: line(100, { zh: '标题', en: 'Title' }).default(''),
  text: words(said('请写下发生了什么', 'Say what happened'))
    .min(5, said('请至少用 5 个字说明发生了什么', 'Say in at least 5 characters what happened'))
    .max(
      4000,
      said('正文最多 4000 字；更多材料请作为附件上传', 'At most 4,000 characters; attach the rest as a document'),
    ),
  kind: z.enum(
    ['complaint', 'report'],
    said('请选择投诉（complaint）或举报（report）', 'Choose complaint (投诉) or report (举报)'),
  ),
  respondent: optionalLine(200, { zh: '被投诉方', en: 'Respondent' }),
  product: optionalLine(200, { zh: '产品或服务', en: 'Product or service' }),
  place: optionalLine(200, { zh: '地点', en: 'Place' }),
  occurred_on: z.iso
    .date(said('日期请写成 2026-05-31 的形式', 'Write the date as 2026-05-31'))
    .nullish()
    .transform((date) => date ?? null),
  amount: z
    .number(said('金额请填数字（元）', 'Give the amount as a number (yuan)'))
    .min(0, said('金额不能为负', 'The amount cannot be negative'))
    .max(1e11, said('金额过大，请核对', 'The amount is too large; please check it'))
    .nullish()
    .transform((amount) => amount ?? null),
  claims: z
    .array(line(100, { zh: '诉求', en: 'Claim' }), said('诉求应为列表', 'Claims must be a list'))
    .max(10, said('诉求最多 10 项', 'At most 10 claims'))
    .default([]),
  incident: z
    .string(said('incident 应为公开事件的编码', 'incident must be the code of a public incident'))
    .regex(/^[\w-]{16}$/, said('没有这个公开事件的编码', 'No public incident has this code'))
    .nullish()
    .transform((code) => code ?? null),
  contact: Contact.nullish().transform((contact) => contact ?? null),
  anonymous: z.boolean(said('anonymous 应为 true 或 false', 'anonymous must be true or false')).default(false),
  submission_key: z
    .string(said('submission_key 应为文字', 'submission_key must be text'))
    .min(16, said('submission_key 至少 16 个字符', 'submission_key needs at least 16 characters'))
    .max(100, said('submission_key 最多 100 个字符', 'submission_key has at most 100 characters'))
    .nullish()
    .transform((key) => key ?? null),
})
export type NewComplaint = z.infer<typeof NewComplaint>

/**
 * Reads a filing, once, at the edge. `today` is the Asia/Shanghai date, since nothing can have happened tomorrow.
 * Throws Invalid with a message per field; the caller still holds what was typed.
 */
export function parseComplaint(input: unknown, today: string): NewComplaint {
  const parsed = NewComplaint.safeParse(input)
  if (!parsed.success) throw invalidFiling(parsed.error)
  if (parsed.data.occurred_on !== null && parsed.data.occurred_on > today) {
    throw new Invalid(notReadable, {
      occurred_on: { zh: `发生日期不能晚于今天（${today}）`, en: `The date cannot be later than today (${today})` },
    })
  }
  return parsed.data.anonymous ? { ...parsed.data, contact: null } : parsed.data
}

const notReadable: Said = {
  zh: '有内容需要修改，请看各栏的提示。',
  en: 'Some fields need a change; see the note beside each.',
}

/** What is wrong with a filing, field by field. */
export const invalidFiling = (error: z.ZodError): Invalid => new Invalid(notReadable, fieldsOf(error))

function fieldsOf(error: z.ZodError): Record<string, Said> {
  const fields: Record<string, Said> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        fields[[...issue.path, key].join('.')] ??= { zh: '不认识这一栏，请删去', en: 'Unknown field; remove it' }
    } else fields[issue.path.join('.') || 'body'] ??= readSaid(issue.message)
  }
  return fields
}

function readSaid(message: string): Said {
  return message.startsWith('{') ? (JSON.parse(message) as Said) : { zh: '格式不对，见接口说明', en: message }
}
