import { lastDayOf } from '../../../cases/clocks/clock-holds.ts'
import { type IdentityCheck, identityStage } from '../../../cases/identity/identity-check.ts'
import { Badge, Both } from '../../parts.tsx'

/** How the check of the complainant's identity stands, for the officer, who sees the result and nothing of what was given. */
export function IdentityCheckState({ check }: { check: IdentityCheck }) {
  const last = check.asked.at(-1)
  if (!last) return null
  const day = lastDayOf({ due_at: last.until })
  switch (identityStage(check)) {
    case 'asked':
      return (
        <Badge tone="yellow" zh={`身份核验：等投诉人 ${day} 前提供`} en={`proof of identity asked for by ${day}`} />
      )
    case 'given':
      return <Badge tone="blue" zh="身份核验：保管员核对中" en="a custodian checks the proof of identity" />
    case 'confirmed':
      return <Badge tone="good" zh="✓ 身份已核实" en="identity confirmed" />
    case 'denied':
      return (
        <>
          <Badge tone="red" zh="身份没有核实" en="identity not confirmed" />
          <p>{last.reason}</p>
          <p class="hint">
            <Both
              zh="可再请提供一次；或者不予受理，依据第十六条第五项或第六项，举报线索照常核查。"
              en="Ask once more, or do not accept the complaint under art. 16 (5) or (6); a clue is checked all the same."
            />
          </p>
        </>
      )
    default:
      return <Badge zh="身份核验已撤回" en="the check of identity was withdrawn" />
  }
}
