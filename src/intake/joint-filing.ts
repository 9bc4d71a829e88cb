import { z } from 'zod'
import { Invalid, type Said } from '../errors.ts'
import { Contact, invalidFiling, NewComplaint, parseComplaint, said } from './new-complaint.ts'

/** A complaint filed by one person for several (共同投诉): the same matter, each with an own contact and amount. Pure. */
export type JointFiling = {
  first: NewComplaint
  others: NewComplaint[]
  /** Which of the others speaks for all beside the one who files: a place in `others`; null for none. */
  second: number | null
}

/** How many people one filing may name beside the one who files. */
export const OTHERS_MAX = 19

/** As typed: one person a line — name, phone or e-mail, amount — and the name of the second representative. */
export type TypedOthers = { others: string; second: string }

/**
 * Reads the people for whom `first` is filed as well, mostly nobody. `today` as for `parseComplaint`. Throws Invalid with a message
 * per field (`others`, `second`, `kind`, `anonymous`): a report is nobody's dispute, and who speaks for others gives a name.
 */
export function parseJointFiling(first: NewComplaint, typed: TypedOthers, today: string): JointFiling {
  const lines = typed.others.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, at: index + 1 }]))
  if (lines.length === 0) return { first, others: [], second: null }
  const faults: Record<string, Said> = {}
  if (first.kind !== 'complaint') faults.kind = complaintsOnly
  if (!first.contact?.name) faults.anonymous = nameYourself
  if (lines.length > OTHERS_MAX) faults.others = tooMany
  const others = lines.flatMap(({ line, at }, place) => {
    const read = readLine(first, { line, place, today })
    if ('contact' in read) return [read]
    faults.others ??= { zh: `第 ${at} 行：${read.zh}`, en: `Line ${at}: ${read.en}` }
    return []
  })
  const named = typed.second.trim()
  const second = others.findIndex(({ contact }) => contact?.name === named)
  if (named !== '' && second < 0) faults.second = notNamed
  if (Object.keys(faults).length > 0) throw new Invalid(seeFields, faults)
  return { first, others, second: second < 0 ? null : second }
}

type Line = { line: string; place: number; today: string }

/** One person of a line, with the same matter as the first; or what is wrong with it. */
function readLine(first: NewComplaint, { line, place, today }: Line): NewComplaint | Said {
  const parts = line.split(/[,，;；\t]/).map((part) => part.trim())
  const [name = '', ...rest] = parts
  const reach = rest.filter((part) => part !== '')
  const email = reach.find((part) => part.includes('@')) ?? null
  const phone = reach.find((part) => /^\+?[\d\s-]{7,}$/.test(part)) ?? null
  const amount = reach.find((part) => part !== email && part !== phone) ?? null
  if (name.length < 2 || (email === null && phone === null)) return whoAndHow
  const yuan = amount === null ? null : Number(amount.normalize('NFKC').replace(/[\s¥元]/g, ''))
  try {
    return sameMatter(first, { amount: yuan, contact: { name, phone, email } }, place, today)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return Object.values(error.fields)[0] ?? whoAndHow
  }
}

type Person = Pick<NewComplaint, 'amount' | 'contact'>

/** The matter of the first as another person's own filing, under a key of its own where the first has one. */
function sameMatter(first: NewComplaint, { amount, contact }: Person, place: number, today: string): NewComplaint {
  const read = parseComplaint({ ...first, anonymous: false, amount, contact, submission_key: null }, today)
  // Made here and not read, so that a key of the full length leaves room for the number.
  return { ...read, submission_key: first.submission_key && `${first.submission_key}#${place + 2}` }
}

const Other = Contact.extend({
  amount: NewComplaint.shape.amount,
  represents: z.boolean(said('represents 应为 true 或 false', 'represents must be true or false')).default(false),
})

/** A filing as programs send it: one person's, or one complaint of several people with each of the others as an entry. */
export const JointComplaint = NewComplaint.extend({
  others: z
    .array(Other, said('others 应为列表', 'others must be a list'))
    .max(OTHERS_MAX, said(`一次最多再写 ${OTHERS_MAX} 位`, `At most ${OTHERS_MAX} others at once`))
    .default([]),
})

/** Reads what a program sent, under the same rules as the form. Throws Invalid with a message per field, `others.0.name` for one of the others. */
export function parseJointComplaint(input: unknown, today: string): JointFiling {
  const parsed = JointComplaint.safeParse(input)
  if (!parsed.success) throw invalidFiling(parsed.error)
  const { others, ...own } = parsed.data
  const first = parseComplaint(own, today)
  if (others.length === 0) return { first, others: [], second: null }
  const faults: Record<string, Said> = {}
  if (first.kind !== 'complaint') faults.kind = complaintsOnly
  if (!first.contact?.name) faults['contact.name'] = nameYourself
  for (const [place, { name, phone, email }] of others.entries())
    if (name === null || (phone === null && email === null)) faults[`others.${place}.name`] = nameAndReach
  const speaking = others.flatMap(({ represents }, place) => (represents ? [place] : []))
  if (speaking.length > 1) faults[`others.${speaking[1]}.represents`] = oneMore
  if (Object.keys(faults).length > 0) throw new Invalid(seeFields, faults)
  return {
    first,
    others: others.map(({ amount, represents: _, ...contact }, place) =>
      sameMatter(first, { amount, contact }, place, today),
    ),
    second: speaking[0] ?? null,
  }
}

const nameAndReach: Said = {
  zh: '每位投诉人都要有姓名，以及电话或邮箱',
  en: 'Each complainant needs a name, and a phone or an e-mail',
}
const oneMore: Said = {
  zh: '除提交人外最多再有一名代表人',
  en: 'At most one other representative beside the one who files',
}
const whoAndHow: Said = {
  zh: '请写“姓名，电话或邮箱，金额（选填）”，用逗号隔开',
  en: 'write name, phone or e-mail, amount (optional), with commas between',
}
const complaintsOnly: Said = {
  zh: '只有投诉可以共同提出；举报每人单独提交即可',
  en: 'Only complaints are filed jointly; reports are filed by each person alone',
}
const nameYourself: Said = {
  zh: '为几个人一起投诉时，您是代表人，请留下姓名和联系方式',
  en: 'Filing for several people you represent them: leave your name and contact',
}
const tooMany: Said = {
  zh: `一次最多再写 ${OTHERS_MAX} 位；更多的请分批提交，承办单位会一并调解`,
  en: `At most ${OTHERS_MAX} others at once; file the rest again, the bureau joins them`,
}
const notNamed: Said = {
  zh: '请写上面列出的一位的姓名，或留空',
  en: 'Write the name of one of those above, or leave it empty',
}
const seeFields: Said = {
  zh: '有内容需要修改，请看各栏的提示。',
  en: 'Some fields need a change; see the note beside each.',
}
