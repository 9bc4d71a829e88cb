import { Hono, type Context as HonoContext } from 'hono'
import { sayHitByInvitation } from '../../alerts/hits/say-hit-by-invitation.ts'
import { acknowledgeInvitation } from '../../alerts/reviews/acknowledge-invitation.ts'
import { handInOpinion, remarkMax } from '../../alerts/reviews/hand-in-opinion.ts'
import { readInvitation } from '../../alerts/reviews/read-invitation.ts'
import { reviewPaths } from '../../alerts/reviews/review-paths.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { contextOf, type Env, type Web } from '../web.ts'
import type { HitTried } from './hit-part.tsx'
import { typedHit } from './hit-routes.tsx'
import { InvitationPage, type OpinionTried } from './invitation-page.tsx'
import { InvitedHit } from './invited-hit.tsx'
import { typedPoints } from './point-fields.tsx'

/** Where the letter to somebody invited to a review leads. The link alone says nothing; they need no account. */
export function invitationPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/trade/reviews/:token', (c) => invitationPage(web, c, null))

  pages.post('/trade/reviews/:token/acknowledgement', async (c) => {
    const token = c.req.param('token')
    await acknowledgeInvitation(contextOf(web, c), { token })
    return c.redirect(reviewPaths.invitation(token), 303)
  })

  pages.post('/trade/reviews/:token/opinion', async (c) => {
    const token = c.req.param('token')
    const form = await c.req.formData()
    const typed = {
      stance: lineOf(form, 'stance', 20),
      points: typedPoints(form),
      remark: lineOf(form, 'remark', remarkMax),
    }
    if (form.get('only') === 'more') return invitationPage(web, c, { ...typed, said: null, errors: {} })
    try {
      await handInOpinion(contextOf(web, c), { token, typed })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      return invitationPage(web, c, { ...typed, said: error.said, errors }, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(`${reviewPaths.invitation(token)}?in=yes`, 303)
  })

  pages.post('/trade/reviews/:token/hit', async (c) => {
    const token = c.req.param('token')
    const typed = typedHit(await c.req.formData())
    try {
      await sayHitByInvitation(contextOf(web, c), { token, typed })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return invitationPage(web, c, null, 422, { typed, said: error.said, errors: error.fields })
    }
    return c.redirect(`${reviewPaths.invitation(token)}?hit=yes`, 303)
  })

  return pages
}

async function invitationPage(
  web: Web,
  c: HonoContext<Env>,
  tried: OpinionTried | null,
  status: 200 | 409 | 422 = 200,
  hitTried: HitTried | null = null,
) {
  const token = c.req.param('token') ?? ''
  const shown = await readInvitation(contextOf(web, c), { token })
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page web={web} c={c} title={{ zh: '评议国外措施', en: 'Comment on a measure' }} section="trade">
      <InvitationPage shown={shown} token={token} tried={tried} handedIn={c.req.query('in') === 'yes'}>
        <InvitedHit shown={shown} token={token} said={c.req.query('hit') === 'yes'} tried={hitTried} />
      </InvitationPage>
    </Page>,
    status,
  )
}
