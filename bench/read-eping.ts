import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { epingRows } from '../src/intake/bulletins/eping.ts'
import { projectRoot } from '../src/project-root.ts'
import { loadTradeCodes } from '../src/reference/trade-codes.ts'

/**
 * `node scripts/run.ts bench/read-eping.ts FILE`: reads a workbook of ePing in a process that holds the reader and nothing else, and prints one
 * JSON line: notices, seconds, the memory before it began (`rest_mb`: Node, the reader, the codes) and the most it ever had. The bench that
 * starts it holds every bench and their libraries: with those at rest, 210 MB, the collector lets the heap grow, and 232 MB became 430.
 */

const [file = ''] = process.argv.slice(2)
const codes = loadTradeCodes(join(projectRoot, 'city/shenzhen'))
const rest = process.memoryUsage.rss()
const started = performance.now()
const count = { notices: 0, rejects: 0 }
for await (const { notice, reject } of epingRows(readFileSync(file), { codes })) {
  if (notice) count.notices += 1
  if (reject) count.rejects += 1
}
console.log(
  JSON.stringify({
    bench: 'eping',
    workbook_mb: megabytes(statSync(file).size),
    ...count,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    cpu_seconds: Math.round(process.cpuUsage().user / 100_000) / 10,
    rest_mb: megabytes(rest),
    peak_mb: megabytes(peakBytes()),
    seconds_max: 30,
    peak_mb_max: 300,
  }),
)

/** Linux says it of this program alone; what `resourceUsage` says begins with what the process that started this one held. */
function peakBytes(): number {
  const status = '/proc/self/status'
  const kilobytes = existsSync(status) && /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
  return 1024 * (kilobytes ? Number(kilobytes) : process.resourceUsage().maxRSS)
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
