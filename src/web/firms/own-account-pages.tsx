import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { InvitationRead } from '../../enterprises/own/read-invitation.ts'
import type { Said } from '../../errors.ts'
import { Submit, TextField } from '../fields.tsx'
import { Both, Facts, Notice } from '../parts.tsx'

type InvitationProps = { key: string; email: string; errors: Record<string, Said>; invitation: InvitationRead | null }

/** Opening an account with an invitation: the key from the mail, or the code from the letter and a contact address. */
export function InvitationPage({ key, email, errors, invitation }: InvitationProps) {
  return (
    <>
      <h1>
        <Both zh="开通企业账号" en="Open your firm's account" />
      </h1>
      {invitation && (
        <Facts
          rows={[
            [{ zh: '企业', en: 'Firm' }, invitation.firm],
            [{ zh: '统一社会信用代码', en: 'Credit code' }, <span class="number">{invitation.code}</span>],
          ]}
        />
      )}
      <form method="post" action={firmPaths.invitation} novalidate>
        {invitation ? (
          <input type="hidden" name="key" value={key} />
        ) : (
          <TextField
            name="key"
            label={{ zh: '开通码', en: 'Code' }}
            hint={{ zh: '信函里的 16 位开通码', en: 'The code of 16 letters in the letter' }}
            value={key}
            error={errors.key}
            maxlength={60}
            autocomplete="one-time-code"
            required
          />
        )}
        {invitation?.how !== 'mail' && (
          <TextField
            name="email"
            label={{ zh: '联系邮箱', en: 'Contact e-mail' }}
            hint={{
              zh: '以后用它登录。请用单位邮箱，不要用个人邮箱。',
              en: 'You sign in with it. Use an address of the firm, not a personal one.',
            }}
            type="email"
            value={email}
            error={errors.email}
            maxlength={254}
            autocomplete="email"
            required
          />
        )}
        <Submit zh="开通" en="Open" />
      </form>
    </>
  )
}

/** Signing in: code and address, then a link by mail. */
export function SignInPage({ code, email, errors }: { code: string; email: string; errors: Record<string, Said> }) {
  return (
    <>
      <h1>
        <Both zh="企业登录" en="Sign in as a firm" />
      </h1>
      <p>
        <Both
          zh="没有密码：我们把登录链接发到开通时用的邮箱。还没有账号的，请向市场监管部门索取邀请。"
          en="There is no password: a link goes to the address your account was opened with. Without an account, ask the bureau for an invitation."
        />
      </p>
      <form method="post" action={firmPaths.signIn} novalidate>
        <TextField
          name="code"
          label={{ zh: '统一社会信用代码', en: 'Credit code' }}
          value={code}
          error={errors.code}
          maxlength={18}
          autocomplete="off"
          required
        />
        <TextField
          name="email"
          label={{ zh: '邮箱', en: 'E-mail' }}
          type="email"
          value={email}
          error={errors.email}
          maxlength={254}
          autocomplete="email"
          required
        />
        <Submit zh="发送登录链接" en="Send the link" />
      </form>
      <p>
        <a href={firmPaths.invitation}>
          <Both zh="收到信函开通码？" en="Got a code by letter?" />
        </a>
      </p>
    </>
  )
}

export function LinkSentPage() {
  return (
    <>
      <h1>
        <Both zh="请查收邮件" en="Look in your mailbox" />
      </h1>
      <Notice>
        <p>
          <Both
            zh="如果代码和邮箱与账号相符，登录链接已经发出，30 分钟内有效。"
            en="If code and address belong to an account, a link is on its way. It is good for 30 minutes."
          />
        </p>
      </Notice>
    </>
  )
}

export function LinkPage({ token }: { token: string }) {
  return (
    <>
      <h1>
        <Both zh="登录企业质量档案" en="Sign in to your quality record" />
      </h1>
      <form method="post" action={firmPaths.link(token)}>
        <Submit zh="登录" en="Sign in" />
      </form>
    </>
  )
}
