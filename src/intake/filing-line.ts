import type { World } from '../context.ts'
import { openReportIds } from '../db/report-ids.ts'
import { groupCommit } from './group-commit.ts'
import { type Filing, type Outcome, recordFilings } from './record-filings.ts'

/** Where filings wait for the next durable commit. One per process. */
export type FilingLine = {
  takeId: () => Promise<number>
  commit: (filing: Filing) => Promise<Outcome>
  drained: () => Promise<void>
}

/** Opens the line on a database. Two batches may be on their way at once: one gathers while the other waits for the disk. */
export function openFilingLine(ground: Pick<World, 'db'>): FilingLine {
  const ids = openReportIds(ground.db)
  const line = groupCommit<Filing, Outcome>({
    flush: (filings) => recordFilings(ground, filings),
    maxInFlight: 2,
    companions: 12,
    maxBatch: 200,
  })
  return {
    takeId: async () => {
      const [id] = await ids.take(1)
      if (id === undefined) throw new Error('no report id could be taken')
      return id
    },
    commit: line.commit,
    drained: line.drained,
  }
}
