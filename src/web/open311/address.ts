import type { Context as HonoContext } from 'hono'
import type { Env } from '../web.ts'
import type { Format } from './spark.ts'

/** What an address of Open311 names: `requests/:id` with its number, the format, and what stands after the `?`. */
export type Addressed = { resource: string; id: string; format: Format; query: URLSearchParams }

/** Reads the address of a request under /open311, with or without /v2. The bare root is the discovery document. */
export function addressedOf(c: HonoContext<Env>): Addressed {
  const { pathname, searchParams } = new URL(c.req.url)
  const path = pathname.replace(/^\/open311(\/v2)?/, '').replace(/^\/+|\/+$/g, '')
  const [, bare = '', extension] = /^(.*?)(?:\.(json|xml))?$/i.exec(path) ?? []
  const [resource = '', id] = bare.split('/', 2)
  return {
    resource: id === undefined ? resource || 'discovery' : `${resource}/:id`,
    id: decoded(id ?? ''),
    format: formatOf(extension, c.req.header('accept')),
    query: searchParams,
  }
}

/** XML is the format that every program must understand; JSON is for those that ask for it. */
function formatOf(extension: string | undefined, accept: string | undefined): Format {
  if (extension) return extension.toLowerCase() === 'json' ? 'json' : 'xml'
  return /application\/json|text\/javascript/i.test(accept ?? '') ? 'json' : 'xml'
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
