import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes the data directory for this process alone, until `release` or the end of the process, however it ends.
 * PGlite takes no lock of its own and a second process would lose rows silently. The lock is SQLite's exclusive file lock:
 * Node has no flock, and the operating system frees this one with the process.
 * Throws when another process holds the directory.
 */
export function lockDirectory(directory: string): { release: () => void } {
  mkdirSync(directory, { recursive: true })
  const lock = new DatabaseSync(join(directory, 'lock'))
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch {
    lock.close()
    throw new Error(
      `数据目录 ${directory} 正被另一个进程使用；请先停止它，或设置 DATA_DIR。\n` +
        `The data directory ${directory} is in use by another process; stop it first, or set DATA_DIR.`,
    )
  }
  return { release: () => lock.close() }
}
