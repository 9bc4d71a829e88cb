import { pathToFileURL } from 'node:url'
import { bundleApart } from './bundle-apart.ts'

// One process, no shell in between, so that SIGTERM reaches the server itself.
const file = bundleApart('src/main.ts')
process.setSourceMapsEnabled(true)
await import(pathToFileURL(file).href)
