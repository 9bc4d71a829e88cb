import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import exceljs from 'exceljs'
import { epingRows } from '../src/intake/bulletins/eping.ts'
import { projectRoot } from '../src/project-root.ts'
import { loadTradeCodes } from '../src/reference/trade-codes.ts'

/**
 * `npm run bench -- eping [--rows 100000]`: writes a workbook as ePing offers it and reads it in a process of its own; prints rows, seconds
 * and the highest memory of that process. The limits are 30 s and 300 MB for 100,000 rows.
 */
export async function run(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { rows: { type: 'string', default: '100000' }, read: { type: 'string' }, write: { type: 'string' } },
  })
  if (values.read) return measure(values.read)
  if (values.write) return writeWorkbook(values.write, Number(values.rows))
  const folder = mkdtempSync(join(tmpdir(), 'eping-'))
  const file = join(folder, 'Notification_EN.xlsx')
  try {
    // Each in a process of its own, out of a small one: what a process is said to have held at most begins with what its parent held.
    const apart = (...options: string[]) =>
      spawnSync(process.execPath, [process.argv[1] ?? '', 'eping', ...options], { stdio: 'inherit' }).status ?? 1
    const written = apart('--write', file, '--rows', values.rows)
    process.exitCode = written === 0 ? apart('--read', file) : written
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(file: string): Promise<void> {
  const codes = loadTradeCodes(join(projectRoot, 'city/shenzhen'))
  const started = performance.now()
  const count = { notices: 0, rejects: 0 }
  for await (const { notice, reject } of epingRows(readFileSync(file), { codes })) {
    if (notice) count.notices += 1
    if (reject) count.rejects += 1
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(
    JSON.stringify({
      bench: 'eping',
      workbook_mb: Math.round(statSync(file).size / 1024 / 1024),
      ...count,
      seconds,
      cpu_seconds: Math.round(process.cpuUsage().user / 100_000) / 10,
      peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      seconds_max: 30,
      peak_mb_max: 300,
    }),
  )
}

const header = [
  'Document symbol',
  'Notifying Member',
  'Distribution date',
  'Final date for comments',
  'Title',
  'Description',
  'Products covered',
  'HS code(s)',
  'ICS code(s)',
  'Objectives',
  'Keywords',
  'Notification type',
  'Proposed date of adoption',
  'Proposed date of entry into force',
  'Link to notified document',
]
const members = ['United States of America', 'European Union', 'Uganda', 'Brazil', 'Viet Nam', 'Korea, Republic of']
const symbols = ['USA', 'EU', 'UGA', 'BRA', 'VNM', 'KOR']

async function writeWorkbook(file: string, rows: number): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true })
  const sheet = book.addWorksheet('Notifications')
  sheet.addRow(header).commit()
  for (let index = 0; index < rows; index += 1) sheet.addRow(rowOf(index)).commit()
  await book.commit()
}

/** As long as the real ones: a title of a line, a description of half a page; every third is an addendum. */
function rowOf(index: number): (string | number)[] {
  const member = index % members.length
  const number = Math.floor(index / 3) + 1
  const addendum = index % 3 === 2
  const circulated = 36_000 + (index % 10_000)
  return [
    ` G/TBT/N/${symbols[member]}/${number}${addendum ? `/Add.${1 + (index % 4)}` : ''}`,
    members[member] ?? '',
    circulated,
    addendum ? '' : circulated + 60,
    `Draft technical regulation no. ${index} on safety and energy efficiency of battery chargers and power supplies`,
    `This draft lays down requirements no. ${index} for chargers. ${'It sets limits, marking and conformity assessment procedures for products placed on the market. '.repeat(6)}`,
    'Battery chargers (HS code(s): 850440); (ICS code(s): 29.200)',
    '850440; 8507.60',
    '29.200; 97.030',
    'Protection of human health or safety (TBT); Protection of the environment (TBT)',
    'Chargers; Energy',
    addendum ? 'Addendum to Regular Notification' : 'Regular Notification',
    index % 2 === 0 ? 'To be determined' : '30 June 2026',
    index % 2 === 0 ? '6 months after adoption' : circulated + 200,
    `https://members.wto.org/crnattachments/2026/TBT/${symbols[member]}/26_${index}_00_e.pdf`,
  ]
}
