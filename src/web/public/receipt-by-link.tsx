import { Hono, type Context as HonoContext } from 'hono'
import { acknowledgeByLink } from '../../alerts/warnings/acknowledge-by-link.ts'
import { type ReceiptRead, readReceipt } from '../../alerts/warnings/read-receipt.ts'
import { warningLinks } from '../../alerts/warnings/warning-links.ts'
import type { City } from '../../reference/city.ts'
import { WarningLevelBadge } from '../alert-parts.tsx'
import { Submit } from '../fields.tsx'
import { Page } from '../layout.tsx'
import { Both, Notice } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { WarningSaying } from './quality-warning.tsx'

const route = '/warnings/receipts/:token'

/** Where the letter to a firm leads: the warning that names it, and a button to say that it came. The link itself says nothing. */
export function receiptPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get(route, (c) => receiptPage(web, c, c.req.param('token')))
  pages.post(route, async (c) => {
    const token = c.req.param('token')
    await acknowledgeByLink(contextOf(web, c), { token })
    return c.redirect(warningLinks.receipt(token), 303)
  })
  return pages
}

async function receiptPage(web: Web, c: HonoContext<Env>, token: string) {
  const receipt = await readReceipt(contextOf(web, c), { token })
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
  return c.html(
    <Page web={web} c={c} title={receipt.content.title} section="warnings">
      <Receipt receipt={receipt} token={token} city={web.world.city} />
    </Page>,
  )
}

function Receipt({ receipt, token, city }: { receipt: ReceiptRead; token: string; city: City }) {
  const { content, change, at, firm, answerBy, acknowledgedAt, outdated } = receipt
  return (
    <>
      <h1>
        <Both {...content.title} />
      </h1>
      <p class="badges">
        <WarningLevelBadge level={content.level} relief={false} /> {firm}
      </p>
      {outdated && (
        <Notice tone="orange" title={{ zh: '之后有新版本', en: 'A newer version has been published' }}>
          <p>
            <Both zh="请以最近一封信为准。" en="The last letter counts." />
          </p>
        </Notice>
      )}
      {acknowledgedAt === null ? (
        <form method="post" action={warningLinks.receipt(token)}>
          <p>
            <Both
              zh={`请在 ${shanghaiTime(answerBy)} 前确认。`}
              en={`Please acknowledge by ${shanghaiTime(answerBy)}.`}
            />
          </p>
          <Submit zh="确认收到" en="Acknowledge receipt" />
        </form>
      ) : (
        <Notice tone="good" title={{ zh: '已确认收到', en: 'Receipt acknowledged' }}>
          <p>{shanghaiTime(acknowledgedAt)}</p>
        </Notice>
      )}
      <WarningSaying content={content} city={city} reader="trade" change={change} at={at} />
    </>
  )
}
