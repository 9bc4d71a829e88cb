import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDemoAccounts } from './accounts/make-demo-accounts.ts'
import type { Context } from './context.ts'
import { loadAlertWords } from './demo/alert-words.ts'
import { playAlerts } from './demo/play-alerts.ts'
import { importRegister } from './enterprises/register/import-register.ts'
import { sheetNames } from './enterprises/register/register-sheets.ts'
import { importComplaints } from './intake/import-complaints.ts'
import { importNotices } from './intake/import-notices.ts'
import type { NoticeSource } from './intake/notice.ts'

const documents: { source: NoticeSource; name: string }[] = [
  { source: 'cpsc', name: 'recalls-cpsc.json' },
  { source: 'eping', name: 'bulletins-eping.json' },
]

/**
 * Gives an empty demo its staff accounts and a day's post — firms with their records, complaints, recalls, bulletins of our own invention from
 * `city/<name>/demo/` — and a warning in force with its response and assessment,
 * so that a newcomer watches the mission happen. Answers the accounts it made; none on later starts.
 */
export async function loadDemo(
  context: Context,
  cityFolder: string,
): Promise<Awaited<ReturnType<typeof makeDemoAccounts>>> {
  const accounts = await makeDemoAccounts(context)
  const folder = join(cityFolder, 'demo')
  if (accounts.length === 0 || !existsSync(folder)) return accounts
  for (const sheet of sheetNames) {
    const file = join(folder, `${sheet}.csv`)
    if (existsSync(file)) await importRegister(context, { sheet, name: `${sheet}.csv`, bytes: await readFile(file) })
  }
  await importComplaints(context, { name: 'complaints.jsonl', bytes: await readFile(join(folder, 'complaints.jsonl')) })
  for (const { source, name } of documents) {
    const file = join(folder, name)
    if (existsSync(file))
      await importNotices(context, { source, name, mediaType: 'application/json', bytes: await readFile(file) })
  }
  const words = loadAlertWords(cityFolder)
  if (words) await playAlerts(context, words)
  return accounts
}
