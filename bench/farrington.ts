import { spawnSync } from 'node:child_process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { farrington, IMPROVED_FARRINGTON } from '../src/alerts/signals/farrington.ts'
import { seeded } from '../src/alerts/signals/random.ts'
import { countDrawer } from './count-draws.ts'

const SERIES = 100_000
const WORKERS = 2
const SECONDS_MAX = 60
const YEARS = 5
const WEEKS = YEARS * 52 + 3 + 1
const share = z.object({ from: z.number(), until: z.number() })
const answer = z.object({ alarms: z.number(), cpu_s: z.number() })

/**
 * `npm run bench -- farrington`: the week under test of 100,000 series with five years behind them, by the improved Farrington method,
 * spread over two threads that have drawn them before the clock starts. The limit is 60 seconds; R's own function is run beside it on 200
 * of the series when R with its package surveillance is installed.
 */
export async function run(): Promise<void> {
  if (!isMainThread) return answerShare()
  const workers = await Promise.all(Array.from({ length: WORKERS }, (_, i) => workerOf(i)))
  const started = performance.now()
  const parts = await Promise.all(workers.map(testedBy))
  const seconds = (performance.now() - started) / 1000
  const cpu = parts.reduce((sum, { cpu_s }) => sum + cpu_s, 0)
  const reference = secondsPerSeriesInR()
  if (reference === null)
    console.log('没有安装 R 与 surveillance，未作对比 R with surveillance is not installed: no comparison in this run.')
  console.log(
    JSON.stringify({
      bench: 'farrington',
      series: SERIES,
      weeks_each: WEEKS,
      threads: WORKERS,
      seconds: round(seconds),
      cpu_seconds: round(cpu),
      seconds_on_two_free_cores: round(cpu / WORKERS),
      microseconds_per_series: round((cpu / SERIES) * 1e6),
      alarms: parts.reduce((sum, { alarms }) => sum + alarms, 0),
      limit_seconds: SECONDS_MAX,
      within: seconds <= SECONDS_MAX,
      r_milliseconds_per_series: reference === null ? null : round(reference * 1000),
      times_faster_than_r: reference === null ? null : Math.round(reference / (cpu / SERIES)),
    }),
  )
}

/** The worker runs this same program; what it is to do comes as its data. It answers once when its series are drawn. */
function workerOf(index: number): Promise<Worker> {
  const size = Math.ceil(SERIES / WORKERS)
  const data = { from: index * size, until: Math.min(SERIES, (index + 1) * size) }
  return new Promise((done, fail) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data, argv: ['farrington'] })
    worker.once('message', () => done(worker))
    worker.once('error', fail)
  })
}

function testedBy(worker: Worker): Promise<z.infer<typeof answer>> {
  return new Promise((done, fail) => {
    worker.once('message', (message) => done(answer.parse(message)))
    worker.once('error', fail)
    worker.postMessage('go')
  })
}

function answerShare(): void {
  const { from, until } = share.parse(workerData)
  const drawn = new Uint16Array((until - from) * WEEKS)
  for (let i = from; i < until; i += 1) drawn.set(seriesOf(i), (i - from) * WEEKS)
  parentPort?.once('message', () => parentPort?.postMessage(testAll(drawn)))
  parentPort?.postMessage('drawn')
}

function testAll(drawn: Uint16Array): z.infer<typeof answer> {
  const before = process.threadCpuUsage()
  let alarms = 0
  for (let start = 0; start < drawn.length; start += WEEKS)
    if (farrington(drawn.subarray(start, start + WEEKS), WEEKS - 1, IMPROVED_FARRINGTON)?.alarm) alarms += 1
  const used = process.threadCpuUsage(before)
  return { alarms, cpu_s: (used.user + used.system) / 1e6 }
}

/** Overdispersed weekly counts with a season and a slow trend, mean 0.5 to 30. */
function seriesOf(index: number): Float64Array {
  const random = seeded(index + 1)
  const draw = countDrawer(random)
  const level = Math.log(0.5) + random() * Math.log(60)
  const dispersion = 1 + random() * 2
  const [swing, phase, slope] = [random() * 0.5, random() * 52, (random() - 0.5) * 0.002]
  return Float64Array.from({ length: WEEKS }, (_, t) =>
    draw(Math.exp(level + swing * Math.cos((2 * Math.PI * (t - phase)) / 52) + slope * t), dispersion),
  )
}

const R_SERIES = 200

function secondsPerSeriesInR(): number | null {
  const rows = Array.from({ length: R_SERIES }, (_, i) => seriesOf(i).join(','))
  const program = `suppressMessages(library(surveillance)); x <- as.matrix(read.csv(file("stdin"), header=FALSE)); s <- proc.time()[["elapsed"]];
for (i in seq_len(nrow(x))) { y <- sts(observed=as.numeric(x[i,]), frequency=52); invisible(suppressWarnings(farringtonFlexible(y, list(range=${WEEKS}, b=5, w=3, noPeriods=10, pastWeeksNotIncluded=26, weightsThreshold=2.58, thresholdMethod="nbPlugin", alpha=0.01)))) }
cat((proc.time()[["elapsed"]] - s) / nrow(x))`
  const { status, stdout } = spawnSync(process.env.RSCRIPT ?? 'Rscript', ['-e', program], {
    input: rows.join('\n'),
    encoding: 'utf8',
  })
  const seconds = Number(stdout)
  return status === 0 && seconds > 0 ? seconds : null
}

const round = (value: number): number => Number(value.toPrecision(4))
