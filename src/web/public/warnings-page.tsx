import type { ReleasedWarning } from '../../alerts/list-released.ts'
import { levelsUpward, warningKinds } from '../../alerts/warning-acts.ts'
import { areaWords } from '../../alerts/warnings/warning-content.ts'
import type { City } from '../../reference/city.ts'
import { Leaves, Market } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { AreaMap } from '../area-map.tsx'
import { Both, LevelBadge, Table } from '../parts.tsx'
import { paths } from '../paths.ts'
import { recallPaths } from '../recalls/recall-paths.ts'
import { shanghaiDate } from '../times.ts'

/** The warnings in force, newest first, and how to be told of the next. */
export function WarningsPage({ warnings, city }: { warnings: ReleasedWarning[]; city: City }) {
  return (
    <>
      <h1>
        <Both zh="预警" en="Warnings" />
      </h1>
      <p>
        <Both
          zh="本市的质量预警、国内外召回的产品和国外新的技术要求，经人审核后在这里发布。"
          en="The city's own quality warnings, recalled products and new foreign requirements that concern it, released here after people have checked them."
        />
      </p>
      <p class="actions">
        <a class="button" href={alertPaths.subscriptionForm}>
          <Both zh="邮件订阅" en="Get them by mail" />
        </a>{' '}
        <a class="button quiet" href={recallPaths.recalls}>
          <Both zh="召回的产品" en="Recalled products" />
        </a>{' '}
        <a class="button quiet" href={paths.incidents}>
          <Both zh="公开事件" en="Public incidents" />
        </a>
      </p>
      <div class="split">
        <div>
          {warnings.length === 0 ? (
            <p class="empty">
              <Both zh="目前没有生效的预警。" en="No warning is in force." />
            </p>
          ) : (
            <ul class="warning-list">
              {warnings.map((warning) => (
                <li class={`tone-${warning.level}`}>
                  <p class="badges">
                    <LevelBadge level={warning.level} /> <Both {...warningKinds[warning.kind]} />{' '}
                    <time datetime={warning.releasedAt.toISOString()}>{shanghaiDate(warning.releasedAt)}</time>
                  </p>
                  <p>
                    <a href={alertPaths.warning(warning.id)}>
                      <Both {...warning.title} />
                    </a>
                  </p>
                  <p class="hint">
                    <Where warning={warning} city={city} /> · <Leaves city={city} codes={warning.leaves} />
                  </p>
                </li>
              ))}
            </ul>
          )}
        </div>
        <aside aria-label="生效范围和订阅源 Where they hold, and feeds">
          <QualityMap warnings={warnings.filter(({ kind }) => kind === 'quality')} city={city} />
          <p class="hint">
            <Both zh="给程序：" en="For programs:" /> <a href={alertPaths.atomFeed}>Atom</a> ·{' '}
            <a href={alertPaths.rssFeed}>RSS</a> · <a href={alertPaths.capFeed}>CAP 1.2</a> ·{' '}
            <a href={paths.apiPage}>API</a>
          </p>
        </aside>
      </div>
    </>
  )
}

function Where({ warning, city }: { warning: ReleasedWarning; city: City }) {
  if (warning.kind !== 'quality') return <Market code={warning.market} />
  return <Both {...areaWords(city, { districts: warning.districts, streets: [] })} />
}

/** Where the city's own warnings hold now, the gravest colour of each district on the map and all in a table. */
function QualityMap({ warnings, city }: { warnings: ReleasedWarning[]; city: City }) {
  if (warnings.length === 0) return null
  const rows = city.districts.flatMap((district) => {
    const here = warnings.filter(({ districts }) => districts.length === 0 || districts.includes(district.id))
    const level = levelsUpward.findLast((one) => here.some((warning) => warning.level === one))
    return level ? [{ district, level, count: here.length }] : []
  })
  return (
    <section aria-labelledby="map">
      <h2 id="map">
        <Both zh="本市质量预警在哪里生效" en="Where the city's own warnings hold" />
      </h2>
      <AreaMap
        city={city}
        marks={new Map(rows.map(({ district, level, count }) => [district.id, { level, text: `${count} 条` }]))}
        label="各区生效的质量预警，内容同下表 Warnings in force by district, as in the table below"
      />
      <Table
        caption={{ zh: '各区生效的质量预警', en: 'Warnings in force by district' }}
        columns={[
          { head: { zh: '区', en: 'District' }, cell: ({ district }) => <Both zh={district.zh} en={district.en} /> },
          { head: { zh: '最高级别', en: 'Highest level' }, cell: ({ level }) => <LevelBadge level={level} /> },
          { head: { zh: '条数', en: 'Warnings' }, cell: ({ count }) => count, numeric: true },
        ]}
        rows={rows}
      />
    </section>
  )
}
