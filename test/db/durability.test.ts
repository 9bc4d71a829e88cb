import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs, { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { lockDirectory } from '../../src/db/directory-lock.ts'
import { openEmbedded } from '../../src/db/open.ts'
import { projectRoot } from '../../src/project-root.ts'

const ready = inject('readyDatabase')

// The embedded database alone is ours to keep safe; a PostgreSQL server keeps itself.
describe.runIf(ready.engine === 'pglite')('the embedded database', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sentinel-durable-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  test('waits for the disk at every commit, and at no read', async () => {
    const image = ready.engine === 'pglite' ? new Blob([readFileSync(ready.image)]) : undefined
    const { db, close } = await openEmbedded(directory, image)
    const written = await countingDiskWaits(async () => {
      for (let nth = 1; nth <= 10; nth++)
        await db
          .insertInto('account')
          .values(anAccount(`officer-${nth}`))
          .execute()
    })
    const read = await countingDiskWaits(() => db.selectFrom('account').selectAll().execute())
    await close()
    expect(written).toBeGreaterThanOrEqual(10)
    expect(read).toBe(0)
  })

  test('refuses a second opening, in this process and in another, and says what to do', async () => {
    const lock = lockDirectory(directory)
    await expect(openEmbedded(directory)).rejects.toThrow(/DATA_DIR/)
    await expect(promisify(execFile)(process.execPath, programThatLocks(directory))).rejects.toMatchObject({
      stderr: expect.stringMatching(/正被另一个进程使用[\s\S]*in use by another process/),
    })
    lock.release()
    lockDirectory(directory).release()
  })

  test('is free again as soon as its holder is killed', async () => {
    const holder = spawn(process.execPath, programThatLocks(directory), { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    await expect(openEmbedded(directory)).rejects.toThrow(/in use by another process/)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lockDirectory(directory).release()
  })
})

const anAccount = (username: string) => ({
  username,
  name: '李明',
  role: 'officer' as const,
  bureau: 'AMR',
  password_hash: 'none',
  created_at: new Date('2026-11-16T02:00:00Z'),
})

function programThatLocks(directory: string): string[] {
  const module = pathToFileURL(join(projectRoot, 'src/db/directory-lock.ts')).href
  const program = `
    import { lockDirectory } from ${JSON.stringify(module)}
    const lock = lockDirectory(${JSON.stringify(directory)})
    console.log('held')
    setInterval(() => lock, 1000)`
  return ['--input-type=module', '--eval', program]
}

/** How often this process really waits for the disk (fdatasync) during `act`. */
async function countingDiskWaits(act: () => Promise<unknown>): Promise<number> {
  const original = fs.fdatasyncSync
  let count = 0
  const replace = (by: typeof fs.fdatasyncSync) => {
    fs.fdatasyncSync = by
    syncBuiltinESMExports()
  }
  replace((descriptor) => {
    count++
    original(descriptor)
  })
  await act()
  replace(original)
  return count
}
