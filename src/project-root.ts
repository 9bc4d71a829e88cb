import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, whether this file runs as source or from the bundle in dist/. */
export const projectRoot: string = folderAbove(dirname(fileURLToPath(import.meta.url)))

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json was not found above the program')
  return folderAbove(parent)
}
