import type { QualityRead, VersionRead } from '../../../alerts/warnings/read-quality-warning.ts'
import { contentDifferences } from '../../../alerts/warnings/version-difference.ts'
import { changeNames } from '../../../alerts/warnings/warning-content.ts'
import type { City } from '../../../reference/city.ts'
import { WarningLevelBadge } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Both, Facts, Notice } from '../../parts.tsx'
import { DrillMark, WarningSaying } from '../../public/quality-warning.tsx'
import { shanghaiTime } from '../../times.ts'
import { DifferenceTable } from './quality-on-desk.tsx'

type Props = { warning: QualityRead; version: VersionRead; city: City; capFaults: string[] }

/** One version as it was published, what it changed, on whose signatures, and its message for programs. Fit to be printed. */
export function VersionPage({ warning, version, city, capFaults }: Props) {
  const { number, change, content, at, signatures, reported, reason } = version
  const before = warning.versions.find((one) => one.number === number - 1)
  return (
    <>
      <p class="crumbs">
        <a href={alertPaths.warningOnDesk(warning.id)}>
          <Both {...warning.title} />
        </a>
      </p>
      {warning.drill && <DrillMark />}
      <h1>
        <Both {...content.title} />
      </h1>
      <p class="badges">
        <WarningLevelBadge level={content.level} relief={false} />{' '}
        <Both zh={`第 ${number} 版 ${changeNames[change].zh}`} en={`version ${number}: ${changeNames[change].en}`} />
      </p>
      <WarningSaying content={content} city={city} reader="authorities" change={change} at={at} />
      <Facts
        rows={[
          [{ zh: '审核', en: 'Reviewed by' }, signatures?.reviewer],
          [{ zh: '签发', en: 'Signed by' }, signatures?.signer],
          [{ zh: '发布', en: 'Published by' }, signatures?.publisher],
          [{ zh: '发布理由', en: 'Reason' }, reason],
          [
            { zh: '向上报告', en: 'Reported upward' },
            reported && `${reported.to} ${shanghaiTime(reported.at)} ${reported.ref ?? ''}`,
          ],
          [{ zh: '定级规则', en: 'Rule' }, version.ruleVersion],
        ]}
      />
      {before && (
        <DifferenceTable
          caption={{ zh: `与第 ${before.number} 版的不同`, en: `What differs from version ${before.number}` }}
          rows={contentDifferences(city, before.content, content)}
        />
      )}
      {warning.sight === 'all' && <Message warning={warning} number={number} faults={capFaults} />}
    </>
  )
}

/** The message of this version for programs, and what is wrong with it should anything be. */
function Message({ warning, number, faults }: { warning: QualityRead; number: number; faults: string[] }) {
  return (
    <section aria-labelledby="cap">
      <h2 id="cap">CAP 1.2</h2>
      <p>
        <a href={alertPaths.deskVersionCap(warning.id, number)}>
          <Both zh="看这一版的 CAP 消息" en="The CAP message of this version" />
        </a>
      </p>
      {faults.length > 0 && (
        <Notice tone="red" title={{ zh: '消息不合格式', en: 'The message is not sound' }}>
          <ul>
            {faults.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  )
}
