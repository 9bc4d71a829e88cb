import { CompiledQuery } from 'kysely'
import { type Db as JobsDatabase, PgBoss } from 'pg-boss'
import type { Db, OpenedDatabase } from '../db/open.ts'
import { prepared } from '../db/preparing-client.ts'
import { type JobHandlers, type JobKind, type JobKinds, jobTerms } from './job-kinds.ts'

/** What verbs see of the queue: a job owed in the same transaction as the fact that owes it. */
export type Queue = {
  owe: <Kind extends JobKind>(tx: Db, kind: Kind, payloads: JobKinds[Kind][]) => Promise<void>
}

export type OpenedQueue = Queue & {
  work: (handlers: JobHandlers) => Promise<void>
  /** Waits until every job that may run now has run, at most `seconds`; answers whether it came to that. */
  settled: (seconds: number) => Promise<boolean>
  /** Stops fetching, lets running handlers finish (30 s at most), gives the rest back. */
  close: () => Promise<void>
}

const kinds = Object.keys(jobTerms) as JobKind[]

/** Opens the job queue beside our tables. A process that never works still owes jobs, so it opens the queue too. */
export async function openQueue(
  opened: OpenedDatabase,
  worker: boolean,
  onError: (error: unknown) => void,
): Promise<OpenedQueue> {
  const own = opened.jobs
  const boss = new PgBoss({
    ...(own.backend === 'pglite'
      ? { db: own.db, backend: own.backend }
      : { connectionString: own.connectionString, max: 4 }),
    supervise: worker,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    schedule: worker,
    useListenNotify: worker,
  })
  boss.on('error', onError)
  await boss.start()
  for (const kind of kinds) await openQueueOf(boss, kind)
  return {
    owe: async (tx, kind, payloads) => {
      if (payloads.length === 0) return
      const jobs = payloads.map((payload) => ({ data: payload }))
      await boss.insert(kind, jobs, { db: plannedOnce(tx) })
    },
    work: async (handlers) => {
      for (const kind of kinds) await workOn(boss, kind, handlers)
    },
    settled: (seconds) => settledWithin(boss, seconds),
    close: () => boss.stop({ graceful: true, timeout: 30_000, close: true }),
  }
}

/** The queue's insert in our transaction. Its text is the same for every job of a kind, and planning it costs more than running it. */
const plannedOnce = (tx: Db): JobsDatabase => ({
  executeSql: (text, values) => tx.executeQuery(CompiledQuery.raw(`${prepared}${text}`, values)),
})

async function openQueueOf(boss: PgBoss, kind: JobKind): Promise<void> {
  const { batchSize: _, ...retry } = jobTerms[kind]
  await boss.createQueue(kind, {
    ...retry,
    notify: true,
    // A job whose worker has been killed is given to another after this long.
    heartbeatSeconds: 30,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 3 * 86_400,
  })
}

/** One failed job of a batch must not fail its neighbours, so each is settled on its own. */
async function workOn<Kind extends JobKind>(boss: PgBoss, kind: Kind, handlers: JobHandlers): Promise<void> {
  const { batchSize } = jobTerms[kind]
  const options = {
    batchSize,
    burstWhenBatchFull: batchSize > 1,
    pollingIntervalSeconds: 2,
    // New jobs wake a worker at once; only a retry whose back-off has passed waits for this poll.
    notifyPollingIntervalSeconds: 5,
    perJobResults: true,
  } as const
  await boss.work<JobKinds[Kind]>(kind, options, async (jobs) => {
    const settled = await Promise.allSettled(jobs.map((job) => handlers[kind](job.data)))
    return jobs.map(({ id }, index) => {
      const outcome = settled[index]
      return outcome?.status === 'fulfilled'
        ? { id, status: 'completed' as const }
        : { id, status: 'failed' as const, output: { error: String(outcome?.reason) } }
    })
  })
}

async function settledWithin(boss: PgBoss, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const { rows } = await boss.getDb().executeSql(owedNow, [kinds])
    if (rows[0]?.owed === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}

const owedNow = `select count(*)::int as owed from pgboss.job
  where name = any($1) and (state = 'active' or (state in ('created', 'retry') and start_after <= now()))`
