import { countedMax, type RespondentRecord } from '../../../cases/read-respondent-record.ts'
import { Both } from '../../parts.tsx'
import { shanghaiDate } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { StateBadge } from './case-badges.tsx'

/** What came in before about the one complained of, and what came of it. */
export function EarlierCases({ record }: { record: RespondentRecord }) {
  const cases = record.cases >= countedMax ? `${countedMax}+` : String(record.cases)
  return (
    <>
      <h3>
        <Both zh="被投诉方以前的案件" en="Earlier cases about this respondent" />
      </h3>
      <p>
        <Both
          zh={`${record.respondent}：以前 ${cases} 件，其中 ${record.open} 件还没有办结。`}
          en={`${cases} earlier, ${record.open} of them still open.`}
        />
      </p>
      <ul class="duplicates">
        {record.recent.map(({ id, title, state, openedAt, result }) => (
          <li>
            <a href={bureauPaths.case(id)}>
              {title} #{id}
            </a>{' '}
            <StateBadge state={state} /> <span class="hint">{shanghaiDate(openedAt)}</span>
            {result && <p class="hint">{result}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
