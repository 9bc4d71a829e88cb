import { Invalid, type Said } from '../errors.ts'
import { type NewComplaint, parseComplaint } from './new-complaint.ts'

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
  const key = first.submission_key === null ? null : `${first.submission_key}#${place + 2}`
  try {
    return parseComplaint(
      { ...first, anonymous: false, amount: yuan, contact: { name, phone, email }, submission_key: key },
      today,
    )
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return Object.values(error.fields)[0] ?? whoAndHow
  }
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
