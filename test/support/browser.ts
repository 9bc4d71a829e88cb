import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import type { World } from '../../src/context.ts'
import { aSession, type StaffSaid } from './staff.ts'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Chromium for this test file, closed after its last test. Throws when there is none. */
export async function useBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM ?? '', ...known].find((path) => path !== '' && existsSync(path))
  if (!executablePath) throw new Error('no Chromium was found: install one or set CHROMIUM to its path')
  // Containers run as root, where Chromium has no sandbox to offer.
  const args = ['--no-sandbox', '--disable-background-networking', '--no-first-run']
  const browser = await chromium.launch({ executablePath, args })
  afterAll(() => browser.close())
  return browser
}

/** Serves an app on a free port until the file's last test and answers its address. */
export async function useServer(fetch: Parameters<typeof serve>[0]['fetch']): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://127.0.0.1:${port}`))
    afterAll(() => new Promise<void>((closed) => server.close(() => closed())))
  })
}

/** Somebody with a browser of their own. `faults` collects what the console and the page complain of, refused answers aside. */
export async function somebody(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, faults }
}

/** Staff signed in, at a browser of their own on the site at `base`. */
export async function staffAt(
  { world, browser, base }: { world: World; browser: Browser; base: string },
  said: StaffSaid = {},
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const { token } = await aSession(world, said)
  const { page, faults } = await somebody(browser, options)
  await page.context().addCookies([{ name: 'session', value: token, url: base }])
  await page.goto(`${base}/bureau`)
  return { page, faults }
}

/** What axe finds wrong on the page, and whether it is wider than the screen. Empty when all is well. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    ...(Number(overflow) > 0 ? [`wider than the screen by ${overflow} px`] : []),
  ]
}
