import { lastDayOf } from '../../../cases/clocks/clock-holds.ts'
import type { Joint } from '../../../cases/joint/joint.ts'
import { Badge, Both, Notice } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** The joint complaint of a case: which complaints are mediated together, who speaks for them, who consents to the settlement. */
export function JointPanel({ caseId, joint }: { caseId: number; joint: Joint | null }) {
  if (!joint) return null
  return (
    <Notice
      tone="blue"
      title={{
        zh: `共同投诉 #${joint.id}：${joint.members.length} 件一并调解`,
        en: `Joint complaint of ${joint.members.length}`,
      }}
    >
      <p class="hint">
        <Both
          zh="召集、笔录、征求同意和调解结束只做一次，每案各记一笔；答复、评价和时限仍是各案自己的。"
          en="Calls, minutes, asking consent and the end are done once and recorded on each case; answers, judgements and clocks stay each case’s own."
        />
      </p>
      <ul>
        {joint.members.map((member) => (
          <li>
            {member.case === caseId ? `#${member.case}` : <a href={bureauPaths.case(member.case)}>#{member.case}</a>}{' '}
            {member.represents && <Badge tone="blue" zh="代表人" en="represents" />}{' '}
            {joint.settlement !== null &&
              (member.consents === true ? (
                <Badge tone="good" zh="同意和解" en="consents" />
              ) : (
                <Badge tone="yellow" zh="未答复" en="no answer yet" />
              ))}
          </li>
        ))}
      </ul>
      {joint.settlement !== null && (
        <>
          <p class="written">{joint.settlement}</p>
          {joint.answerUntil && (
            <p class="hint">
              <Both zh={`可答复到 ${lastDayOf({ due_at: joint.answerUntil })} 24:00`} en="until when they may answer" />
            </p>
          )}
        </>
      )}
    </Notice>
  )
}
