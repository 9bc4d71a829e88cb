import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import { projectRoot } from '../project-root.ts'
import type { Env } from './web.ts'

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

type StaticFile = { url: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }

const own = join(projectRoot, 'src/web/static')
const files = new Map(readdirSync(own).map((name) => [name, readStatic(name, join(own, name))]))
const require = createRequire(import.meta.url)
const explorer = require.resolve('openapi-explorer/dist/browser/openapi-explorer.min.js')
files.set('openapi-explorer.js', readStatic('openapi-explorer.js', explorer))
const byUrl = new Map([...files.values()].map((file) => [file.url, file]))

/** The address of a file of `src/web/static/`, with its content hash, so that it may be cached for ever. Throws for an unknown name. */
export function assetUrl(name: string): string {
  const file = files.get(name)
  if (!file) throw new Error(`no static file ${name}`)
  return file.url
}

/** GET /static/…: stylesheet, script and mark. Only hashed addresses exist, so nothing stale can be served. */
export function staticFiles(): Hono<Env> {
  return new Hono<Env>().get('/static/:name', (c) => {
    const file = byUrl.get(c.req.path)
    if (!file) return c.text('没有这个文件 No such file', 404)
    return c.body(file.bytes, 200, {
      'Content-Type': file.mediaType,
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
  })
}

function readStatic(name: string, path: string): StaticFile {
  const bytes = new Uint8Array(readFileSync(path))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const extension = extname(name)
  const mediaType = mediaTypes[extension]
  if (!mediaType) throw new Error(`static file ${name}: say in static-files.ts what media type ${extension} is`)
  return { url: `/static/${name.slice(0, -extension.length)}.${hash}${extension}`, mediaType, bytes }
}
