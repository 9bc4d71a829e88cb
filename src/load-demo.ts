import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDemoAccounts } from './accounts/make-demo-accounts.ts'
import { linkFirms } from './alerts/links/link-firms.ts'
import { linkNewReports } from './alerts/links/link-new-reports.ts'
import { linkNotice } from './alerts/links/link-notice.ts'
import { assessNotice } from './alerts/notices/assess-notice.ts'
import type { Context } from './context.ts'
import { loadAlertWords } from './demo/alert-words.ts'
import { loadDeskWords } from './demo/desk-words.ts'
import { playAlerts } from './demo/play-alerts.ts'
import { playDesks } from './demo/play-desks.ts'
import { importRegister } from './enterprises/register/import-register.ts'
import { sheetNames } from './enterprises/register/register-sheets.ts'
import { importComplaints } from './intake/import-complaints.ts'
import { importNotices } from './intake/import-notices.ts'
import type { NoticeSource } from './intake/notice.ts'
import { loadNoticeRules, type NoticeRules } from './reference/notice-rules.ts'

const documents: { source: NoticeSource; name: string; mediaType: string }[] = [
  { source: 'cpsc', name: 'recalls-cpsc.json', mediaType: 'application/json' },
  { source: 'samr', name: 'recalls-samr.json', mediaType: 'application/json' },
  { source: 'sampling', name: 'samples.csv', mediaType: 'text/csv' },
  { source: 'eping', name: 'bulletins-eping.json', mediaType: 'application/json' },
]

/**
 * Gives an empty demo its staff accounts and a day's post — firms with their records, complaints, recalls, bulletins of our own invention from
 * `city/<name>/demo/` — and what people have done about them: a warning in force, recalls followed, measures reviewed, signals judged,
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
  await importComplaints(context, { bytes: await readFile(join(folder, 'complaints.jsonl')) })
  for (const { name, ...document } of documents) {
    const file = join(folder, name)
    if (existsSync(file)) await importNotices(context, { ...document, name, bytes: await readFile(file) })
  }
  const alertWords = loadAlertWords(cityFolder)
  if (alertWords) await playAlerts(context, alertWords)
  const deskWords = loadDeskWords(cityFolder)
  if (deskWords) {
    await meetNotices(context, loadNoticeRules(cityFolder))
    await playDesks(context, deskWords)
  }
  return accounts
}

/** What the worker would do with the documents a moment later; its jobs then find it done. */
async function meetNotices(context: Context, rules: NoticeRules): Promise<void> {
  const job = { ...context, actor: { kind: 'job' as const, name: 'assess-notice' }, rules }
  const notices = await context.db.selectFrom('notice').select(['id', 'version', 'kind']).orderBy('id').execute()
  for (const { id: noticeId, version, kind } of notices) {
    if (kind === 'recall' || kind === 'bulletin') await assessNotice(job, { noticeId, version })
    await linkNotice(job, { noticeId })
    await linkFirms(job, { noticeId })
  }
  while ((await linkNewReports(job)) > 0);
}
