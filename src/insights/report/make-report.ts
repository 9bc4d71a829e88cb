import { createHash } from 'node:crypto'
import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { addDays, daysBetween, isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import type { City, Domain } from '../../reference/city.ts'
import { composeReport } from './compose-report.ts'
import { countPeriods } from './count-periods.ts'
import { reportPdf } from './report-pdf.ts'
import type { Scope } from './scope.ts'

const daysMax = 400
const domains: Domain[] = ['product', 'service', 'engineering', 'environment']

export type ReportAsked = { first: string; last: string; district: string; domain: string }

/**
 * Makes a report on the state of quality from the first to the last day named (both counted), of a district or ('') the whole city, of a domain
 * or ('') all. It is a draft: only a person releases it. Answers its number. Throws Forbidden, Invalid with a message per field.
 */
export async function makeReport(context: Context, asked: ReportAsked): Promise<number> {
  const { db, actor, city, now } = context
  if (!may(actor, 'keep_reports')) throw new Forbidden(officeOnly)
  const scope = readScope(city, asked, toShanghaiDate(now))
  const content = composeReport(city, scope, await countPeriods(db, city, scope, now), now)
  const pdf = await reportPdf(content)
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('quality_report')
      .values({
        ...{ from_on: scope.from, until_on: scope.until, district: scope.district, domain: scope.domain },
        ...{ as_of: now, content: JSON.stringify(content), pdf, state: 'draft', made_at: now },
        sha256: createHash('sha256').update(pdf).digest('hex'),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('quality_report_event')
      .values({ report_id: id, at: now, actor: actorName(actor), act: 'make', reason: content.scopeWords.zh })
      .execute()
    return id
  })
}

function readScope(city: City, { first, last, district, domain }: ReportAsked, today: string): Scope {
  const fields: Record<string, Said> = {}
  if (!isRealDate(first)) fields.first = { zh: '请填写起始日期', en: 'Give the first day' }
  if (!isRealDate(last)) fields.last = { zh: '请填写截止日期', en: 'Give the last day' }
  else if (last >= today) fields.last = { zh: '截止日期应在今天之前', en: 'The last day must be before today' }
  else if (isRealDate(first) && last < first)
    fields.last = { zh: '截止日期不能早于起始日期', en: 'The last day is before the first' }
  else if (isRealDate(first) && daysBetween(first, last) >= daysMax)
    fields.last = { zh: `期间不超过 ${daysMax} 天`, en: `At most ${daysMax} days` }
  const known = city.districts.find(({ id }) => id === district)
  if (district !== '' && !known) fields.district = { zh: '没有这个区', en: 'There is no such district' }
  const about = domains.find((one) => one === domain)
  if (domain !== '' && !about) fields.domain = { zh: '没有这个领域', en: 'There is no such domain' }
  if (Object.keys(fields).length > 0)
    throw new Invalid({ zh: '请看各栏的提示。', en: 'See the note beside each field.' }, fields)
  return { from: first, until: addDays(last, 1), district: known?.id ?? null, domain: about ?? null }
}

const officeOnly = {
  zh: '质量状况报告由联席会议办公室编制和发布。',
  en: 'Reports on the state of quality are for the joint-meeting office.',
}
