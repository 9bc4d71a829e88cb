import { Hono } from 'hono'
import { linkDirectory } from '../../../accounts/directory/link-directory.ts'
import { unlinkDirectory } from '../../../accounts/directory/unlink-directory.ts'
import { setEmail } from '../../../accounts/set-email.ts'
import { Invalid, NotFound } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { accountsPage } from './account-pages.tsx'
import { noDirectoryTyped } from './directory-forms.tsx'

/** The administrator's acts on who is who in the city's directory. Where none is configured, nothing is here. */
export function directoryDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  const { directory } = web.config
  if (directory === null) return pages
  const { issuer } = directory

  pages.post(bureauPaths.directoryLinks, async (c) => {
    const form = await c.req.formData()
    const typed = { ...noDirectoryTyped, account: lineOf(form, 'account', 20), subject: lineOf(form, 'subject', 300) }
    try {
      const { subject } = typed
      await linkDirectory(contextOf(web, c), { accountId: idOf(typed.account), issuer, subject })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return accountsPage(web, c, { directoryTyped: typed, errors: error.fields }, 422)
    }
    return c.redirect(bureauPaths.accounts, 303)
  })

  pages.post(bureauPaths.emails, async (c) => {
    const form = await c.req.formData()
    const account = lineOf(form, 'email-account', 20)
    const typed = { ...noDirectoryTyped, 'email-account': account, email: lineOf(form, 'email', 300) }
    try {
      await setEmail(contextOf(web, c), { accountId: idOf(account), email: typed.email })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return accountsPage(web, c, { directoryTyped: typed, errors: error.fields }, 422)
    }
    return c.redirect(bureauPaths.accounts, 303)
  })

  pages.post('/bureau/accounts/:id/directory-end', async (c) => {
    const accountId = idOf(c.req.param('id'))
    if (accountId === null) throw new NotFound({ zh: '没有这个账号。', en: 'There is no such account.' })
    await unlinkDirectory(contextOf(web, c), { accountId, issuer })
    return c.redirect(bureauPaths.accounts, 303)
  })

  return pages
}
