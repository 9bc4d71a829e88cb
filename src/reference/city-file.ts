import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import type { z } from 'zod'
import { lineInYaml, type Path } from './yaml-places.ts'

/** One thing wrong in the city's files, said to the person who edits them. */
export type Fault = { file: string; line: number; message: string }

/** A file as read: its checked value, and how to say that the value at a path is wrong, on its line. */
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
  const fault = (path: Path, message: string) => faults.push({ file: name, line: lineInYaml(text, path), message })
  try {
    const parsed = shape.safeParse(load(text, { schema: CORE_SCHEMA }))
    if (parsed.success) return { name, value: parsed.data, fault }
    for (const issue of parsed.error.issues) {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
      fault(path, `${path.join('.')}: ${issue.message}`)
    }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    faults.push({ file: name, line: (error.mark?.line ?? 0) + 1, message: error.reason })
  }
  return null
}

/** Text of a file of the city, without a byte-order mark; null with a fault when it cannot be read. */
export function readText(directory: string, name: string, faults: Fault[]): string | null {
  try {
    return readFileSync(join(directory, name), 'utf8').replace(/^\uFEFF/, '')
  } catch {
    faults.push({ file: name, line: 1, message: '读不到这个文件，请放回 / cannot be read: put the file back' })
    return null
  }
}
