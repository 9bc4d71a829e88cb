/** How hotlines write what the API takes as values. What is not understood is left as it is, so that the reason names it. */

export const hotlineKinds: Record<string, string> = { 投诉: 'complaint', 求助: 'complaint', 举报: 'report' }

/** Yuan: `1,299`, `￥1299.00`, `1299元` and `1.2万元` as numbers. */
export function readAmount(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  const written = cell.normalize('NFKC').replace(/[,\s¥]|人民币/g, '')
  const [, sum, unit] = /^(\d+(?:\.\d+)?)(万)?元?$/.exec(written) ?? []
  if (sum === undefined) return cell
  return unit ? Math.round(Number(sum) * 1_000_000) / 100 : Number(sum)
}

/** `2026/11/1`, `2026.11.1`, `20261101` and `2026年11月1日`, with or without a time behind it, as 2026-11-01. */
export function readDay(cell: unknown): unknown {
  const written = String(cell).trim()
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(written) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(written)
  if (!parts) return cell
  const [, year = '', month = '', day = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** `退货；赔偿损失` as a list. */
export function readClaims(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  return cell
    .split(/[;；、，,]/)
    .map((claim) => claim.trim())
    .filter((claim) => claim !== '')
}

export function readYes(cell: unknown): unknown {
  const written = String(cell).trim().toLowerCase()
  if (['是', '匿名', 'true', 'yes', '1'].includes(written)) return true
  return ['否', '实名', '非匿名', 'false', 'no', '0'].includes(written) ? false : cell
}
