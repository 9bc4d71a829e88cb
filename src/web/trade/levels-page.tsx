import type { MeasureListed } from '../../alerts/measures/list-measures.ts'
import type { WarningLevel } from '../../alerts/notices/notice-warning.ts'
import { tradeDateWords } from '../../alerts/notices/trade-date-words.ts'
import type { City } from '../../reference/city.ts'
import { Leaves, Market } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Both, Table, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { measureTitle } from './measure-title.ts'

type LevelsProps = { lists: { level: WarningLevel; measures: MeasureListed[] }[]; city: City; today: string }

/** Released measures by level, red first, made for paper: a sheet to lay on a table. */
export function LevelsPage({ lists, city, today }: LevelsProps) {
  return (
    <>
      <p class="crumbs">
        <a href={paths.trade}>
          <Both zh="贸易预警" en="Trade" />
        </a>
      </p>
      <h1>
        <Both zh="国外技术措施红橙黄清单" en="Foreign measures by level" />
      </h1>
      <p>
        <Both zh={`${today} · ${city.name.zh} · 只列已发布的预警`} en="released warnings only" />
      </p>
      {lists.map(({ level, measures }) => (
        <>
          <h2>
            <Both {...warningLevels[level]} /> <span class="number">{measures.length}</span>
          </h2>
          <Table
            caption={warningLevels[level]}
            columns={[
              {
                head: { zh: '措施', en: 'Measure' },
                cell: (row) => (
                  <>
                    <a href={alertPaths.measure(row.family)}>
                      <Both {...measureTitle(row)} />
                    </a>
                    <br />
                    <span class="symbol">{row.family}</span>
                  </>
                ),
              },
              { head: { zh: '市场', en: 'Market' }, cell: ({ market }) => <Market code={market} /> },
              { head: { zh: '行业', en: 'Sectors' }, cell: ({ leaves }) => <Leaves city={city} codes={leaves} /> },
              { head: { zh: '评议截止', en: 'Comments' }, cell: ({ clocks }) => tradeDateWords(clocks.comment).zh },
              { head: { zh: '生效', en: 'In force' }, cell: ({ clocks }) => tradeDateWords(clocks.inForce).zh },
            ]}
            rows={measures}
            empty={{ zh: '没有。', en: 'None.' }}
          />
        </>
      ))}
    </>
  )
}
