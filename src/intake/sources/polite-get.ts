import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isPublicAddress, lookupPublic, notAllowed } from '../../public-address.ts'

export type Asking = {
  url: string
  /** Only these hosts, redirects included. */
  hosts: readonly string[]
  /** Who asks, and whom to write to: never the name of a browser. */
  agent: string
  etag: string | null
  lastModified: string | null
  /** In development and in tests a source may live on this machine and without TLS. */
  anyAddress: boolean
  bytesMax?: number
  within_ms?: number
}

export type Answer =
  | { status: 'ok'; bytes: Uint8Array; mediaType: string; etag: string | null; lastModified: string | null }
  | { status: 'not_modified' }
  /** Nothing came: why, and when the source itself says to ask again. */
  | { status: 'refused'; code: number; error: string; retryAfter_s: number | null }

const redirectsMax = 3
const bytesMaxUsual = 100 * 1024 * 1024
const withinUsual_ms = 120_000

/**
 * Asks for a document as a good guest: one request, conditional where it was fetched before, under a name of its own. Every host, also of a
 * redirect, is on the list; the name is looked up once and exactly that public address is used. Throws when nothing answered in time.
 */
export async function politeGet(asking: Asking): Promise<Answer> {
  let url = asking.url
  for (let hop = 0; hop <= redirectsMax; hop += 1) {
    const answer = await ask(asking, checked(url, asking))
    if (!('location' in answer)) return answer
    url = new URL(answer.location, url).href
  }
  return { status: 'refused', code: 310, error: `over ${redirectsMax} redirects`, retryAfter_s: null }
}

function checked(url: string, { hosts, anyAddress }: Asking): URL {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (!hosts.includes(host)) throw new Error(`${host} is not among the hosts that may be asked`)
  if (target.protocol !== 'https:' && !(anyAddress && target.protocol === 'http:')) throw new Error('only https')
  if (!anyAddress && isIP(host) !== 0 && !isPublicAddress(host)) throw new Error(notAllowed(host))
  return target
}

function ask(asking: Asking, target: URL): Promise<Answer | { location: string }> {
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = send(target, {
      agent: false,
      lookup: asking.anyAddress ? lookup : lookupPublic,
      signal: AbortSignal.timeout(asking.within_ms ?? withinUsual_ms),
      headers: {
        'User-Agent': asking.agent,
        Accept: '*/*',
        'Accept-Encoding': 'gzip, deflate, br',
        ...(asking.etag === null ? {} : { 'If-None-Match': asking.etag }),
        ...(asking.lastModified === null ? {} : { 'If-Modified-Since': asking.lastModified }),
      },
    })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      readAnswer(answer, asking.bytesMax ?? bytesMaxUsual).then(resolve, (error: unknown) => {
        sent.destroy()
        reject(error)
      })
    })
    sent.end()
  })
}

async function readAnswer(answer: IncomingMessage, bytesMax: number): Promise<Answer | { location: string }> {
  const code = answer.statusCode ?? 0
  const { location } = answer.headers
  if (code >= 300 && code < 400 && code !== 304 && location) return drained(answer, { location })
  if (code === 304) return drained(answer, { status: 'not_modified' })
  // Two sources say "nothing found" under 404 and 400, with a body that their readers know.
  if (code !== 200 && code !== 404 && code !== 400)
    return drained(answer, { status: 'refused', code, error: `HTTP ${code}`, retryAfter_s: retryAfter(answer) })
  const bytes = await bodyOf(answer, bytesMax)
  if (code !== 200 && !/"(?:NOT_FOUND|count)"/i.test(new TextDecoder().decode(bytes.subarray(0, 4_000))))
    return { status: 'refused', code, error: `HTTP ${code}`, retryAfter_s: null }
  return {
    status: 'ok',
    bytes,
    mediaType: answer.headers['content-type']?.split(';')[0]?.trim() || 'application/octet-stream',
    etag: answer.headers.etag ?? null,
    lastModified: answer.headers['last-modified'] ?? null,
  }
}

const unpackers: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The limit holds for what is unpacked, since a small answer may unpack without end. */
async function bodyOf(answer: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const unpack = unpackers[answer.headers['content-encoding'] ?? '']
  const body = unpack ? answer.pipe(unpack()) : answer
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > bytesMax) throw new Error(`the answer is over ${Math.round(bytesMax / 1024 / 1024)} MB`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function drained<T>(answer: IncomingMessage, result: T): T {
  answer.resume()
  return result
}

/** Seconds, or a date; nothing sensible is nothing. */
function retryAfter(answer: IncomingMessage): number | null {
  const written = answer.headers['retry-after'] ?? ''
  if (/^\d{1,6}$/.test(written)) return Number(written)
  const at = Date.parse(written)
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - Date.parse(answer.headers.date ?? '')) / 1000) || 0)
}
