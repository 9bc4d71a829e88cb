import { lstat, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Context } from '../../context.ts'
import { type Document, importNotices } from '../import-notices.ts'
import { mediaTypeOf } from '../media-types.ts'
import { type NoticeSource, noticeSourceNames } from '../notice.ts'

/** A file that was written to so lately may still be on its way. */
const settled_ms = 3_000
const bytesMax = 200 * 1024 * 1024
const perRound = 20

/**
 * Takes in what was dropped into `folder/<source>/`: each file is read as a document of that source and then moved to `done/` or `failed/`
 * beside it; the run says why. A file is first moved aside, so that of two processes one takes it. Answers how many it took.
 */
export async function watchFolder(context: Context, folder: string): Promise<number> {
  let taken = 0
  for (const source of noticeSourceNames) {
    const place = join(folder, source)
    for (const name of ['done', 'failed', 'reading']) await mkdir(join(place, name), { recursive: true })
    for (const name of (await readdir(place)).sort()) {
      if (taken >= perRound) return taken
      if (await takeOne(context, { source, place, name })) taken += 1
    }
  }
  return taken
}

type Dropped = { source: NoticeSource; place: string; name: string }

async function takeOne(context: Context, { source, place, name }: Dropped): Promise<boolean> {
  if (name.startsWith('.') || /\.(?:part|tmp|crdownload)$/i.test(name)) return false
  const file = join(place, name)
  const found = await lstat(file).catch(() => null)
  if (!found?.isFile() || context.now.getTime() - found.mtimeMs < settled_ms) return false
  const reading = join(place, 'reading', name)
  if (!(await moved(file, reading))) return false
  const read = found.size <= bytesMax && (await readAll(context, source, reading))
  await moved(
    reading,
    join(place, read ? 'done' : 'failed', `${context.now.toISOString().replace(/[:.]/g, '-')}_${basename(name)}`),
  )
  return true
}

/** False where nothing in it could be read; the run holds the reason. */
async function readAll(context: Context, source: NoticeSource, file: string): Promise<boolean> {
  const document: Document = {
    source,
    name: basename(file),
    mediaType: mediaTypeOf(file),
    bytes: await readFile(file),
    way: 'folder',
  }
  try {
    const { seen, rejected } = await importNotices(context, document)
    return seen === 0 || rejected < seen
  } catch {
    return false
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch {
    return false
  }
}
