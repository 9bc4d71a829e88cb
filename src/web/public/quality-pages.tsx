import type { QualityRead, VersionRead } from '../../alerts/warnings/read-quality-warning.ts'
import { changeNames } from '../../alerts/warnings/warning-content.ts'
import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { City } from '../../reference/city.ts'
import { WarningLevelBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'
import { Instant, WarningSaying } from './quality-warning.tsx'

type PageProps = { warning: QualityRead; shown: VersionRead; incidents: PublicIncident[]; city: City }

/** A quality warning of the city as everybody reads it: the newest version, or an earlier one that says so, and all versions. */
export function QualityWarningPage({ warning, shown, incidents, city }: PageProps) {
  const { content, change, at, number } = shown
  const newest = warning.versions[0]
  return (
    <>
      <p class="crumbs">
        <a href={paths.warnings}>
          <Both zh="全部预警" en="All warnings" />
        </a>
      </p>
      <h1>
        <Both {...content.title} />
      </h1>
      <p class="badges">
        <WarningLevelBadge level={content.level} relief={false} /> <Both {...changeNames[change]} />
      </p>
      {newest && newest.number !== number && (
        <Notice tone="orange" title={{ zh: '这是较早的版本', en: 'This is an earlier version' }}>
          <p>
            <a href={alertPaths.warning(warning.id)}>
              <Both zh="看最新的版本" en="See the newest version" />
            </a>
          </p>
        </Notice>
      )}
      {newest?.number === number && <Over warning={warning} at={at} />}
      <WarningSaying content={content} city={city} reader="public" change={change} at={at} />
      <Incidents incidents={incidents} />
      <Versions warning={warning} shown={number} />
      <p>
        <a href={alertPaths.versionCap(warning.id, number)}>
          <Both zh="机器可读（CAP 1.2）" en="For programs (CAP 1.2)" />
        </a>
      </p>
      <p class="actions">
        <a class="button" href={alertPaths.subscriptionForm}>
          <Both zh="订阅这类预警" en="Subscribe to such warnings" />
        </a>
      </p>
    </>
  )
}

function Over({ warning: { state }, at }: { warning: QualityRead; at: Date }) {
  if (state !== 'lifted' && state !== 'expired') return null
  const title =
    state === 'lifted'
      ? { zh: '这条预警已经解除', en: 'This warning has been lifted' }
      : { zh: '这条预警已经到期', en: 'This warning has expired' }
  return (
    <Notice tone="good" title={title}>
      <p>
        <Instant at={at} />
      </p>
    </Notice>
  )
}

/** Where to say that it happened to oneself. */
function Incidents({ incidents }: { incidents: PublicIncident[] }) {
  if (incidents.length === 0) return null
  return (
    <section aria-labelledby="incidents">
      <h2 id="incidents">
        <Both zh="您也遇到了？" en="Did it happen to you too?" />
      </h2>
      <p>
        <Both
          zh="这条预警涉及的公开事件，可以一并反映："
          en="Public incidents that this warning covers; you can file with them:"
        />
      </p>
      <ul>
        {incidents.map(({ code, title }) => (
          <li>
            <a href={paths.incident(code)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Versions({ warning, shown }: { warning: QualityRead; shown: number }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">
        <Both zh="各版本" en="Versions" />
      </h2>
      <ol class="versions" reversed>
        {warning.versions.map(({ number, change, content, at }) => (
          <li class={`tone-${content.level}`}>
            <a href={alertPaths.version(warning.id, number)} aria-current={number === shown ? 'true' : undefined}>
              <Both
                zh={`第 ${number} 版 ${changeNames[change].zh}`}
                en={`Version ${number}: ${changeNames[change].en}`}
              />
            </a>{' '}
            <WarningLevelBadge level={content.level} relief={false} />{' '}
            <time datetime={at.toISOString()}>{shanghaiTime(at)}</time>
            {content.note.zh && (
              <p class="hint">
                <Both {...content.note} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
