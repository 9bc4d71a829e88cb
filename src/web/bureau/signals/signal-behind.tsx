import type { ReportBehind, SignalRead } from '../../../alerts/watch/read-signal.ts'
import type { City } from '../../../reference/city.ts'
import { countryName } from '../../../reference/countries.ts'
import { WarningStateBadge } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Both, DangerBadge, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { SignalPart, SignalStateBadge } from './signal-parts.tsx'
import { signalPaths } from './signal-paths.ts'

const REPORTS_AT_ONCE = 8

/** The reports behind a signal and the words they share. */
export function Behind({ signal, city }: { signal: SignalRead; city: City }) {
  const { reports, elsewhere } = signal
  if (reports.length + elsewhere === 0) return null
  const later = reports.slice(REPORTS_AT_ONCE)
  return (
    <SignalPart title={{ zh: `背后的来件 ${reports.length + elsewhere} 件`, en: 'Reports behind it' }}>
      {elsewhere > 0 && (
        <p class="hint">
          <Both zh={`其中 ${elsewhere} 件由其他单位办理。`} en={`${elsewhere} of them are with other bureaus.`} />
        </p>
      )}
      <ReportTable reports={reports.slice(0, REPORTS_AT_ONCE)} city={city} />
      {later.length > 0 && (
        <details>
          <summary>
            <Both zh={`其余 ${later.length} 件`} en={`${later.length} more`} />
          </summary>
          <ReportTable reports={later} city={city} />
        </details>
      )}
    </SignalPart>
  )
}

function ReportTable({ reports, city }: { reports: ReportBehind[]; city: City }) {
  return (
    <Table
      caption={{ zh: '背后的来件', en: 'Reports behind it' }}
      rows={reports}
      empty={{ zh: '没有归您看的案件。', en: 'None of them is a case of yours.' }}
      columns={[
        {
          head: { zh: '案件', en: 'Case' },
          cell: ({ caseId, title }) => (
            <a href={bureauPaths.case(caseId)}>
              {title} #{caseId}
            </a>
          ),
        },
        {
          head: { zh: '危险与地点', en: 'Danger and place' },
          cell: ({ danger, district, street }) => (
            <>
              <DangerBadge danger={danger} />
              <br />
              {city.districts.find(({ id }) => id === district)?.zh ?? '—'}
              {street ?? ''}
            </>
          ),
        },
        {
          head: { zh: '收到', en: 'Received' },
          cell: ({ receivedAt }) => <span class="keep">{shanghaiTime(receivedAt)}</span>,
        },
      ]}
    />
  )
}

/** Recalls abroad of the like, with what makes them alike. */
export function Recalls({ signal }: { signal: SignalRead }) {
  const { recalls } = signal.evidence
  return (
    <SignalPart title={{ zh: '国内外类似召回', en: 'Similar recalls' }}>
      {recalls.length === 0 && (
        <p class="hint">
          <Both zh="发现时没有同类产品和危害的召回。" en="None of this product and hazard was known." />
        </p>
      )}
      <ul>
        {recalls.map(({ noticeId, title, publishedOn, jurisdiction }) => (
          <li>
            <a href={alertPaths.notice(noticeId)}>{title}</a>{' '}
            <span class="hint">
              {jurisdiction === null ? '' : countryName(jurisdiction).zh} {publishedOn}
            </span>
          </li>
        ))}
      </ul>
    </SignalPart>
  )
}

/** What became of earlier signals of the same method and series. */
export function Earlier({ signal }: { signal: SignalRead }) {
  return (
    <SignalPart title={{ zh: '以前的类似信号', en: 'Earlier signals like it' }}>
      {signal.earlier.length === 0 && (
        <p class="hint">
          <Both zh="这是第一次。" en="This is the first." />
        </p>
      )}
      <ul>
        {signal.earlier.map(({ id, title, state, foundAt, reason }) => (
          <li>
            <a href={signalPaths.signal(id)}>{title.zh}</a> <SignalStateBadge state={state} />{' '}
            <span class="hint">
              {shanghaiTime(foundAt).slice(0, 10)} {reason}
            </span>
          </li>
        ))}
      </ul>
      {signal.warnings.map(({ id, state, title }) => (
        <Notice title={{ zh: '由此而来的预警', en: 'The warning that came of it' }}>
          <p>
            <a href={alertPaths.warningOnDesk(id)}>{title.zh}</a> <WarningStateBadge state={state} />
          </p>
        </Notice>
      ))}
    </SignalPart>
  )
}
