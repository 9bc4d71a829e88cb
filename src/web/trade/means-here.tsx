import type { Child } from 'hono/jsx'
import type { NoticeRead } from '../../alerts/notices/read-notice.ts'
import type { City } from '../../reference/city.ts'
import { Leaves, WarningLevelBadge, WarningReasons, WarningStateBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Both } from '../parts.tsx'

type MeansHereProps = { leaves: string[]; warning: NoticeRead['warning']; city: City; children?: Child }

/** What a notice or a measure means for the city: the leaves it touches and the warning on it, with its reasons. */
export function MeansHere({ leaves, warning, city, children }: MeansHereProps) {
  return (
    <section class="part" aria-labelledby="means-here">
      <h2 id="means-here">
        <Both zh="对本市的影响" en="What it means here" />
      </h2>
      <p>
        <Leaves city={city} codes={leaves} />
      </p>
      {warning ? (
        <>
          <p class="badges">
            <WarningLevelBadge level={warning.level} relief={warning.relief} />{' '}
            <WarningStateBadge state={warning.state} />
          </p>
          <WarningReasons {...warning} />
          <p>
            <a
              href={
                warning.state === 'draft' || warning.state === 'dropped'
                  ? alertPaths.warningOnDesk(warning.id)
                  : alertPaths.warning(warning.id)
              }
            >
              <Both zh="打开预警" en="Open the warning" />
            </a>
          </p>
        </>
      ) : (
        <p>
          <Both zh="还没有发布预警。" en="No warning has been released." />
        </p>
      )}
      {children}
    </section>
  )
}
