import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Bundles one program of ours into dist/ and answers the file to run. Packages stay in node_modules; our own files are bundled
 * because Node strips types but does not read JSX. Several processes may start at once from one folder.
 */
async function bundle(entry: string): Promise<string> {
  const outfile = `${root}dist/${entry.replace(/\.tsx?$/, '').replaceAll('/', '-')}.js`
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    write: false,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    // The sources lie beside it; with them the map is three times as large, and Node holds it while the program runs.
    sourcesContent: false,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  await stop()
  for (const { path, contents } of outputFiles) writeWhole(path, contents)
  return outfile
}

/** Written aside and renamed: another process that starts at this moment reads the old file or the new one, never half of one. */
function writeWhole(path: string, contents: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, contents)
  renameSync(aside, path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await bundle(process.argv[2] ?? 'src/main.ts'))
