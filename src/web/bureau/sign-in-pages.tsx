import { Hono, type Context as HonoContext } from 'hono'
import { signIn } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { Invalid, type Said } from '../../errors.ts'
import { TextField } from '../fields.tsx'
import { Page } from '../layout.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { forgetSession, keepSession, sessionToken } from '../session.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { firstDesk } from './desk-page.tsx'
import { lineOf } from './form-values.ts'

/** Signing in and out. Attempts are counted per address where the site is put together. */
export function signInPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(paths.signIn, (c) => {
    const actor = c.get('actor')
    if (actor.kind === 'staff') return c.redirect(firstDesk(actor), 303)
    return signInPage(web, c, { username: '', next: c.req.query('next') ?? '' })
  })

  pages.post(paths.signIn, async (c) => {
    c.header('Cache-Control', 'no-store')
    const form = await c.req.formData()
    const username = lineOf(form, 'username', 60)
    const next = lineOf(form, 'next', 500)
    const typed = { username, password: lineOf(form, 'password', 200), code: lineOf(form, 'code', 10) }
    try {
      keepSession(web, c, await signIn(contextOf(web, c), typed))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { username, next, refusal: error.said })
    }
    return c.redirect(ownPath(next) ?? paths.bureau, 303)
  })

  pages.post(paths.signOut, async (c) => {
    const token = sessionToken(web, c)
    if (token) await signOut(web.world, { token })
    forgetSession(web, c)
    return c.redirect(paths.signIn, 303)
  })

  return pages
}

/** A path of this site, never another one: a link must not make our sign-in lead elsewhere. */
export function ownPath(next: string): string | null {
  if (!/^\/(?![/\\])/.test(next)) return null
  const url = URL.parse(next, 'http://here.invalid')
  return url?.host === 'here.invalid' ? url.pathname + url.search : null
}

type Shown = { username: string; next: string; refusal?: Said }

function signInPage(web: Web, c: HonoContext<Env>, { username, next, refusal }: Shown) {
  return c.html(
    <Page web={web} c={c} title={{ zh: '工作人员登录', en: 'Staff sign-in' }} section="staff">
      <h1>
        <Both zh="工作人员登录" en="Staff sign-in" />
      </h1>
      <p>
        <Both
          zh="投诉、举报和查询进度不需要登录。"
          en="Filing and tracking need no account; this is for staff of the bureaus."
        />
      </p>
      {refusal && (
        <Notice tone="red" alert>
          <p>
            <Both {...refusal} />
          </p>
        </Notice>
      )}
      <form method="post" action={paths.signIn} class="part">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="username"
          label={{ zh: '用户名', en: 'Username' }}
          value={username}
          maxlength={60}
          autocomplete="username"
          required
        />
        <TextField
          name="password"
          label={{ zh: '密码', en: 'Password' }}
          type="password"
          maxlength={200}
          autocomplete="current-password"
          required
        />
        <TextField
          name="code"
          label={{ zh: '动态验证码', en: 'Code' }}
          hint={{ zh: '没有启用的，留空。', en: 'Leave empty if you have not set one up.' }}
          maxlength={8}
          autocomplete="one-time-code"
          inputmode="numeric"
          size="short"
        />
        <p class="actions">
          <button type="submit">
            登录 <span lang="en">Sign in</span>
          </button>
        </p>
      </form>
    </Page>,
    refusal ? 422 : 200,
  )
}
