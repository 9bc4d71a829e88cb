import { may } from '../../accounts/permissions.ts'
import type { FirmOfNotice } from '../../alerts/links/find-firms-of.ts'
import type { Actor } from '../../context.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { linkPaths } from '../bureau/links/link-paths.ts'
import { roleNames } from '../bureau/links/pair-shown.tsx'
import { Reasons } from '../case-parts.tsx'
import { Badge, Both } from '../parts.tsx'

/** The local firms that a notice is about; staff see also who waits to be checked. Nothing where there is none. */
export function NoticeFirms({ firms, noticeId, actor }: { firms: FirmOfNotice[]; noticeId: number; actor: Actor }) {
  if (firms.length === 0) return null
  return (
    <section class="part" aria-labelledby="local-firms">
      <h2 id="local-firms">
        <Both zh="本市的相关企业" en="Local firms" />
      </h2>
      <ul>
        {firms.map(({ enterpriseId, code, name, role, state, because }) => (
          <li>
            <a href={firmPaths.firm(code)}>{name}</a> <Both {...roleNames[role]} />{' '}
            {state === 'proposed' && may(actor, 'keep_firms') && (
              <a href={linkPaths.pair({ kind: 'firm', ours: enterpriseId, noticeId })}>
                <Badge tone="yellow" zh="待核对" en="to be checked" />
              </a>
            )}
            {state === 'shown' && <Badge zh="仅文字相近" en="only alike in words" />}
            {state !== 'confirmed' && <Reasons reasons={because} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
