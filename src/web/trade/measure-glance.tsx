import { type Counted, glance_days, type MeasureCounts } from '../../alerts/measures/count-measures.ts'
import type { MeasuresAsked } from '../../alerts/measures/list-measures.ts'
import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { queryOf } from '../form-values.ts'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { filtersOf } from './asked-measures.ts'

/** What is new and what closes, as tiles; below them by sector and by market. */
export function Glance({ counts, asked, city }: { counts: MeasureCounts; asked: MeasuresAsked; city: City }) {
  return (
    <>
      <ul class="tiles">
        <li>
          <a href={`${paths.trade}${queryOf({ new: glance_days })}`}>
            <strong class="number">{counts.new}</strong> <Both zh="本周新通报" en="new this week" />
          </a>
        </li>
        <li>
          <a href={`${paths.trade}${queryOf({ closing: glance_days })}`}>
            <strong class="number">{counts.closing}</strong> <Both zh="本周评议截止" en="close this week" />
          </a>
        </li>
        <li>
          <a href={`${paths.trade}/calendar${queryOf(filtersOf(asked))}`}>
            <Both zh="日历：评议截止和生效" en="Calendar of both dates" />
          </a>
        </li>
        <li>
          <a href={`${paths.trade}/map`}>
            <Both zh="市场分布" en="Map of markets" />
          </a>
        </li>
        <li>
          <a href={`${paths.trade}/levels`}>
            <Both zh="红橙黄清单（可打印）" en="The list of levels, to print" />
          </a>
        </li>
        <li>
          <a href={`${paths.trade}${queryOf({ kind: 'recall' })}`}>
            <Both zh="召回、抽检、境外投诉" en="Recalls, samples, complaints abroad" />
          </a>
        </li>
      </ul>
      {counts.closing > 0 && (
        <div class="split">
          <Bars
            title={{ zh: '本周截止，按行业', en: 'Close this week, by sector' }}
            rows={bySector(city, counts.closingByLeaf, { closing: glance_days })}
          />
          <Bars
            title={{ zh: '本周截止，按市场', en: 'Close this week, by market' }}
            rows={byMarket(counts.closingByMarket, { closing: glance_days })}
          />
        </div>
      )}
      <div class="split">
        <Bars
          title={{ zh: '可评议的，按行业', en: 'Open for comments, by sector' }}
          rows={bySector(city, counts.byLeaf, { open: 'yes' })}
        />
        <Bars
          title={{ zh: '可评议的，按市场', en: 'Open for comments, by market' }}
          rows={byMarket(counts.byMarket, { open: 'yes' })}
        />
      </div>
      {counts.hitsByLeaf && counts.hitsByLeaf.length > 0 && (
        <Bars
          title={{ zh: '说受影响的企业，按行业', en: 'Firms that measures hit, by sector' }}
          rows={bySector(city, counts.hitsByLeaf, {})}
        />
      )}
    </>
  )
}

const bySector = (city: City, rows: Counted[], further: Record<string, string | number>): Bar[] =>
  rows.map(({ key, count }) => ({
    ...(key === '' ? noSector : (city.leaves.get(key) ?? { zh: key, en: key })),
    count,
    href: `${paths.trade}${queryOf({ sector: key, ...further })}`,
  }))

const byMarket = (rows: Counted[], further: Record<string, string | number>): Bar[] =>
  rows.map(({ key, count }) => ({
    ...countryName(key),
    count,
    href: `${paths.trade}${queryOf({ market: key, ...further })}`,
  }))

const noSector = { zh: '没有识别出行业', en: 'no sector recognised' }

type Bar = { zh: string; en: string; count: number; href: string }

function Bars({ title, rows }: { title: { zh: string; en: string }; rows: Bar[] }) {
  return (
    <section class="part">
      <h2>
        <Both {...title} />
      </h2>
      {rows.length === 0 ? (
        <p class="empty">
          <Both zh="现在没有。" en="None now." />
        </p>
      ) : (
        <ul class="reasons">
          {rows.map(({ zh, en, count, href }) => (
            <li>
              <a href={href}>
                <Both zh={zh} en={en} />
              </a>{' '}
              <span class="number">{count}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
