import type { Child } from 'hono/jsx'
import type { RiskRead } from '../../../cases/risk/read-risk.ts'
import type { City } from '../../../reference/city.ts'
import { Both, riskWords } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { RiskForm } from './risk-fields.tsx'
import { Result, type RiskTried } from './risk-result.tsx'

type RiskPanelProps = {
  caseId: number
  risk: RiskRead
  mayRevise: boolean
  tried: RiskTried | null
  city: City
  /** Where the matter may be taken further. */
  onward: Child
}

/** The risk of a case: scenarios with every factor, how firm the level is, and the form that changes them. */
export function RiskPanel({ caseId, risk, mayRevise, tried, city, onward }: RiskPanelProps) {
  return (
    <section id="risk" aria-labelledby="risk-title">
      <h2 id="risk-title">
        <Both zh="风险" en="Risk" />
      </h2>
      <Result weighed={risk.stands} city={city} />
      <p class="hint">
        <Both zh={city.riskMatrix.source} en={city.riskMatrix.sourceEn} />
      </p>
      {onward}
      {mayRevise && <RiskForm caseId={caseId} stands={risk.stands} tried={tried} city={city} />}
      <Revisions risk={risk} />
    </section>
  )
}

function Revisions({ risk: { revisions } }: { risk: RiskRead }) {
  if (revisions.length === 0) return null
  return (
    <ul class="looks">
      {revisions.map(({ at, name, was, level, reason }) => (
        <li>
          {shanghaiTime(at)} {name}：{riskWords(was).zh} → {riskWords(level).zh}，{reason}
        </li>
      ))}
    </ul>
  )
}
