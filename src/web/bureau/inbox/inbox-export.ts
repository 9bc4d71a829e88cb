import type { Context as HonoContext } from 'hono'
import { exportInbox } from '../../../cases/inbox/export-inbox.ts'
import type { InboxAsked } from '../../../cases/inbox/list-inbox.ts'
import { streamed } from '../../streamed.ts'
import { shanghaiDate } from '../../times.ts'
import { contextOf, type Env, type Web } from '../../web.ts'

/** The inbox as a CSV file to keep, sent while it is read. */
export async function inboxExport(web: Web, c: HonoContext<Env>, asked: InboxAsked): Promise<Response> {
  const context = contextOf(web, c)
  const pieces = await exportInbox(context, asked)
  return c.body(streamed(pieces), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="cases-${shanghaiDate(context.now)}.csv"`,
    'Cache-Control': 'no-store',
  })
}
