import { Hono, type Context as HonoContext } from 'hono'
import { confirmHit } from '../../alerts/hits/confirm-hit.ts'
import { findHit } from '../../alerts/hits/find-hit.ts'
import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { lookAtContact } from '../../alerts/hits/look-at-contact.ts'
import { sayHit } from '../../alerts/hits/say-hit.ts'
import { sayHitAsFirm } from '../../alerts/hits/say-hit-as-firm.ts'
import { strikeHit } from '../../alerts/hits/strike-hit.ts'
import type { TypedHit } from '../../alerts/hits/typed-hit.ts'
import { withdrawHit } from '../../alerts/hits/withdraw-hit.ts'
import { Invalid } from '../../errors.ts'
import { alertPaths } from '../alert-paths.ts'
import { DeskPage } from '../bureau/inbox/desk-page.tsx'
import { firmIn } from '../firms/firm-session.ts'
import { idIn, lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { Both, Facts } from '../parts.tsx'
import { staffOnly } from '../session.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { HitAskedPage, HitPage } from './hit-states.tsx'
import { letterHitPages } from './letter-hit-pages.tsx'
import { measurePage } from './measure-routes.tsx'

/** Saying that a measure hits a firm, the pages to which the link in its letter leads, and what the trade desk does with it. */
export function hitPages(web: Web): Hono<Env> {
  return new Hono<Env>().route('/', letterHitPages(web)).route('/', saying(web)).route('/', desk(web))
}

function saying(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.post(hitPaths.hits, async (c) => {
    const form = await c.req.formData()
    const family = lineOf(form, 'family', 120)
    const typed = typedHit(form)
    const firm = await firmIn(web, c)
    try {
      if (firm) await sayHitAsFirm({ ...contextOf(web, c), actor: firm }, { family, typed })
      else await sayHit(contextOf(web, c), { family, typed })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return measurePage(web, c, family, { typed, said: error.said, errors: error.fields }, 422)
    }
    return c.redirect(firm ? `${alertPaths.measure(family)}?said=yes#hit` : hitPaths.asked, 303)
  })

  pages.get(hitPaths.asked, (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '请查收邮件', en: 'Look in your mailbox' }} section="trade">
        <HitAskedPage />
      </Page>,
    ),
  )

  pages.get(hitPaths.confirmation(':token'), async (c) => {
    const token = c.req.param('token')
    const hit = await findHit(contextOf(web, c), token)
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
    return c.html(
      <Page web={web} c={c} title={{ zh: '这对我们有影响', en: 'This hits us' }} section="trade">
        <HitPage hit={hit} token={token} />
      </Page>,
    )
  })

  pages.post(hitPaths.confirmation(':token'), async (c) => {
    const token = c.req.param('token')
    await confirmHit(contextOf(web, c), { token })
    return c.redirect(hitPaths.confirmation(token), 303)
  })

  pages.post('/trade/hits/:token/end', async (c) => {
    const token = c.req.param('token')
    await withdrawHit(contextOf(web, c), { token })
    return c.redirect(hitPaths.confirmation(token), 303)
  })

  return pages
}

function desk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use('/bureau/measure-hits/*', staffOnly())

  pages.post('/bureau/measure-hits/:id/strike', async (c) => {
    const hitId = hitIn(c)
    const reason = lineOf(await c.req.formData(), `strike-${hitId}`, 400)
    const { family } = await strikeHit(contextOf(web, c), { hitId, reason })
    return c.redirect(`${alertPaths.measure(family)}#hits`, 303)
  })

  pages.post('/bureau/measure-hits/:id/contact', async (c) => {
    const hitId = hitIn(c)
    const purpose = lineOf(await c.req.formData(), `contact-${hitId}`, 400)
    const contact = await lookAtContact(contextOf(web, c), { hitId, purpose })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '企业联系方式', en: 'Whom to ask' }}>
        <p class="eyebrow">
          <a href={alertPaths.measure(contact.family)}>← {contact.family}</a>
        </p>
        <h1>{contact.firm}</h1>
        <Facts
          rows={[
            [{ zh: '联系人', en: 'Whom to ask' }, contact.name],
            [{ zh: '电话', en: 'Phone' }, contact.phone],
            [{ zh: '邮箱', en: 'E-mail' }, contact.email],
          ]}
        />
        <p class="hint">
          <Both zh={`本次查看已记录：${purpose}`} en="This look is on record." />
        </p>
      </DeskPage>,
    )
  })

  return pages
}

const hitIn = (c: HonoContext<Env>): number =>
  idIn(c.req.param('id'), { zh: '没有这条记录。', en: 'There is no such record.' })

/** The fields of the form, those that a firm known by other means leaves out as ''. */
export function typedHit(form: FormData): TypedHit {
  return {
    name: lineOf(form, 'name', 200),
    code: lineOf(form, 'code', 40),
    product: lineOf(form, 'product', 200),
    band: lineOf(form, 'band', 20),
    email: lineOf(form, 'email', 300),
    contactName: lineOf(form, 'contactName', 60),
    phone: lineOf(form, 'phone', 40),
  }
}
