/** Longer than any transaction lasts (statement_timeout is 30 s): a number still missing after that belongs to one that failed. */
const gapWait_ms = 60_000

/**
 * The rows of a history that may be read now. Numbers are given out before rows are there, so a row that comes late would be passed
 * over by whoever reads on: reading stops at a missing number until it cannot come any more.
 */
export function settledRows<Row extends { id: number; at: Date }>(readTo: number, rows: Row[], now: Date): Row[] {
  let last = readTo
  const end = rows.findIndex(({ id, at }) => {
    const missing = id !== last + 1 && now.getTime() - at.getTime() < gapWait_ms
    last = id
    return missing
  })
  return end === -1 ? rows : rows.slice(0, end)
}
