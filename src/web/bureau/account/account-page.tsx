import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { Staff } from '../../../accounts/find-session.ts'
import { roles } from '../../../accounts/permissions.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Facts, Notice } from '../../parts.tsx'
import { paths } from '../../paths.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'
import { PasskeyPanel, type PasskeyPanelProps } from './passkey-panel.tsx'

export type NewFactor = { secret: string; uri: string }
type AccountProps = {
  actor: Staff
  city: City
  errors: Record<string, Said>
  changed: boolean
  /** Whether a second factor is in use; a new one that waits to be proved. */
  factor: { inUse: boolean; drawn: NewFactor | null }
  passkeys: PasskeyPanelProps
  /** The directory that alone signs this person in. */
  directory: string | null
}

/** Who is signed in, as what, the own password, and the way out. */
export function AccountPage({ actor, city, errors, changed, factor, passkeys, directory }: AccountProps) {
  const role = roles[actor.role]
  return (
    <>
      <h1>{actor.name}</h1>
      {changed && (
        <Notice tone="good" alert>
          <p>
            <Both
              zh="密码已修改，其他设备上的登录已退出。"
              en="The password is changed; you are signed out everywhere else."
            />
          </p>
        </Notice>
      )}
      <Facts
        rows={[
          [{ zh: '岗位', en: 'Role' }, <Both zh={role.zh} en={role.en} />],
          [{ zh: '单位', en: 'Bureau' }, <BureauName city={city} id={actor.bureau} />],
        ]}
      />
      <p>
        <Both
          zh="登录 12 小时后自动退出，2 小时不操作也会退出。"
          en="You are signed out 12 hours after signing in, or after 2 hours without use."
        />
      </p>
      <Form action={paths.signOut} class="actions">
        <button type="submit" class="quiet">
          <Both zh="退出登录" en="Sign out" />
        </button>
      </Form>
      {directory === null ? (
        <>
          <PasskeyPanel {...passkeys} />
          <SecondFactor factor={factor} error={errors.code} />
          <PasswordChange errors={errors} />
        </>
      ) : (
        <p>
          <Both
            zh={`您用${directory}登录，密码和验证方式请在那里修改。`}
            en="You sign in at the city’s directory; change password and factors there."
          />
        </p>
      )}
    </>
  )
}

function PasswordChange({ errors }: Pick<AccountProps, 'errors'>) {
  return (
    <Form class="part" action={bureauPaths.password}>
      <h2>
        <Both zh="修改密码" en="Change the password" />
      </h2>
      <TextField
        name="current"
        label={{ zh: '现在的密码', en: 'Current password' }}
        type="password"
        error={errors.current}
        maxlength={200}
        autocomplete="current-password"
        required
      />
      <TextField
        name="wanted"
        label={{ zh: '新密码', en: 'New password' }}
        hint={{ zh: '至少 12 个字符，可以是一句话。', en: 'At least 12 characters; a sentence will do.' }}
        type="password"
        error={errors.wanted}
        maxlength={200}
        autocomplete="new-password"
        required
      />
      <Submit zh="修改" en="Change" />
    </Form>
  )
}

/** A second factor: a code of an authenticator app beside the password. */
function SecondFactor({ factor, error }: { factor: AccountProps['factor']; error: Said | undefined }) {
  return (
    <section class="part" aria-labelledby="second-factor">
      <h2 id="second-factor">
        <Both zh="动态验证码" en="Second factor" />
      </h2>
      {factor.inUse && (
        <p>
          <Both
            zh="已启用：登录时除密码外还要输入手机应用显示的 6 位数字。手机丢失请找系统管理员重置。"
            en="In use: signing in asks for the app’s six digits too. If the phone is lost, ask the administrator."
          />
        </p>
      )}
      {!factor.inUse && factor.drawn === null && (
        <Form action={bureauPaths.secondFactor}>
          <p>
            <Both
              zh="用手机上的身份验证器应用（RFC 6238）为账号加一道锁。"
              en="Lock the account with an authenticator app as well (RFC 6238)."
            />
          </p>
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="启用" en="Set it up" />
            </button>
          </p>
        </Form>
      )}
      {factor.drawn && <Drawn drawn={factor.drawn} />}
      {(factor.drawn || error) && !factor.inUse && <ProofForm error={error} />}
    </section>
  )
}

function Drawn({ drawn }: { drawn: NewFactor }) {
  return (
    <>
      <p>
        <Both
          zh="用应用扫描下图，或手工输入密钥。密钥只显示这一次。"
          en="Scan this with the app or type the key. It is shown this once."
        />
      </p>
      <div class="qr" role="img" aria-label="二维码 QR code">
        {raw(renderSVG(drawn.uri, { border: 2 }))}
      </div>
      <p>
        <code>{drawn.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </>
  )
}

function ProofForm({ error }: { error: Said | undefined }) {
  return (
    <Form action={bureauPaths.secondFactorProof}>
      <TextField
        name="code"
        label={{ zh: '应用现在显示的 6 位数字', en: 'The six digits the app shows now' }}
        error={error}
        maxlength={8}
        autocomplete="one-time-code"
        inputmode="numeric"
        size="short"
        required
      />
      <Submit zh="确认启用" en="Confirm" />
    </Form>
  )
}
