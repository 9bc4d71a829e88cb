import { writeFileSync } from 'node:fs'
import chineseDays from 'chinese-days'
import { addDays } from '../src/reference/calendar.ts'

/**
 * Writes `city/shenzhen/calendar.yaml` from the holiday notices collected in the development package `chinese-days`,
 * and 2027 from the thirteen days fixed by law. The file is then the city's own: edit it when a notice is published.
 * `npx node scripts/write-calendar.ts` after updating the package.
 */

const FIRST = 2004
const LAST_OFFICIAL = 2026

/** Numbers of the General Office's yearly notice, and of the later notices that changed a year. */
const NOTICES: Record<number, string> = {
  2008: '国办发明电〔2007〕52号',
  2009: '国办发明电〔2008〕42号',
  2010: '国办发明电〔2009〕27号',
  2011: '国办发明电〔2010〕40号',
  2012: '国办发明电〔2011〕45号',
  2013: '国办发明电〔2012〕33号',
  2014: '国办发明电〔2013〕28号',
  2015: '国办发明电〔2014〕28号；国发明电〔2015〕1号',
  2016: '国办发明电〔2015〕18号',
  2017: '国办发明电〔2016〕17号',
  2018: '国办发明电〔2017〕12号',
  2019: '国办发明电〔2018〕15号；国办发明电〔2019〕3号',
  2020: '国办发明电〔2019〕16号；国办发明电〔2020〕1号',
  2021: '国办发明电〔2020〕27号',
  2022: '国办发明电〔2021〕11号',
  2023: '国办发明电〔2022〕16号',
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
}

/** The thirteen days fixed by law (State Council Decree 795), by the lunar calendar of the package. */
const PROVISIONAL_2027: Record<string, string> = {
  元旦: '2027-01-01',
  春节: '2027-02-05..2027-02-08',
  清明: '2027-04-05',
  劳动节: '2027-05-01..2027-05-02',
  端午: '2027-06-09',
  中秋: '2027-09-15',
  国庆节: '2027-10-01..2027-10-03',
}

const HEAD = `# 工作日历：放假日（含假期中的周末，起..止 含两端）与调休上班的周末。provisional 的年份尚无通知，只有法律定下的日子，
# 跨过它的时限标“暂定”；通知公布后在这里填日子和文号。
# Days off (weekends inside a holiday too; first..last, both included) and weekends worked. A provisional year has no notice
# yet, only the days fixed by law; a clock that crosses it is marked provisional. When the notice comes, put it in here.
names:
  元旦: New Year's Day
  春节: Spring Festival
  清明: Tomb-sweeping Day
  劳动节: Labour Day
  端午: Dragon Boat Festival
  中秋: Mid-autumn Festival
  国庆节: National Day
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: 70th Anniversary of Victory
years:
`

function writeCalendar(): void {
  const years: string[] = []
  for (let year = FIRST; year <= LAST_OFFICIAL; year += 1) years.push(officialYear(year))
  years.push(yearText(2027, 'provisional', 'null', PROVISIONAL_2027, []))
  writeFileSync(new URL('../city/shenzhen/calendar.yaml', import.meta.url), HEAD + years.join('\n'))
}

function officialYear(year: number): string {
  const holidays: Record<string, string[]> = {}
  const makeup: string[] = []
  for (const day of daysOf(year)) {
    const { work, name } = chineseDays.getDayDetail(day)
    const [, holiday] = name.split(',')
    if (holiday === undefined) continue
    if (work) makeup.push(day)
    else holidays[holiday] = [...(holidays[holiday] ?? []), day]
  }
  const notice = NOTICES[year] ?? `国务院办公厅关于${year}年部分节假日安排的通知`
  const spans = Object.entries(holidays).map(([name, days]) => [name, spansOf(days)])
  return yearText(year, 'official', notice, Object.fromEntries(spans), makeup)
}

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(day)
  return days
}

/** Sorted days as spans: `2026-10-01..2026-10-07, 2026-12-31`. */
function spansOf(days: string[]): string {
  const spans: { first: string; last: string }[] = []
  for (const day of days) {
    const span = spans.at(-1)
    if (span && addDays(span.last, 1) === day) span.last = day
    else spans.push({ first: day, last: day })
  }
  return spans.map(({ first, last }) => (first === last ? first : `${first}..${last}`)).join(', ')
}

function yearText(
  year: number,
  status: string,
  notice: string,
  spans: Record<string, string>,
  makeup: string[],
): string {
  const lines = Object.entries(spans).map(([name, days]) => `      ${name}: ${days}`)
  return `  - year: ${year}
    status: ${status}
    notice: ${notice}
    holidays:
${lines.join('\n')}
    makeup: ${makeup.join(', ') || '[]'}
`
}

writeCalendar()
