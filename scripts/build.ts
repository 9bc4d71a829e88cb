import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Bundles one program of ours into dist/ and answers the file to run. Packages stay in node_modules; our own files are bundled
 * because Node strips types but does not read JSX.
 */
export async function bundle(entry: string): Promise<string> {
  const outfile = `${root}dist/${entry.replace(/\.tsx?$/, '').replaceAll('/', '-')}.js`
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  return outfile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle('src/main.ts')
