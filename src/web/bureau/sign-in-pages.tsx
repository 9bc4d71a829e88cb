import { Hono, type Context as HonoContext } from 'hono'
import { askForPasskey } from '../../accounts/passkeys/ask-for-passkey.ts'
import { readSignedChallenge } from '../../accounts/passkeys/passkey-answer.ts'
import { signInWithPasskey } from '../../accounts/passkeys/sign-in-with-passkey.ts'
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
import { PasskeyForm } from './passkey-form.tsx'

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
      keepSession(web, c, await signInWithPasskey(contextOf(web, c), { answer }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return signInPage(web, c, { username: '', next, refusal: error.said })
    }
    return c.redirect(ownPath(next) ?? paths.bureau, 303)
  })

  pages.post(paths.signOut, async (c) => {
    const token = sessionToken(web, c)
    if (token) await signOut(web.world, { token })
    forgetSession(web, c)
    const next = ownPath(c.req.query('next') ?? '')
    return c.redirect(next ? `${paths.signIn}?next=${encodeURIComponent(next)}` : paths.signIn, 303)
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
      <section class="part" aria-labelledby="passkey">
        <h2 id="passkey">
          <Both zh="通行密钥" en="Passkey" />
        </h2>
        <PasskeyForm
          ask="sign"
          options={paths.signInPasskeyChallenge}
          action={paths.signInPasskey}
          publicUrl={web.world.publicUrl}
        >
          <input type="hidden" name="next" value={next} />
          <p>
            <Both
              zh="登记过的，用指纹、面容、PIN 或安全钥匙登录，不用密码。"
              en="If you added one: finger, face, PIN or security key instead of the password."
            />
          </p>
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="用通行密钥登录" en="Use a passkey" />
            </button>
          </p>
        </PasskeyForm>
      </section>
    </Page>,
    refusal ? 422 : 200,
  )
}
