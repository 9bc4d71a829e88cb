import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { addressHash, clientAddress, network } from '../../../src/web/client-address.ts'

async function seen(trustedProxies: number, forwarded: string | null, peer = '198.51.100.7'): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, trustedProxies)))
  const headers = forwarded === null ? {} : { 'X-Forwarded-For': forwarded }
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })
  return response.text()
}

describe('whom attempts are counted of', () => {
  it('is the peer when there is no proxy of ours, whatever the client claims', async () => {
    expect(await seen(0, '203.0.113.9')).toBe('198.51.100.7')
  })

  it('is what our outermost proxy saw, not what the client put before it', async () => {
    expect(await seen(1, '1.2.3.4, 203.0.113.9')).toBe('203.0.113.9')
    expect(await seen(2, '1.2.3.4, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9')
  })

  it('is the peer when the proxy said nothing', async () => {
    expect(await seen(1, null)).toBe('198.51.100.7')
  })

  it('is one network for all addresses of an IPv6 household', () => {
    expect(network('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
    expect(network('2001:0db8:0001:0002::9')).toBe('2001:db8:1:2::/64')
    expect(network('::1')).toBe('0:0:0:0::/64')
    expect(network('2001:db8::5')).toBe('2001:db8:0:0::/64')
    expect(network('::ffff:203.0.113.9')).toBe('203.0.113.9')
  })

  it('is kept only as a hash under the secret', () => {
    const hash = addressHash('203.0.113.9', 'one')
    expect(hash).not.toContain('203')
    expect(hash).toBe(addressHash('203.0.113.9', 'one'))
    expect(hash).not.toBe(addressHash('203.0.113.9', 'two'))
  })
})
