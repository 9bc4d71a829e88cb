import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import exceljs from 'exceljs'
import { projectRoot } from '../src/project-root.ts'

/**
 * `npm run bench -- eping [--rows 100000]`: writes a workbook as ePing offers it and has it read by a process of its own (`read-eping.ts`), which
 * prints rows, seconds and its highest memory. The limits are 30 s and 300 MB for 100,000 rows.
 */
export async function run(options: string[]): Promise<void> {
  const { values } = parseArgs({ args: options, options: { rows: { type: 'string', default: '100000' } } })
  const folder = mkdtempSync(join(tmpdir(), 'eping-'))
  const file = join(folder, 'Notification_EN.xlsx')
  try {
    await writeWorkbook(file, Number(values.rows))
    const reader = ['scripts/run.ts', 'bench/read-eping.ts', file]
    process.exitCode = spawnSync(process.execPath, reader, { cwd: projectRoot, stdio: 'inherit' }).status ?? 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
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
