import { pathToFileURL } from 'node:url'
import { bundleApart } from './bundle-apart.ts'

/** Runs one of our programs in this process: `node scripts/run.ts bench/bench.ts ingest`. */
const [entry, ...rest] = process.argv.slice(2)
if (!entry) throw new Error('usage: node scripts/run.ts ENTRY [ARGUMENT …]')
const file = bundleApart(entry)
process.argv = [process.execPath, file, ...rest]
process.setSourceMapsEnabled(true)
await import(pathToFileURL(file).href)
