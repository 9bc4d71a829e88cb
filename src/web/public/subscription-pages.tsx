import { Hono, type Context as HonoContext } from 'hono'
import { listMarkets } from '../../alerts/notices/list-markets.ts'
import { confirmSubscription } from '../../alerts/subscriptions/confirm-subscription.ts'
import { endSubscription } from '../../alerts/subscriptions/end-subscription.ts'
import { readSubscription } from '../../alerts/subscriptions/read-subscription.ts'
import { subscribe } from '../../alerts/subscriptions/subscribe.ts'
import { subscriptionPaths } from '../../alerts/subscriptions/subscription-paths.ts'
import { Invalid, type Said } from '../../errors.ts'
import { alertPaths } from '../alert-paths.ts'
import { lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { limitBody, secureHeaders } from '../requests.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { SubscriptionForm, type TypedSubscription } from './subscription-form.tsx'
import { AskedPage, ConfirmationPage, EndPage } from './subscription-states.tsx'

/** Subscribing to warnings: the form, and the pages to which the links in letters lead. */
export function subscriptionPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()

  pages.get(alertPaths.subscriptionForm, (c) => formPage(web, c, { typed: nothing, errors: {} }))

  pages.post(paths.subscriptions, async (c) => {
    const typed = typedSubscription(await c.req.formData())
    try {
      await subscribe(contextOf(web, c), typed)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return formPage(web, c, { typed, errors: error.fields }, 422)
    }
    return c.redirect(alertPaths.subscriptionAsked, 303)
  })

  pages.get(alertPaths.subscriptionAsked, (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '请查收邮件', en: 'Look in your mailbox' }} section="warnings">
        <AskedPage />
      </Page>,
    ),
  )

  // A mail scanner opens every link: it takes the button to confirm.
  pages.get(subscriptionPaths.confirmation(':token'), async (c) => {
    const token = c.req.param('token')
    const subscription = await readSubscription(contextOf(web, c), { token, purpose: 'confirm' })
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page web={web} c={c} title={{ zh: '确认订阅', en: 'Confirm' }} section="warnings">
        <ConfirmationPage subscription={subscription} token={token} city={city} />
      </Page>,
    )
  })

  pages.post(subscriptionPaths.confirmation(':token'), async (c) => {
    const token = c.req.param('token')
    await confirmSubscription(contextOf(web, c), { token })
    return c.redirect(subscriptionPaths.confirmation(token), 303)
  })

  pages.get(subscriptionPaths.end(':token'), (c) => endPage(web, c, c.req.param('token')))

  return pages
}

/**
 * POST of the link in a letter's List-Unsubscribe header (RFC 8058): sent by mail systems, hence without our Origin, a session or
 * a form of ours, and answered without a redirect. The link alone gives the right, so it stands before the check of forms.
 */
export function oneClickEnd(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.post(subscriptionPaths.end(':token'), secureHeaders(web, 'page'), limitBody(8 * 1024), async (c) => {
    c.set('actor', { kind: 'citizen' })
    const token = c.req.param('token')
    await endSubscription(contextOf(web, c), { token })
    return endPage(web, c, token)
  })
  return pages
}

async function endPage(web: Web, c: HonoContext<Env>, token: string) {
  const subscription = await readSubscription(contextOf(web, c), { token, purpose: 'end' })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page web={web} c={c} title={{ zh: '退订', en: 'Unsubscribe' }} section="warnings">
      <EndPage subscription={subscription} token={token} city={web.world.city} />
    </Page>,
  )
}

const nothing: TypedSubscription = {
  email: '',
  sectors: [],
  markets: [],
  districts: [],
  trade: false,
  levelMin: 'blue',
  hs: '',
  ics: '',
  words: '',
  objectives: [],
  rhythm: 'instant',
  quiet: '',
}

function typedSubscription(form: FormData): TypedSubscription {
  const chosen = (name: string) => form.getAll(name).flatMap((value) => (typeof value === 'string' ? value : []))
  return {
    email: lineOf(form, 'email', 300),
    sectors: chosen('sectors').slice(0, 200),
    markets: chosen('markets').slice(0, 200),
    districts: chosen('districts').slice(0, 200),
    trade: chosen('trade').includes('yes'),
    levelMin: lineOf(form, 'level', 20),
    hs: lineOf(form, 'hs', 300),
    ics: lineOf(form, 'ics', 300),
    words: lineOf(form, 'words', 500),
    objectives: chosen('objectives').slice(0, 20),
    rhythm: lineOf(form, 'rhythm', 20),
    quiet: lineOf(form, 'quiet', 20),
  }
}

type Form = { typed: TypedSubscription; errors: Record<string, Said> }

async function formPage(web: Web, c: HonoContext<Env>, form: Form, status: 200 | 422 = 200) {
  const markets = await listMarkets(contextOf(web, c))
  return c.html(
    <Page web={web} c={c} title={{ zh: '订阅预警', en: 'Subscribe' }} section="warnings">
      <SubscriptionForm {...form} city={web.world.city} markets={markets} />
    </Page>,
    status,
  )
}
