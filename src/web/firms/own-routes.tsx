import { Hono, type Context as HonoContext } from 'hono'
import { readOwnRecalls } from '../../alerts/recalls/read-own-recalls.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { acceptInvitation } from '../../enterprises/own/accept-invitation.ts'
import { askFirmLink } from '../../enterprises/own/ask-firm-link.ts'
import { endFirmSession } from '../../enterprises/own/end-firm-session.ts'
import { typedCode } from '../../enterprises/own/firm-tokens.ts'
import { readInvitation } from '../../enterprises/own/read-invitation.ts'
import { readOwnFirm } from '../../enterprises/own/read-own-firm.ts'
import { useFirmLink } from '../../enterprises/own/use-firm-link.ts'
import { askAboutFact } from '../../enterprises/requests/ask-about-fact.ts'
import { listFirmRequests } from '../../enterprises/requests/list-firm-requests.ts'
import { type RequestKind, requestKinds } from '../../enterprises/requests/procedures.ts'
import { Conflict, Invalid, NotFound, type Said } from '../../errors.ts'
import { chosen, idOf, lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { contextOf, type Env, type Web } from '../web.ts'
import { firmOnly, firmToken, forgetFirmSession, keepFirmSession } from './firm-session.ts'
import { InvitationPage, LinkPage, LinkSentPage, SignInPage } from './own-account-pages.tsx'
import { OwnRecordPage, type RequestTried, textField } from './own-record-page.tsx'

/** A firm's own pages: opening its account, signing in by a mailed link, its record, and what it asks. */
export function ownFirmPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(firmPaths.invitation, (c) =>
    invitationPage(web, c, { key: c.req.query('key') ?? '', email: '', errors: {} }),
  )

  pages.post(firmPaths.invitation, async (c) => {
    const form = await c.req.formData()
    const typed = lineOf(form, 'key', 100)
    const key = typed.length > 30 ? typed : typedCode(typed)
    const email = lineOf(form, 'email', 300)
    try {
      const opened = await acceptInvitation(contextOf(web, c), { key, email })
      if (opened === 'link sent') return c.redirect(firmPaths.asked, 303)
      keepFirmSession(web, c, opened)
      return c.redirect(firmPaths.own, 303)
    } catch (error) {
      if (error instanceof Invalid) return invitationPage(web, c, { key, email, errors: error.fields }, 422)
      if (error instanceof NotFound)
        return invitationPage(web, c, { key: typed, email, errors: { key: error.said } }, 422)
      throw error
    }
  })

  pages.get(firmPaths.signIn, (c) => signInPage(web, c, { code: '', email: '', errors: {} }))

  pages.post(firmPaths.signIn, async (c) => {
    const form = await c.req.formData()
    const typed = { code: lineOf(form, 'code', 30), email: lineOf(form, 'email', 300) }
    try {
      await askFirmLink(contextOf(web, c), typed)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { ...typed, errors: error.fields }, 422)
    }
    return c.redirect(firmPaths.asked, 303)
  })

  pages.get(firmPaths.asked, (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '请查收邮件', en: 'Look in your mailbox' }} section="firms">
        <LinkSentPage />
      </Page>,
    ),
  )

  // A mail scanner opens every link: it takes the button to sign in.
  pages.get(firmPaths.link(':token'), (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page web={web} c={c} title={{ zh: '登录', en: 'Sign in' }} section="firms">
        <LinkPage token={c.req.param('token') ?? ''} />
      </Page>,
    )
  })

  pages.post(firmPaths.link(':token'), async (c) => {
    keepFirmSession(web, c, await useFirmLink(contextOf(web, c), { token: c.req.param('token') ?? '' }))
    return c.redirect(firmPaths.own, 303)
  })

  pages.post(firmPaths.signOut, async (c) => {
    const token = firmToken(web, c)
    if (token) await endFirmSession(web.world, { token })
    forgetFirmSession(web, c)
    return c.redirect(firmPaths.search, 303)
  })

  pages.use(firmPaths.own, firmOnly(web))
  pages.use(firmPaths.requests, firmOnly(web))
  pages.get(firmPaths.own, (c) => ownPage(web, c, null))

  pages.post(firmPaths.requests, async (c) => {
    const form = await c.req.formData()
    const kind = chosen(lineOf(form, 'kind', 20), Object.keys(requestKinds) as RequestKind[]) ?? 'answer'
    const factId = idOf(lineOf(form, 'fact', 20)) ?? 0
    const text = lineOf(form, textField(factId, kind), 3000)
    try {
      await askAboutFact(contextOf(web, c), { factId, kind, text })
      return c.redirect(firmPaths.own, 303)
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      return ownPage(web, c, { factId, kind, text, said: error.said }, error instanceof Invalid ? 422 : 409)
    }
  })

  return pages
}

type Opening = { key: string; email: string; errors: Record<string, Said> }

async function invitationPage(web: Web, c: HonoContext<Env>, opening: Opening, status: 200 | 422 = 200) {
  const invitation =
    opening.key === ''
      ? null
      : await readInvitation(contextOf(web, c), { key: opening.key }).catch((error: unknown) => {
          if (error instanceof NotFound) return null
          throw error
        })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page web={web} c={c} title={{ zh: '开通企业账号', en: 'Open an account' }} section="firms">
      <InvitationPage {...opening} invitation={invitation} />
    </Page>,
    status,
  )
}

function signInPage(
  web: Web,
  c: HonoContext<Env>,
  typed: { code: string; email: string; errors: Record<string, Said> },
  status: 200 | 422 = 200,
) {
  return c.html(
    <Page web={web} c={c} title={{ zh: '企业登录', en: 'Sign in as a firm' }} section="firms">
      <SignInPage {...typed} />
    </Page>,
    status,
  )
}

async function ownPage(web: Web, c: HonoContext<Env>, tried: RequestTried | null, status: 200 | 409 | 422 = 200) {
  const context = contextOf(web, c)
  const read = await readOwnFirm(context)
  const requests = await listFirmRequests(context)
  const recalls = await readOwnRecalls(context)
  return c.html(
    <Page web={web} c={c} title={{ zh: '本企业的档案', en: 'Your record' }} section="firms">
      <OwnRecordPage read={read} recalls={recalls} requests={requests} context={context} tried={tried} />
    </Page>,
    status,
  )
}
