import { pathToFileURL } from 'node:url'
import { bundle } from './build.ts'

// One process, no shell in between, so that SIGTERM reaches the server itself.
const file = await bundle('src/main.ts')
process.setSourceMapsEnabled(true)
await import(pathToFileURL(file).href)
