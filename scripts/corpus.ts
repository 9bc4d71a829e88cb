import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export const CORPUS = '../shared/corpus'

/** Rows of a JSON-lines file; says plainly what is missing and ends with exit code 3 when the file is absent. */
export function rowsOfFile(path: string): unknown[] {
  if (!existsSync(path)) {
    console.error(`没有找到 ${resolve(path)}：评测语料不随项目分发，请放到该处再运行。`)
    console.error(`Not found: ${resolve(path)}. The corpus is not part of the project; put it there and run again.`)
    process.exit(3)
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown)
}
