import type { Asked } from './search-keys.ts'
import { likeness, slipsBetween } from './search-keys.ts'

/** How well a firm found fits a query. Pure. */

export type Candidate = {
  code: string
  address: string | null
  status: 'active' | 'revoked' | 'cancelled'
  names: { kind: string; exact: string; core: string; pinyin: string; initials: string }[]
}
export type Ranked<Firm> = { firm: Firm; score: number }

/** Below this a firm only shares a few letters with the query. */
const scoreMin = 0.3

/** The firms that fit, the best first; of equals the one still in business, then the shorter name, then by code. */
export function rankFirms<Firm extends Candidate>(asked: Asked, firms: Firm[]): Ranked<Firm>[] {
  return firms
    .map((firm) => ({ firm, score: scoreOf(asked, firm) }))
    .filter(({ score }) => score >= scoreMin)
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.firm.status === 'active') - Number(a.firm.status === 'active') ||
        lengthOf(a.firm) - lengthOf(b.firm) ||
        (a.firm.code < b.firm.code ? -1 : 1),
    )
}

const lengthOf = ({ names }: Candidate): number => names[0]?.core.length ?? 0

function scoreOf(asked: Asked, firm: Candidate): number {
  if (asked.code !== null && firm.code.startsWith(asked.code)) return 1
  const byName = Math.max(0, ...firm.names.map((name) => nameScore(asked, name) - (name.kind === 'former' ? 0.02 : 0)))
  return Math.max(byName, addressScore(asked, firm))
}

/** Letters count most; the same sound a little less; first letters least. */
function nameScore(asked: Asked, name: Candidate['names'][number]): number {
  if (asked.exact === name.exact) return 1
  if (asked.core === name.core) return 0.98
  const inside =
    asked.core.length >= 2 && name.core.includes(asked.core) ? (name.core.startsWith(asked.core) ? 0.9 : 0.85) : 0
  const sound = asked.pinyin.length >= 4 && name.pinyin !== '' ? soundScore(asked.pinyin, name.pinyin) : 0
  const initials = asked.initials !== '' && name.initials.startsWith(asked.initials) ? 0.5 : 0
  const closeness =
    0.08 * (Math.min(asked.core.length, name.core.length) / Math.max(asked.core.length, name.core.length))
  const pairs = 0.9 * likeness(asked.core, name.core)
  return Math.max(inside === 0 ? 0 : inside + closeness, pairs, slipScore(asked.core, name.core), sound, initials)
}

/** One letter off in a short name, where pairs of letters say little. */
function slipScore(asked: string, name: string): number {
  const longest = Math.max(asked.length, name.length)
  if (asked.length < 3 || name.length < 3 || Math.abs(asked.length - name.length) > 1 || longest > 8) return 0
  return slipsBetween(asked, name) === 1 ? 0.9 * (1 - 1 / longest) : 0
}

function soundScore(asked: string, name: string): number {
  if (asked === name) return 0.88
  return name.includes(asked) ? (name.startsWith(asked) ? 0.8 : 0.75) : 0.8 * likeness(asked, name)
}

/** The share of the query's keys that the address holds. */
function addressScore({ keys }: Asked, { address }: Candidate): number {
  if (address === null || keys.length < 2) return 0
  return 0.7 * (keys.filter((key) => address.includes(key)).length / keys.length)
}
