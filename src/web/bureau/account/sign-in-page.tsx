import type { Context as HonoContext } from 'hono'
import type { Said } from '../../../errors.ts'
import { TextField } from '../../fields.tsx'
import { Page } from '../../layout.tsx'
import { Both, Notice } from '../../parts.tsx'
import { paths } from '../../paths.ts'
import type { Env, Web } from '../../web.ts'
import { PasskeyForm } from './passkey-form.tsx'

type Shown = {
  /** What was typed, and the page that was wanted. */
  username?: string
  next: string
  refusal?: Said
  /** Where somebody who just left may leave the directory too. */
  exit?: URL | null
}

/** Every way in: the directory where the city has one, password and code, passkey. */
export function signInPage(web: Web, c: HonoContext<Env>, { username = '', next, refusal, exit = null }: Shown) {
  const { directory } = web.config
  const own = (
    <>
      <PasswordForm username={username} next={next} />
      <PasskeyPart next={next} publicUrl={web.world.publicUrl} />
    </>
  )
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
      {directory && exit && <StillThere label={directory.label} exit={exit} />}
      {directory && <DirectoryPart label={directory.label} next={next} />}
      {directory?.required ? (
        <details open={refusal !== undefined}>
          <summary>
            <Both zh="系统管理员用密码登录" en="The administrator’s password" />
          </summary>
          {own}
        </details>
      ) : (
        own
      )}
    </Page>,
    refusal ? 422 : 200,
  )
}

function DirectoryPart({ label, next }: { label: string; next: string }) {
  const href = next === '' ? paths.signInDirectory : `${paths.signInDirectory}?next=${encodeURIComponent(next)}`
  return (
    <section class="part" aria-labelledby="directory">
      <h2 id="directory">
        <Both zh={label} en="The city’s directory" />
      </h2>
      <p>
        <Both zh="用本市工作人员的统一账号登录。" en="Sign in with your account of the city’s staff directory." />
      </p>
      <p class="actions">
        <a class="button" href={href}>
          <Both zh={`用${label}登录`} en="Sign in there" />
        </a>
      </p>
    </section>
  )
}

function StillThere({ label, exit }: { label: string; exit: URL }) {
  return (
    <Notice tone="good" title={{ zh: '已退出本系统', en: 'Signed out here' }}>
      <p>
        <Both
          zh={`${label}可能仍处于登录状态。使用公用电脑的，请一并退出。`}
          en="You may still be signed in at the directory. On a shared computer, sign out there too."
        />
      </p>
      <p class="actions">
        <a class="button quiet" href={exit.href}>
          <Both zh={`退出${label}`} en="Sign out there" />
        </a>
      </p>
    </Notice>
  )
}

function PasswordForm({ username, next }: { username: string; next: string }) {
  return (
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
  )
}

function PasskeyPart({ next, publicUrl }: { next: string; publicUrl: string }) {
  return (
    <section class="part" aria-labelledby="passkey">
      <h2 id="passkey">
        <Both zh="通行密钥" en="Passkey" />
      </h2>
      <PasskeyForm ask="sign" options={paths.signInPasskeyChallenge} action={paths.signInPasskey} publicUrl={publicUrl}>
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
  )
}
