import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

const timeMax_ms = 60_000
const memoryMax_mb = 768
const rowsMax = 60_000
/** Header, allocation table and directory of a compound file, a sector each. */
const smallest_bytes = 3 * 512

/** Runs apart from the program: a crafted workbook can exhaust only this. Text as the sheet shows it, days as `yyyy-mm-dd`. */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const xlsx = require(workerData.library)
const book = xlsx.read(workerData.bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, dateNF: 'yyyy-mm-dd', sheetRows: ${rowsMax} })
parentPort.postMessage(book.SheetNames.slice(0, 50).map((name) => ({
  name,
  rows: xlsx.utils.sheet_to_json(book.Sheets[name], { header: 1, raw: false, defval: '', blankrows: false, dateNF: 'yyyy-mm-dd' }),
})))
`

export type LegacySheet = { name: string; rows: string[][] }

/** True for the compound files in which Office kept its documents until 2007. */
export function isLegacyOffice(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)
}

/**
 * The sheets of a legacy .xls workbook (BIFF), which most Chinese inspection results still are. Read by SheetJS in a thread with limits of
 * time (60 s) and memory. Throws where it is no such workbook, or where a limit is passed.
 */
export async function legacySheets(bytes: Uint8Array): Promise<LegacySheet[]> {
  if (!isLegacyOffice(bytes) || bytes.length < smallest_bytes) throw new Error('no whole compound file')
  const library = createRequire(import.meta.url).resolve('@e965/xlsx')
  const worker = new Worker(program, {
    eval: true,
    workerData: { bytes, library },
    resourceLimits: { maxOldGenerationSizeMb: memoryMax_mb },
    execArgv: [],
  })
  return new Promise<LegacySheet[]>((resolve, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`not read within ${timeMax_ms / 1000} s`)), timeMax_ms)
    worker.once('message', resolve)
    worker.once('error', refuse)
    worker.once('exit', (code) => refuse(new Error(`the reader ended with ${code}`)))
    worker.once('message', () => clearTimeout(timer))
    worker.once('error', () => clearTimeout(timer))
  }).finally(() => worker.terminate())
}
