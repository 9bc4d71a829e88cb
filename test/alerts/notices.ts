import { join } from 'node:path'
import { assessNotice } from '../../src/alerts/notices/assess-notice.ts'
import { readConfig } from '../../src/config.ts'
import type { World } from '../../src/context.ts'
import { importNotices } from '../../src/intake/import-notices.ts'
import type { NoticeSource } from '../../src/intake/notice.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadNoticeRules } from '../../src/reference/notice-rules.ts'
import { contextOf, monday } from '../support/world.ts'

const rules = loadNoticeRules(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))

/** Reads a document and assesses every notice in it, as the worker does, in the order in which they stand. */
export async function arrive(world: World, source: NoticeSource, bytes: Uint8Array, now = monday): Promise<void> {
  await importNotices(contextOf(world, { actor: { kind: 'operator' }, now }), {
    source,
    name: 'file.json',
    mediaType: 'application/json',
    bytes,
  })
  await assessAll(world, now)
}

/** Runs the job of every notice as it stands now; a job may run twice. */
export async function assessAll(world: World, now = monday): Promise<void> {
  const notices = await world.db.selectFrom('notice').select(['id', 'version']).orderBy('id').execute()
  const actor = { kind: 'job', name: 'assess-notice' } as const
  for (const { id, version } of notices) {
    await assessNotice({ ...contextOf(world, { actor, now }), rules }, { noticeId: id, version })
  }
}

/** A recall of a power bank, drafted as a warning; the number of the draft. */
export async function aDraft(world: World): Promise<number> {
  const { cpscFile } = await import('./small-notices.ts')
  await arrive(world, 'cpsc', cpscFile({}))
  const { id } = await world.db
    .selectFrom('warning')
    .select('id')
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  return id
}
