import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Count, shareCounts } from '../accounts/share-counts.ts'
import { TooMany } from '../errors.ts'
import { addressHash, clientAddress } from './client-address.ts'
import type { Env, Web } from './web.ts'

export type LimitName =
  | 'filing'
  | 'tracking'
  | 'sign-in'
  | 'proved-sign-in'
  | 'subscription'
  | 'register'
  | 'badge'
  | 'export'
type Limit = { points: number; seconds: number }

/** How often one address may do what. */
export function limitsOf({ filingsPerHour }: { filingsPerHour: number }): Record<LimitName, Limit> {
  return {
    filing: { points: filingsPerHour, seconds: 3600 },
    tracking: { points: 60, seconds: 3600 },
    // Guesses only: who signs in takes the count back, for a whole bureau comes from one address in the morning.
    'sign-in': { points: 10, seconds: 900 },
    // Nothing here can be guessed.
    'proved-sign-in': { points: 300, seconds: 900 },
    subscription: { points: 10, seconds: 3600 },
    register: { points: 600, seconds: 3600 },
    badge: { points: 3000, seconds: 3600 },
    export: { points: 20, seconds: 3600 },
  }
}

/** How long counts stay in one process before the others learn of them. */
const shareEvery_ms = 1000

/**
 * Counts attempts per address in fixed windows (of the hour, of the quarter) and refuses with TooMany beyond the limit. Each process
 * decides from its own memory, so that a filing waits for no database. With a shared database the counts since the last time
 * are added to `rate_limit` in the background, at most once a second and started by a request (no timer to close), and the
 * totals come back into memory: over n processes a burst may pass n times the limit within that second, no more.
 */
export function openRateLimits(web: Web): (name: LimitName) => MiddlewareHandler<Env> {
  const limits = limitsOf(web.config)
  const memory = memoryOf(limits)
  const share = web.config.databaseUrl === null ? () => undefined : shareInBackground(web, memory)
  return (name) => async (c, next) => {
    const { points, seconds } = limits[name]
    const now = web.now().getTime()
    const end = (Math.floor(now / (seconds * 1000)) + 1) * seconds * 1000
    const key = `${name}:${end}:${addressHash(clientAddress(c, web.config.trustedProxies), web.world.secret)}`
    const within = await memory[name].consume(key).then(
      () => true,
      () => false,
    )
    share(name, { key, points: 1, expire: end })
    if (!within) throw tooMany(points, seconds, Math.ceil((end - now) / 1000))
    await next()
    if (name === 'sign-in' && c.res.status === 303 && c.res.headers.has('Set-Cookie')) {
      await memory[name].reward(key)
      share(name, { key, points: -1, expire: end })
    }
  }
}

type Memory = Record<LimitName, RateLimiterMemory>

function memoryOf(limits: Record<LimitName, Limit>): Memory {
  const limiter = (name: LimitName) =>
    new RateLimiterMemory({ points: limits[name].points, duration: limits[name].seconds, keyPrefix: '' })
  return {
    filing: limiter('filing'),
    tracking: limiter('tracking'),
    'sign-in': limiter('sign-in'),
    'proved-sign-in': limiter('proved-sign-in'),
    subscription: limiter('subscription'),
    register: limiter('register'),
    badge: limiter('badge'),
    export: limiter('export'),
  }
}

function shareInBackground({ world, log, now }: Web, memory: Memory): (name: LimitName, count: Count) => void {
  let waiting = new Map<string, Count & { name: LimitName }>()
  let sharing = false
  let lastShared = 0

  const shareNow = async () => {
    const sent = waiting
    waiting = new Map()
    const totals = await shareCounts(world, [...sent.values()], now())
    for (const { name, key } of sent.values()) {
      const known = (await memory[name].get(key))?.consumedPoints ?? 0
      const others = (totals.get(key) ?? 0) + (waiting.get(key)?.points ?? 0) - known
      if (others > 0) await memory[name].penalty(key, others)
    }
  }

  return (name, count) => {
    const earlier = waiting.get(count.key)
    waiting.set(count.key, { ...count, name, points: count.points + (earlier?.points ?? 0) })
    if (sharing || performance.now() - lastShared < shareEvery_ms) return
    sharing = true
    shareNow()
      .catch((error: unknown) => log.warn({ err: error }, 'rate limits could not be shared'))
      .finally(() => {
        sharing = false
        lastShared = performance.now()
      })
  }
}

function tooMany(points: number, seconds: number, retryAfter: number): TooMany {
  const minutes = Math.ceil(retryAfter / 60)
  return new TooMany(
    {
      zh: `每${seconds === 3600 ? '小时' : ` ${seconds / 60} 分钟`}最多 ${points} 次，请 ${minutes} 分钟后再试；急事请拨打 12345。`,
      en: `At most ${points} times in ${seconds / 60} minutes. Try again in ${minutes} minutes, or call 12345 if it is urgent.`,
    },
    retryAfter,
  )
}
