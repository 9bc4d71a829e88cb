import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** One thing wrong in the city's files, said to the person who edits them. */
export type Fault = { file: string; line: number; message: string }

export type Path = readonly PropertyKey[]

/** A file as read: its checked value, and where in it a value stands, so that a fault can name its line. */
export type CityFile<T> = { name: string; value: T; fault: (path: Path, message: string) => void }

/**
 * Reads one YAML file of the city and checks its shape. Syntax and shape errors become faults with their line;
 * the answer is then null and the caller goes on, so that one start shows every fault.
 */
export function readCityFile<T>(
  directory: string,
  name: string,
  shape: z.ZodType<T>,
  faults: Fault[],
): CityFile<T> | null {
  const text = readText(directory, name, faults)
  if (text === null) return null
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  for (const error of document.errors)
    faults.push({ file: name, line: lines.linePos(error.pos[0]).line, message: error.message })
  if (document.errors.length > 0) return null

  const fault = (path: Path, message: string) => {
    faults.push({ file: name, line: lines.linePos(offsetOf(document, path)).line, message })
  }
  const parsed = shape.safeParse(document.toJS())
  if (parsed.success) return { name, value: parsed.data, fault }
  for (const issue of parsed.error.issues) {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
    fault(path, `${path.join('.')}: ${issue.message}`)
  }
  return null
}

/** Text of a file of the city, without a byte-order mark; null with a fault when it cannot be read. */
export function readText(directory: string, name: string, faults: Fault[]): string | null {
  try {
    return readFileSync(join(directory, name), 'utf8').replace(/^\uFEFF/, '')
  } catch {
    faults.push({ file: name, line: 1, message: `读不到这个文件，请放回 / cannot be read: put the file back` })
    return null
  }
}

/** Where the value at `path` begins; a value that is missing is reported at the nearest parent that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true)
    if (hasRange(node)) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}
