import type { Context as HonoContext } from 'hono'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Actor, Context, World } from '../context.ts'

/** What every page and endpoint is built from; `main` hands it in, tests hand in their own. */
export type Web = { world: World; config: Config; now: () => Date; log: Logger }

/** What middleware leaves on a request for the handlers after it. */
export type Env = { Variables: { actor: Actor; requestId: string } }

/** The context a verb runs in for this request. */
export function contextOf(web: Web, c: HonoContext<Env>): Context {
  return { ...web.world, actor: c.get('actor'), now: web.now() }
}
