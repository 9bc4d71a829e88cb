import { Hono } from 'hono'
import { askForPasskey } from '../../../accounts/passkeys/ask-for-passkey.ts'
import { readSignedChallenge } from '../../../accounts/passkeys/passkey-answer.ts'
import { signInWithPasskey } from '../../../accounts/passkeys/sign-in-with-passkey.ts'
import { signIn } from '../../../accounts/sign-in.ts'
import { signOut } from '../../../accounts/sign-out.ts'
import { Invalid } from '../../../errors.ts'
import { lineOf } from '../../form-values.ts'
import { paths } from '../../paths.ts'
import { forgetSession, keepSession, ownPath, sessionToken } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { firstDesk } from '../inbox/desk-page.tsx'
import { directoryOf, directoryRoutes } from './directory-routes.tsx'
import { signInPage } from './sign-in-page.tsx'

/** Signing in and out. Attempts are counted per address where the site is put together. */
export function signInPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  const directory = directoryOf(web)
  const directoryOnly = directory?.settings.required ?? false

  pages.get(paths.signIn, async (c) => {
    const actor = c.get('actor')
    if (actor.kind === 'staff') return c.redirect(firstDesk(actor), 303)
    const exit = c.req.query('left') === 'directory' && directory ? await directory.exit() : null
    return signInPage(web, c, { next: c.req.query('next') ?? '', exit })
  })

  pages.post(paths.signIn, async (c) => {
    c.header('Cache-Control', 'no-store')
    const form = await c.req.formData()
    const username = lineOf(form, 'username', 60)
    const next = lineOf(form, 'next', 500)
    const typed = { username, password: lineOf(form, 'password', 200), code: lineOf(form, 'code', 10) }
    try {
      keepSession(web, c, await signIn(contextOf(web, c), { ...typed, directoryOnly }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { username, next, refusal: error.said })
    }
    return c.redirect(ownPath(next) ?? paths.bureau, 303)
  })

  pages.get(paths.signInPasskeyChallenge, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await askForPasskey(contextOf(web, c)))
  })

  pages.post(paths.signInPasskey, async (c) => {
    c.header('Cache-Control', 'no-store')
    const form = await c.req.formData()
    const next = lineOf(form, 'next', 500)
    const answer = readSignedChallenge(lineOf(form, 'answer', 20_000))
    try {
      keepSession(web, c, await signInWithPasskey(contextOf(web, c), { answer, directoryOnly }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { next, refusal: error.said })
    }
    return c.redirect(ownPath(next) ?? paths.bureau, 303)
  })

  if (directory) pages.route('/', directoryRoutes(web, directory))

  pages.post(paths.signOut, async (c) => {
    const token = sessionToken(web, c)
    const way = token ? await signOut(web.world, { token }) : null
    forgetSession(web, c)
    const next = ownPath(c.req.query('next') ?? '')
    const query = new URLSearchParams({ ...(next ? { next } : {}), ...(way === 'directory' ? { left: way } : {}) })
    return c.redirect(query.size > 0 ? `${paths.signIn}?${query}` : paths.signIn, 303)
  })

  return pages
}
