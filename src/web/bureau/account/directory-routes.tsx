import { Hono, type Context as HonoContext } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { z } from 'zod'
import { type Directory, openDirectory } from '../../../accounts/directory/open-directory.ts'
import { signInWithDirectory } from '../../../accounts/directory/sign-in-with-directory.ts'
import { Invalid } from '../../../errors.ts'
import { paths } from '../../paths.ts'
import { keepSession, ownPath } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { signInPage } from './sign-in-page.tsx'

/** The directory that this service was told of; null without one. */
export function directoryOf({ config, world, log }: Web): Directory | null {
  if (config.directory === null) return null
  return openDirectory({
    settings: config.directory,
    returnUrl: world.publicUrl + paths.signInDirectoryReturn,
    exitUrl: world.publicUrl + paths.signIn,
    note: (fault) => log.warn(fault, 'directory'),
  })
}

/** To the directory and back. Links, not forms: our pages allow no form to lead to another site. */
export function directoryRoutes(web: Web, directory: Directory): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(paths.signInDirectory, async (c) => {
    c.header('Cache-Control', 'no-store')
    const next = ownPath(c.req.query('next') ?? '') ?? ''
    try {
      const { url, departure } = await directory.depart()
      await keepDeparture(web, c, { ...departure, next, until: web.now().getTime() + away_ms })
      return c.redirect(url.href, 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { next, refusal: error.said })
    }
  })

  pages.get(paths.signInDirectoryReturn, async (c) => {
    c.header('Cache-Control', 'no-store')
    const departure = await takeDeparture(web, c)
    if (!departure) return signInPage(web, c, { next: '', refusal: tooLate })
    const returned = new URL(web.world.publicUrl + paths.signInDirectoryReturn)
    returned.search = new URL(c.req.url).search
    try {
      const person = await directory.receive(returned, departure)
      const { linkByEmail } = directory.settings
      keepSession(web, c, await signInWithDirectory(contextOf(web, c), { person, linkByEmail }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { next: departure.next, refusal: error.said })
    }
    return c.redirect(ownPath(departure.next) ?? paths.bureau, 303)
  })

  return pages
}

/** How long somebody may stay at the directory. */
const away_ms = 10 * 60_000

const Departed = z.object({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(43),
  next: z.string(),
  until: z.number(),
})

const cookieName = ({ config }: Web): string => (config.production ? '__Host-directory' : 'directory')
const cookieKey = ({ world }: Web): string => `directory\0${world.secret}`

/** `Lax`, because the browser comes back by a link from another site. */
const attributes = ({ config }: Web) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: config.production, maxAge: away_ms / 1000 }) as const

async function keepDeparture(web: Web, c: HonoContext<Env>, departed: z.infer<typeof Departed>): Promise<void> {
  await setSignedCookie(c, cookieName(web), JSON.stringify(departed), cookieKey(web), attributes(web))
}

/** What this browser left with, taken from it so that it comes back once; null when it never left, or stayed too long. */
async function takeDeparture(web: Web, c: HonoContext<Env>): Promise<z.infer<typeof Departed> | null> {
  const kept = await getSignedCookie(c, cookieKey(web), cookieName(web))
  const { maxAge: _, ...where } = attributes(web)
  deleteCookie(c, cookieName(web), where)
  if (!kept) return null
  const departed = Departed.safeParse(JSON.parse(kept)).data
  return departed && departed.until > web.now().getTime() ? departed : null
}

const tooLate = {
  zh: '这次登录不是从本页开始的，或已超过 10 分钟，请重新开始。',
  en: 'This sign-in did not start here, or took more than ten minutes. Start again.',
}
