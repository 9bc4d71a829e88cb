import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { levelNames } from '../announced.ts'
import { tradeDateWords } from '../notices/trade-date-words.ts'
import type { MeasureListed } from './list-measures.ts'

type SheetColumn = { name: string; of: (measure: MeasureListed) => string | number | null }

/** The columns of the trade list as a table for spreadsheets. Only what is public stands in it. */
export function measureColumns(city: City, urlOf: (family: string) => string): SheetColumn[] {
  return [
    { name: '文件号 symbol', of: ({ family }) => family },
    { name: '市场 market', of: ({ market }) => (market === null ? null : countryName(market).zh) },
    { name: '中文标题 title_zh', of: ({ titleZh }) => titleZh },
    { name: '原题 title', of: ({ title }) => title },
    { name: '行业 sectors', of: ({ leaves }) => leaves.map((code) => city.leaves.get(code)?.zh ?? code).join('、') },
    { name: '海关编码 hs', of: ({ hs }) => hs.join(' ') },
    { name: '评议截止 comments_close', of: ({ clocks }) => tradeDateWords(clocks.comment).zh },
    { name: '生效 in_force', of: ({ clocks }) => tradeDateWords(clocks.inForce).zh },
    { name: '最近通报 newest', of: ({ newestOn }) => newestOn },
    { name: '份数 notices', of: ({ notices }) => notices },
    {
      name: '预警 warning',
      of: ({ warning, withdrawn, relief }) =>
        withdrawn ? '已撤回' : relief ? '利好' : warning?.state === 'released' ? levelNames[warning.level].zh : null,
    },
    { name: '链接 url', of: ({ family }) => urlOf(family) },
  ]
}
