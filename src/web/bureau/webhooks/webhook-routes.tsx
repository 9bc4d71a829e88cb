import { Hono, type Context as HonoContext } from 'hono'
import { Invalid, NotFound, type Said } from '../../../errors.ts'
import { disableWebhook } from '../../../webhooks/disable-webhook.ts'
import { enableWebhook } from '../../../webhooks/enable-webhook.ts'
import { listWebhooks } from '../../../webhooks/list-webhooks.ts'
import type { WebhookAsked } from '../../../webhooks/new-webhook.ts'
import { readWebhook } from '../../../webhooks/read-webhook.ts'
import { registerWebhook } from '../../../webhooks/register-webhook.ts'
import { replayDelivery } from '../../../webhooks/replay-delivery.ts'
import { noSuchWebhook, rotateWebhookKey } from '../../../webhooks/rotate-webhook-key.ts'
import { testWebhook } from '../../../webhooks/test-webhook.ts'
import { idOf, lineOf, submissionOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { WebhookPage } from './webhook-page.tsx'
import { WebhooksPage, type WebhooksProps } from './webhooks-page.tsx'

/** The administrator's desk of webhooks. A key is shown on the answer to the POST that made it and nowhere again. */
export function webhookRoutes(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.webhooks, (c) => listPage(web, c, { typed: nothingTyped, errors: {}, newKey: null }))

  pages.post(bureauPaths.webhooks, async (c) => {
    const form = await c.req.formData()
    const events = form.getAll('events').filter((event) => typeof event === 'string')
    const typed = { url: lineOf(form, 'url', 501), bureau: lineOf(form, 'bureau', 40), events }
    try {
      const context = { ...contextOf(web, c), anyAddress: !web.config.production }
      const { key } = await registerWebhook(context, { ...typed, ...submissionOf(form) })
      return listPage(web, c, { typed: nothingTyped, errors: {}, newKey: key })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return listPage(web, c, { typed, errors: error.fields, newKey: null }, 422)
    }
  })

  pages.get('/bureau/webhooks/:id', (c) => onePage(web, c, endpointOf(c.req.param('id')), null))

  pages.post('/bureau/webhooks/:id/keys', async (c) => {
    const endpointId = endpointOf(c.req.param('id'))
    const submission = submissionOf(await c.req.formData())
    const { key } = await rotateWebhookKey(contextOf(web, c), { endpointId, ...submission })
    return onePage(web, c, endpointId, key)
  })

  for (const [noun, verb] of acts) {
    pages.post(`/bureau/webhooks/:id/${noun}`, async (c) => {
      const endpointId = endpointOf(c.req.param('id'))
      await verb(contextOf(web, c), { endpointId })
      return c.redirect(bureauPaths.webhook(endpointId), 303)
    })
  }

  pages.post('/bureau/webhooks/deliveries/:id/replay', async (c) => {
    const { endpointId } = await replayDelivery(contextOf(web, c), { deliveryId: endpointOf(c.req.param('id')) })
    return c.redirect(bureauPaths.webhook(endpointId), 303)
  })

  return pages
}

const acts = [
  ['tests', testWebhook],
  ['end', disableWebhook],
  ['start', enableWebhook],
] as const

const nothingTyped: WebhookAsked = { url: '', bureau: '', events: [] }

function endpointOf(text: string | undefined): number {
  const id = idOf(text ?? '')
  if (id === null) throw new NotFound(noSuchWebhook)
  return id
}

type Listed = Pick<WebhooksProps, 'typed' | 'newKey'> & { errors: Record<string, Said> }

async function listPage(web: Web, c: HonoContext<Env>, listed: Listed, status: 200 | 422 = 200) {
  const webhooks = await listWebhooks(contextOf(web, c))
  c.header('Cache-Control', 'no-store')
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '推送', en: 'Webhooks' }} desk="webhooks">
      <WebhooksPage webhooks={webhooks} city={web.world.city} {...listed} />
    </DeskPage>,
    status,
  )
}

async function onePage(web: Web, c: HonoContext<Env>, endpointId: number, newKey: string | null) {
  const read = await readWebhook(contextOf(web, c), { endpointId })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '推送地址', en: 'Endpoint' }} desk="webhooks">
      <WebhookPage {...read} city={web.world.city} newKey={newKey} />
    </DeskPage>,
  )
}
