import type { Context as HonoContext } from 'hono'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Actor, Context, World } from '../context.ts'
import type { RefusedForm } from './refused-form.ts'

/** What every page and endpoint is built from; `main` hands it in, tests hand in their own. */
export type Web = { world: World; config: Config; now: () => Date; log: Logger }

/** What middleware leaves on a request for the handlers after it; `refused` is given when a page is drawn again for a form. */
export type Env = { Variables: { actor: Actor; requestId: string }; Bindings: { refused?: RefusedForm } }

/** The context a verb runs in for this request. */
export function contextOf(web: Web, c: HonoContext<Env>): Context {
  return { ...web.world, actor: c.get('actor'), now: web.now() }
}
