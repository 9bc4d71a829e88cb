import type { BulletinNotice } from '../../intake/notice.ts'
import type { LeafCode } from '../../reference/city.ts'
import type { NoticeWarning, WarningReason } from '../notices/notice-warning.ts'
import type { Evidence } from '../notices/sector-evidence.ts'
import type { Exposure } from './exposure.ts'

/** One piece of evidence with the words around what was found. */
export type QuotedEvidence = Pick<Evidence, 'kind' | 'weight' | 'zh' | 'en'> & {
  quote: { before: string; found: string; after: string } | null
}
export type WeighedLeaf = { code: LeafCode; label: 'direct' | 'broad'; weight: number; because: QuotedEvidence[] }
/** How a measure was weighed: who is hit and why, the parts of its level, the exports behind them. */
export type MeasureWeighing = { leaves: WeighedLeaf[]; reasons: WarningReason[]; exposure: Exposure | null }

/** Letters shown on either side of a find. */
const around = 40

export function weighingOf(
  warning: NoticeWarning | null,
  notice: BulletinNotice,
  exposure: Exposure | null,
): MeasureWeighing {
  if (!warning) return { leaves: [], reasons: [], exposure }
  const leaves = warning.leaves.map(({ code, label, weight, because }) => ({
    code,
    label,
    weight,
    because: because.map((one) => quoted(one, notice)),
  }))
  return { leaves, reasons: warning.reasons, exposure }
}

function quoted({ kind, weight, zh, en, start, end }: Evidence, notice: BulletinNotice): QuotedEvidence {
  const text = kind === 'title' || kind === 'products' || kind === 'description' ? notice[kind] : null
  if (text === null || start === null || end === null) return { kind, weight, zh, en, quote: null }
  const quote = {
    before: text.slice(Math.max(0, start - around), start),
    found: text.slice(start, end),
    after: text.slice(end, end + around),
  }
  return { kind, weight, zh, en, quote }
}
