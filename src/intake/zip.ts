import { createInflateRaw } from 'node:zlib'

/** One file inside a ZIP archive: where it lies and how it is packed (0 stored, 8 deflated). */
export type ZipEntry = { name: string; method: number; start: number; length: number; unpacked: number }

const endMark = 0x06054b50
const directoryMark = 0x02014b50
const localMark = 0x04034b50
const entriesMax = 2_000

/** A ZIP archive begins with `PK` and two bytes. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * The files of an archive, from its central directory (PKWARE APPNOTE 4.3). Throws when the directory is missing, points outside
 * the archive or lists more than 2,000 files; archives of over 4 GB (ZIP64) and encrypted ones are not read.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== endMark) throw new Error('no end of archive')
  const count = view.readUInt16LE(end + 10)
  if (count > entriesMax) throw new Error(`over ${entriesMax} files in the archive`)
  const entries: ZipEntry[] = []
  let at = view.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== directoryMark) throw new Error('broken directory')
    const nameLength = view.readUInt16LE(at + 28)
    entries.push(entryAt(view, at, view.toString('utf8', at + 46, at + 46 + nameLength)))
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(view: Buffer, at: number, name: string): ZipEntry {
  const local = view.readUInt32LE(at + 42)
  if (local + 30 > view.length || view.readUInt32LE(local) !== localMark) throw new Error('broken entry')
  if ((view.readUInt16LE(at + 8) & 1) === 1) throw new Error('encrypted')
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
  const length = view.readUInt32LE(at + 20)
  if (start + length > view.length) throw new Error('entry beyond the end')
  return { name, method: view.readUInt16LE(at + 10), start, length, unpacked: view.readUInt32LE(at + 24) }
}

/** The unpacked bytes of a file, in pieces, never more of them than `bytesMax`: a small archive may unpack without end. */
export async function* unpack(bytes: Uint8Array, entry: ZipEntry, bytesMax: number): AsyncGenerator<Buffer> {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset + entry.start, entry.length)
  if (entry.method === 0) {
    yield packed
    return
  }
  if (entry.method !== 8) throw new Error(`packed by method ${entry.method}`)
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  inflate.end(packed)
  let total = 0
  for await (const piece of inflate as AsyncIterable<Buffer>) {
    total += piece.length
    if (total > bytesMax) throw new Error(`unpacks to over ${Math.round(bytesMax / 1024 / 1024)} MB`)
    yield piece
  }
}
