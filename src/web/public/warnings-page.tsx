import type { ReleasedWarning } from '../../alerts/list-released.ts'
import { warningKinds } from '../../alerts/warning-acts.ts'
import type { City } from '../../reference/city.ts'
import { Leaves, Market } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Both, LevelBadge } from '../parts.tsx'
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
          zh="国内外召回的产品和国外新的技术要求，涉及本市的都经人审核后在这里发布。"
          en="Recalled products and new foreign requirements that concern this city, released here after a person has checked them."
        />
      </p>
      <p class="actions">
        <a class="button" href={alertPaths.subscriptionForm}>
          <Both zh="邮件订阅" en="Get them by mail" />
        </a>
      </p>
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
                <Market code={warning.market} /> · <Leaves city={city} codes={warning.leaves} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
