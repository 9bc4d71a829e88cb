import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, lookupPublic, notAllowed } from '../public-address.ts'

/** How long a receiver may take in all, and how much of its answer is read. */
const answerWithin_ms = 15_000
const answerMax_bytes = 64 * 1024

export type Posting = {
  url: string
  headers: Record<string, string>
  body: string
  /** In development a receiver may live on this machine and without TLS. */
  anyAddress: boolean
}

/**
 * Sends one message and answers the status. The name is looked up once and exactly that address is used, so that it cannot change
 * between check and use; redirects are not followed. Throws when nothing answered, or where the address is not public.
 */
export function postWebhook({ url, headers, body, anyAddress }: Posting): Promise<number> {
  const target = new URL(url)
  if (!anyAddress && target.protocol !== 'https:') throw new Error('only https')
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (!anyAddress && isIP(host) !== 0 && !isPublicAddress(host)) throw new Error(notAllowed(host))
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = send(target, {
      method: 'POST',
      agent: false,
      lookup: anyAddress ? lookup : lookupPublic,
      signal: AbortSignal.timeout(answerWithin_ms),
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'QualitySentinel-Webhooks/1',
      },
    })
    sent.on('response', (answer) => {
      let read_bytes = 0
      answer.on('data', (piece: Buffer) => {
        read_bytes += piece.length
        if (read_bytes > answerMax_bytes) sent.destroy(new Error('the answer is too long'))
      })
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
