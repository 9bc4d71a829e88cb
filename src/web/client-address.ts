import { createHmac } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext } from 'hono'

/**
 * Whom we count attempts of. X-Forwarded-For is believed only as far as our own proxies wrote it: with `trustedProxies` of them, the
 * entry that the outermost one appended. Whatever a client puts before that is ignored.
 */
export function clientAddress(c: HonoContext, trustedProxies: number): string {
  const env = c.env as Partial<HttpBindings> | undefined
  const peer = env?.incoming?.socket?.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return network(peer)
  const told = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const chain = [...told.filter(Boolean), peer]
  return network(chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? peer)
}

/** An IPv4 address as it is; of IPv6 the first 64 bits, which is what one household is given. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const front = head.split(':').filter(Boolean)
  const back = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.join(':')}::/64`
}

/** The address under the service's secret: counted by, never kept or logged in clear. */
export function addressHash(address: string, secret: string): string {
  return createHmac('sha256', secret).update('address\0').update(address).digest('base64url').slice(0, 22)
}
