import type { CasePenalty } from '../../enterprises/cases/read-case-penalty.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { Both, Notice } from '../parts.tsx'

/** That the clue ended in a penalty, and where the public reads it as long as it is published. What the file holds is not told. */
export function TrackPenalty({ penalty }: { penalty: CasePenalty | null }) {
  if (!penalty) return null
  const { decidedOn, published } = penalty
  return (
    <Notice tone="good" title={{ zh: '违法线索已处罚', en: 'The violation was penalised' }}>
      <p>
        <Both zh={`已于 ${decidedOn} 作出行政处罚决定。`} en={`A penalty was decided on ${decidedOn}.`} />
      </p>
      {published && (
        <p>
          <a href={firmPaths.firm(published.code)}>
            <Both zh={`在${published.name}的公开档案里查看`} en="See it on the firm’s public record" />
          </a>
        </p>
      )}
    </Notice>
  )
}
