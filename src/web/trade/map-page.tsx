import type { MarketCount } from '../../alerts/measures/count-markets.ts'
import { countryName } from '../../reference/countries.ts'
import { worldRegions } from '../../reference/world-regions.ts'
import { queryOf } from '../form-values.ts'
import { Badge, Both } from '../parts.tsx'
import { paths } from '../paths.ts'

/** Markets with measures open for comments, by region, in the rough places of a map: the darker, the more. Every number is written. */
export function MapPage({ counts }: { counts: MarketCount[] }) {
  const most = Math.max(1, ...counts.map(({ open }) => open))
  const placed = new Set(worldRegions.flatMap(({ markets }) => markets))
  const regions = [
    ...worldRegions.map(({ id, zh, en, markets }) => ({
      id,
      zh,
      en,
      here: counts.filter(({ market }) => markets.includes(market)),
    })),
    { id: 'other', zh: '其他', en: 'Elsewhere', here: counts.filter(({ market }) => !placed.has(market)) },
  ]
  return (
    <>
      <p class="crumbs">
        <a href={paths.trade}>
          <Both zh="贸易预警" en="Trade" />
        </a>
      </p>
      <h1>
        <Both zh="可以评议的措施在哪些市场" en="Where measures are open for comments" />
      </h1>
      <p class="lead">
        <Both
          zh="按世贸组织的地区分组，大致按地图排列，不按比例；欧盟算一个。"
          en="By the regions of the WTO, in the rough places of a map, not to scale; the EU counts as one."
        />
      </p>
      {counts.length === 0 && (
        <p class="empty">
          <Both zh="现在没有可以评议的措施。" en="No measure is open for comments now." />
        </p>
      )}
      <div class="world">
        {regions
          .filter(({ id, here }) => id !== 'other' || here.length > 0)
          .map(({ id, zh, en, here }) => (
            <section class={`part region-${id}`} aria-labelledby={`region-${id}`}>
              <h2 id={`region-${id}`}>
                <Both zh={zh} en={en} /> <span class="number">{here.reduce((sum, { open }) => sum + open, 0)}</span>
              </h2>
              {here.length === 0 ? (
                <p class="hint">
                  <Both zh="没有" en="none" />
                </p>
              ) : (
                <ul class="markets">
                  {here.map((count) => (
                    <Market count={count} most={most} />
                  ))}
                </ul>
              )}
            </section>
          ))}
      </div>
    </>
  )
}

function Market({ count: { market, open, closing }, most }: { count: MarketCount; most: number }) {
  const named = countryName(market)
  return (
    <li class={`heat-${Math.ceil((open / most) * 4)}`}>
      <a href={`${paths.trade}${queryOf({ market, open: 'yes' })}`}>
        <Both {...named} /> <strong class="number">{open}</strong>
      </a>
      {closing > 0 && (
        <a href={`${paths.trade}${queryOf({ market, closing: 7 })}`}>
          <Badge tone="orange" zh={`本周截止 ${closing}`} en="close this week" />
        </a>
      )}
    </li>
  )
}
