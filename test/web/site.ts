import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { World } from '../../src/context.ts'
import { createApp } from '../../src/web/app.tsx'
import type { Web } from '../../src/web/web.ts'
import { monday } from '../support/world.ts'

type Setting = { env?: Record<string, string>; now?: () => Date; config?: Partial<Web['config']> }

/** The site on a world, with what it logged. Requests come from `address`. */
export function siteOn(world: World, { env = {}, now = () => monday, config = {} }: Setting = {}) {
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line) => logged.push(line) })
  const app = createApp({ world, config: { ...readConfig({ NODE_ENV: 'test', ...env }), ...config }, now, log })
  const ask = (path: string, init: RequestInit = {}, address = '203.0.113.1') =>
    app.request(path, init, { incoming: { socket: { remoteAddress: address } } })
  return {
    app,
    logged,
    get: (path: string, init: RequestInit = {}) => ask(path, init),
    /** A form sent from one of our own pages. */
    send: (path: string, body: FormData | URLSearchParams, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body, headers: { Host: 'localhost', Origin: 'http://localhost', ...headers } }),
    json: (
      path: string,
      body: unknown,
      { address, headers = {} }: { address?: string; headers?: Record<string, string> } = {},
    ) =>
      ask(
        path,
        { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } },
        address,
      ),
  }
}

/** A form filled in as a person would. */
export function filledForm(fields: Record<string, string> = {}): FormData {
  const usual = {
    submission_key: 'one-form-of-one-person',
    kind: 'complaint',
    text: '上周买的电热水壶第二次用就漏电，手被麻了一下，店家不肯退。',
    anonymous: 'no',
    'contact.name': '陈女士',
    'contact.phone': '13800000000',
    occurred_on: '2026-11-10',
    amount: '129',
  }
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.append(name, value)
  return form
}

/** The receipt that a page shows, its groups joined. */
export function receiptIn(html: string): string {
  const shown = /<p class="receipt"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? ''
  return shown.replace(/<[^>]*>/g, '')
}
