import { describe, expect, it } from 'vitest'
import { assetUrl } from '../../src/web/static-files.ts'
import { openCopy } from '../support/database.ts'
import { useWorld } from '../support/world.ts'
import { filledForm, receiptIn, siteOn } from './site.ts'

const world = await useWorld()

describe('every page', () => {
  it('allows only our own files, frames nowhere, and has nothing inline', async () => {
    const site = siteOn(world)
    for (const path of ['/', '/complaints/new', '/track', '/no-such-page']) {
      const answer = await site.get(path)
      const policy = answer.headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
      const page = await answer.text()
      expect(page).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+="|style="/)
      expect(page).toMatch(/^<!doctype html><html lang="zh-CN">/)
    }
  })

  it('is bound to TLS in production only', async () => {
    const header = async (env: Record<string, string>) =>
      (await siteOn(world, { env }).get('/')).headers.get('Strict-Transport-Security')
    expect(await header({ NODE_ENV: 'production' })).toContain('max-age=31536000')
    expect(await header({ NODE_ENV: 'development' })).toBeNull()
  })

  it('takes its stylesheet from an address that changes with its content, and nothing else is served', async () => {
    const site = siteOn(world)
    const answer = await site.get(assetUrl('style.css'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
    for (const path of ['/static/style.css', '/static/..%2Fapp.tsx', '/static/package.json']) {
      expect((await site.get(path)).status).toBe(404)
    }
  })
})

describe('a form', () => {
  it('sent from another site is refused and files nothing', async () => {
    const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    const answer = await siteOn(world).send('/complaints', filledForm(), foreign)
    expect(answer.status).toBe(403)
    expect(await world.db.selectFrom('report').select('id').execute()).toHaveLength(0)
  })

  it('sent from our own page through a proxy that took the TLS off is taken', async () => {
    const answer = await siteOn(world).send('/track', new URLSearchParams({ receipt: 'AAAA' }), {
      Host: 'quality.example',
      Origin: 'https://quality.example',
    })
    expect(answer.status).toBe(404)
  })

  it('over the size limit is refused, larger only where files are taken', async () => {
    const site = siteOn(world)
    const big = new URLSearchParams({ receipt: 'A'.repeat(300_000) })
    expect((await site.send('/track', big, { 'Content-Length': '300009' })).status).toBe(413)
    expect((await site.send('/complaints', filledForm(), { 'Content-Length': String(60 * 1024 * 1024) })).status).toBe(
      413,
    )
  })
})

describe('the log', () => {
  it('holds no receipt, no address, no query and nothing anybody wrote', async () => {
    const site = siteOn(world)
    const receipt = receiptIn(await (await site.send('/complaints', filledForm())).text())
    await site.send('/track', new URLSearchParams({ receipt }))
    await site.get(`/track?receipt=${receipt}`)
    const log = site.logged.join('')
    expect(log).toContain('"route":"/complaints"')
    for (const secret of [receipt, '203.0.113.1', '陈女士', '13800000000', '漏电']) expect(log).not.toContain(secret)
  })
})

describe('the process', () => {
  it('says that it lives, and that it is ready only while its database answers', async () => {
    const gone = await openCopy()
    await gone.close()
    const [whole, broken] = [siteOn(world), siteOn({ ...world, db: gone.db })]
    expect((await whole.get('/readyz')).status).toBe(200)
    expect((await broken.get('/readyz')).status).toBe(503)
    expect((await broken.get('/healthz')).status).toBe(200)
  })
})
