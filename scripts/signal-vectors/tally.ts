/** Below this size two numbers differ by rounding only: references are printed with 15 digits after sums that cancel. */
const SIZE_MIN = 1e-6

type Row = {
  cases: number
  values: number
  worst: number
  worstAt: string
  alarms: number
  alarmDifferences: number
  other: Record<string, number>
}

export type Tally = ReturnType<typeof newTally>

/** Counts, per method, how far our numbers are from the reference's. */
export function newTally() {
  const rows = new Map<string, Row>()
  const rowOf = (method: string): Row => {
    const row = rows.get(method) ?? {
      cases: 0,
      values: 0,
      worst: 0,
      worstAt: '',
      alarms: 0,
      alarmDifferences: 0,
      other: {},
    }
    rows.set(method, row)
    return row
  }
  return {
    rows,
    addCase(method: string): void {
      rowOf(method).cases += 1
    },
    /** A number; unknown (null) must be unknown in both. `unit` is that of the last printed digit when the reference is rounded. */
    addValue(method: string, at: string, reference: number | null, ours: number | null, unit = 0): void {
      const row = rowOf(method)
      row.values += 1
      const difference = relativeDifference(reference, ours, unit)
      if (difference > row.worst) Object.assign(row, { worst: difference, worstAt: `${at}: ${reference} / ${ours}` })
    },
    addAlarm(method: string, reference: number | boolean | null, ours: boolean | null): void {
      const row = rowOf(method)
      row.alarms += 1
      if (Boolean(reference) !== Boolean(ours)) row.alarmDifferences += 1
    },
    addOther(method: string, what: string, count: number): void {
      const row = rowOf(method)
      row.other[what] = (row.other[what] ?? 0) + count
    },
  }
}

function relativeDifference(reference: number | null, ours: number | null, unit: number): number {
  // R's infinities were written as null, too.
  const unknown = (value: number | null) => value === null || !Number.isFinite(value)
  if (unknown(reference) || unknown(ours)) return unknown(reference) && unknown(ours) ? 0 : 1
  const [a, b] = [reference as number, ours as number]
  if (a === b) return 0
  return Math.max(0, Math.abs(a - b) - unit / 2) / Math.max(Math.abs(a), SIZE_MIN)
}
