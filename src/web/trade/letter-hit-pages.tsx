import { Hono, type Context as HonoContext } from 'hono'
import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { hitToken } from '../../alerts/hits/hit-token.ts'
import { readLetterLink } from '../../alerts/hits/read-letter-link.ts'
import { sayHitByLetter } from '../../alerts/hits/say-hit-by-letter.ts'
import { lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { contextOf, type Env, type Web } from '../web.ts'
import { LetterHitPage } from './letter-hit.tsx'

/** Where the link in a subscriber's letter about a measure leads: a page with one button; following it says nothing. */
export function letterHitPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/trade/hits/letter/:token', async (c) => {
    const token = c.req.param('token')
    const read = await readLetterLink(contextOf(web, c), { token })
    hide(c)
    return c.html(
      <Page web={web} c={c} title={{ zh: '这对我们有影响', en: 'This hits us' }} section="trade">
        <LetterHitPage
          read={read}
          token={token}
          said={read.said === null ? null : hitToken(web.world.secret, read.said)}
        />
      </Page>,
    )
  })

  pages.post('/trade/hits/letter/:token', async (c) => {
    const token = c.req.param('token')
    const form = await c.req.formData()
    const typed = {
      name: lineOf(form, 'name', 200),
      code: lineOf(form, 'code', 40),
      product: lineOf(form, 'product', 200),
      band: lineOf(form, 'band', 20),
    }
    hide(c)
    return c.redirect(hitPaths.confirmation(await sayHitByLetter(contextOf(web, c), { token, typed })), 303)
  })

  return pages
}

/** The address is a key: no cache keeps the page and no search engine learns of it. */
function hide(c: HonoContext<Env>): void {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
}
