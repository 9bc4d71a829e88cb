import { Hono } from 'hono'
import { addPasskey } from '../../../accounts/passkeys/add-passkey.ts'
import { offerPasskey } from '../../../accounts/passkeys/offer-passkey.ts'
import { readAddedPasskey } from '../../../accounts/passkeys/passkey-answer.ts'
import { removeAllPasskeys } from '../../../accounts/passkeys/remove-all-passkeys.ts'
import { removePasskey } from '../../../accounts/passkeys/remove-passkey.ts'
import { Invalid, NotFound } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { sessionToken } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { ownAccountPage } from './account-pages.tsx'

/** Adding and removing passkeys: one's own, and for the administrator those of somebody whose device is lost. */
export function passkeyRoutes(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.passkeyChallenge, async (c) => c.json(await offerPasskey(contextOf(web, c))))

  pages.post(bureauPaths.passkeys, async (c) => {
    const form = await c.req.formData()
    const name = lineOf(form, 'passkey-name', 60)
    const answer = readAddedPasskey(lineOf(form, 'answer', 40_000))
    try {
      await addPasskey(contextOf(web, c), { name, answer, token: sessionToken(web, c) ?? '' })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return ownAccountPage(web, c, { errors: error.fields, passkeyName: name }, 422)
    }
    return c.redirect(bureauPaths.account, 303)
  })

  pages.post('/bureau/account/passkeys/:id/end', async (c) => {
    const passkeyId = idOf(c.req.param('id'))
    if (passkeyId === null) throw new NotFound({ zh: '没有这把通行密钥。', en: 'There is no such passkey.' })
    await removePasskey(contextOf(web, c), { passkeyId, token: sessionToken(web, c) ?? '' })
    return c.redirect(bureauPaths.account, 303)
  })

  pages.post('/bureau/accounts/:id/passkeys-end', async (c) => {
    const accountId = idOf(c.req.param('id'))
    if (accountId === null) throw new NotFound({ zh: '没有这个账号。', en: 'There is no such account.' })
    await removeAllPasskeys(contextOf(web, c), { accountId })
    return c.redirect(bureauPaths.accounts, 303)
  })

  return pages
}
