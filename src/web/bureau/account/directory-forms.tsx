import type { AccountShown } from '../../../accounts/list-accounts.ts'
import type { Said } from '../../../errors.ts'
import { SelectField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** What the administrator typed of an account's place in the directory. */
export type DirectoryTyped = { account: string; subject: string; 'email-account': string; email: string }
export const noDirectoryTyped: DirectoryTyped = { account: '', subject: '', 'email-account': '', email: '' }

export type DirectoryFormsProps = {
  accounts: AccountShown[]
  label: string
  linkByEmail: boolean
  typed: DirectoryTyped
  errors: Record<string, Said>
}

/** Who is who in the city's directory: by their number there, or by a work e-mail that finds them at the first sign-in. */
export function DirectoryForms({ accounts, label, linkByEmail, typed, errors }: DirectoryFormsProps) {
  const options = accounts
    .filter(({ disabledAt }) => disabledAt === null)
    .map(({ id, name, username }) => ({ value: String(id), zh: name, en: username }))
  const choice = { options, label: { zh: '账号', en: 'Account' }, none: { zh: '请选择', en: 'Choose' }, required: true }
  return (
    <>
      <Form class="part" action={bureauPaths.directoryLinks}>
        <h2>
          <Both zh={`绑定${label}`} en="Link to the directory" />
        </h2>
        <p>
          <Both
            zh="没有绑定的人登录时，页面会显示他们的编号，请他们告诉您。"
            en="People who sign in there without a link are shown their number: have them tell you."
          />
        </p>
        <div class="pair">
          <SelectField {...choice} name="account" value={typed.account} error={errors.account} />
          <TextField
            name="subject"
            label={{ zh: `在${label}中的编号`, en: 'Number there (sub)' }}
            value={typed.subject}
            error={errors.subject}
            maxlength={255}
            autocomplete="off"
            required
          />
        </div>
        <Submit zh="绑定" en="Link" />
      </Form>
      {linkByEmail && (
        <Form class="part" action={bureauPaths.emails}>
          <h2>
            <Both zh="工作邮箱" en="Work e-mail" />
          </h2>
          <p>
            <Both
              zh={`第一次用${label}登录时，按此邮箱自动绑定；两个账号填同一邮箱则不绑定。`}
              en="The first sign-in at the directory is linked by it, unless two accounts have the same."
            />
          </p>
          <div class="pair">
            <SelectField
              {...choice}
              name="email-account"
              value={typed['email-account']}
              error={errors['email-account']}
            />
            <TextField
              name="email"
              label={{ zh: '邮箱', en: 'E-mail' }}
              type="email"
              value={typed.email}
              error={errors.email}
              maxlength={254}
              autocomplete="off"
              required
            />
          </div>
          <Submit zh="保存" en="Save" />
        </Form>
      )}
    </>
  )
}
