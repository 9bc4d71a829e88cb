import { fdatasyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type NodeFsInit = Awaited<ReturnType<NodeFS['init']>>
type StreamOps = { fsync?: (stream: { nfd: number }) => number }
type Emscripten = { NODEFS: { stream_ops: StreamOps } }

/** Start parameters under which every commit waits for the disk: PGlite's own, less `-F` (fsync off). */
export const durableStartParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]

/**
 * PGlite's file system on disk, with fsync reaching the disk: Emscripten's NODEFS answers "done" to fsync without doing it,
 * so a power cut could take acknowledged complaints with it.
 */
export class DurableFS extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): Promise<NodeFsInit> {
    const { emscriptenOpts } = await super.init(...given)
    const letFsyncReachDisk = (module: unknown) => {
      ;(module as Emscripten).NODEFS.stream_ops.fsync = ({ nfd }) => {
        fdatasyncSync(nfd)
        return 0
      }
    }
    const preRun = [emscriptenOpts.preRun ?? [], letFsyncReachDisk].flat()
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}
