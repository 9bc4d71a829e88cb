import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { importExports } from './alerts/measures/import-exports.ts'
import { readConfig } from './config.ts'
import type { Context } from './context.ts'
import { importRegister } from './enterprises/register/import-register.ts'
import { type SheetName, sheetNames } from './enterprises/register/register-sheets.ts'
import { importComplaints } from './intake/import-complaints.ts'
import { importNotices } from './intake/import-notices.ts'
import { mediaTypeOf } from './intake/media-types.ts'
import { type NoticeSource, noticeSourceNames } from './intake/notice.ts'
import { openProgram } from './open-program.ts'

/** `npm run import -- SOURCE FILE…`: takes documents in and prints one JSON line for each. */

const isNoticeSource = (name: string): name is NoticeSource => noticeSourceNames.some((known) => known === name)

const isSheet = (name: string): name is SheetName => sheetNames.some((sheet) => sheet === name)

const [source = '', ...files] = process.argv.slice(2)
if (
  (source !== 'complaints' && source !== 'exports' && !isNoticeSource(source) && !isSheet(source)) ||
  files.length === 0
) {
  console.error(
    `用法 Usage: npm run import -- ${['complaints', 'exports', ...noticeSourceNames, ...sheetNames].join('|')} FILE…`,
  )
  process.exit(2)
}

const goesOn =
  '文件已收下。归并、关联和通知还没有做完，服务运行时会接着做。 The documents are in. Grouping, links and letters go on while the service runs.'

const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
const program = await openProgram({ ...config, web: false }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
try {
  const context = { ...program.world, actor: { kind: 'operator' as const }, now: new Date() }
  for (const file of files) await takeOne(context, file)
  // What the documents owe — drafts, tasks, letters — is done before an embedded database closes again, if that takes no longer.
  if (!(await program.settled(60))) console.error(goesOn)
} finally {
  await program.close()
}

/** One document that cannot be taken in is told in a line and does not keep the others out. */
async function takeOne(context: Context, file: string): Promise<void> {
  try {
    console.log(JSON.stringify(await takeIn(context, file)))
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}

async function takeIn(context: Context, file: string): Promise<object> {
  const document = { name: basename(file), bytes: await readFile(file) }
  if (isNoticeSource(source)) return importNotices(context, { ...document, source, mediaType: mediaTypeOf(file) })
  if (isSheet(source)) return takeInSheet(context, source, document)
  if (source === 'exports') return takeInExports(context, document)
  const { rejects, unread, ...count } = await importComplaints(context, document)
  if (unread.length > 0) console.error(`没有读取的栏 Columns not read: ${unread.join('、')}`)
  // All of them: each is somebody's complaint that has to be entered by hand.
  for (const { row, reason } of rejects) console.error(`第 ${row} 行 row ${row}: ${reason}`)
  return count
}

async function takeInExports(context: Context, document: { name: string; bytes: Uint8Array }): Promise<object> {
  const { rejects, ...count } = await importExports(context, document)
  for (const { row, reason } of rejects.slice(0, 100))
    console.error(`第 ${row} 行 row ${row}: ${reason.zh} ${reason.en}`)
  return { ...count, rejected: rejects.length }
}

async function takeInSheet(
  context: Context,
  sheet: SheetName,
  document: { name: string; bytes: Uint8Array },
): Promise<object> {
  const { rejects, ...count } = await importRegister(context, { ...document, sheet })
  for (const { row, faults } of rejects.slice(0, 100)) {
    const reasons = Object.entries(faults).map(([column, { zh, en }]) => `${column}: ${zh} ${en}`)
    console.error(`第 ${row} 行 row ${row}: ${reasons.join('; ')}`)
  }
  return count
}
