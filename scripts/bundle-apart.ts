import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const build = fileURLToPath(new URL('build.ts', import.meta.url))

/** Bundles a program in a process of its own and answers the file to run: the bundler's 30 MB do not stay with the program. */
export function bundleApart(entry: string): string {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit']
  return execFileSync(process.execPath, [build, entry], { encoding: 'utf8', stdio }).trim()
}
