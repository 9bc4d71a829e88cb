import { writeFileSync } from 'node:fs'
import chineseDays from 'chinese-days'

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

const PROVISIONAL_2027 = [
  ['元旦', "New Year's Day", ['2027-01-01']],
  ['春节', 'Spring Festival', ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']],
  ['清明', 'Tomb-sweeping Day', ['2027-04-05']],
  ['劳动节', 'Labour Day', ['2027-05-01', '2027-05-02']],
  ['端午', 'Dragon Boat Festival', ['2027-06-09']],
  ['中秋', 'Mid-autumn Festival', ['2027-09-15']],
  ['国庆节', 'National Day', ['2027-10-01', '2027-10-02', '2027-10-03']],
] as const

const ENGLISH: Record<string, string> = {
  清明: 'Tomb-sweeping Day',
  端午: 'Dragon Boat Festival',
  中秋: 'Mid-autumn Festival',
  劳动节: 'Labour Day',
}

const HEAD = `# 工作日历：放假日（含假期中的周末）与调休上班的周末。status 为 provisional 的年份尚无通知，只有法律定下的日子，跨过它的时限标“暂定”。
# Working days: days off (weekends inside a holiday too) and weekends worked. A provisional year has no notice yet, only
# the days fixed by law; a clock that crosses it is marked provisional. When the notice comes, put its days and number in.
years:
`

type Holiday = { zh: string; en: string; days: string[] }

function writeCalendar(): void {
  const years: string[] = []
  for (let year = FIRST; year <= LAST_OFFICIAL; year += 1) years.push(officialYear(year))
  const provisional = PROVISIONAL_2027.map(([zh, en, days]) => ({ zh, en, days: [...days] }))
  years.push(yearText(2027, 'provisional', 'null', provisional, []))
  writeFileSync(new URL('../city/shenzhen/calendar.yaml', import.meta.url), HEAD + years.join('\n'))
}

function officialYear(year: number): string {
  const holidays = new Map<string, Holiday>()
  const makeup: string[] = []
  for (const day of daysOf(year)) {
    const { work, name } = chineseDays.getDayDetail(day)
    const [english = '', chinese] = name.split(',')
    if (chinese === undefined) continue
    if (work) makeup.push(day)
    else {
      const holiday = holidays.get(chinese) ?? { zh: chinese, en: ENGLISH[chinese] ?? english, days: [] }
      holiday.days.push(day)
      holidays.set(chinese, holiday)
    }
  }
  const notice = NOTICES[year] ?? `国务院办公厅关于${year}年部分节假日安排的通知`
  return yearText(year, 'official', notice, [...holidays.values()], makeup)
}

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

function yearText(year: number, status: string, notice: string, holidays: Holiday[], makeup: string[]): string {
  const lines = holidays.map(({ zh, en, days }) => `      - {zh: ${zh}, en: "${en}", days: [${days.join(', ')}]}`)
  return `  - year: ${year}
    status: ${status}
    notice: ${notice}
    holidays:
${lines.join('\n')}
    makeup: [${makeup.join(', ')}]
`
}

writeCalendar()
