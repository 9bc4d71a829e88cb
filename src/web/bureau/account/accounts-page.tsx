import type { AccountShown } from '../../../accounts/list-accounts.ts'
import type { AccountAsked } from '../../../accounts/open-account.ts'
import { roles } from '../../../accounts/permissions.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { SelectField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'
import { DirectoryForms, type DirectoryFormsProps } from './directory-forms.tsx'

type AccountsProps = {
  accounts: AccountShown[]
  city: City
  typed: AccountAsked
  errors: Record<string, Said>
  opened?: { username: string; password: string }
  /** What is known and typed of the city's directory; null without one. */
  directory: DirectoryFormsProps | null
}

/** Who has an account; opening and ending them. */
export function AccountsPage({ accounts, city, typed, errors, opened, directory }: AccountsProps) {
  return (
    <>
      <h1>
        <Both zh="账号管理" en="Accounts" />
      </h1>
      {opened && (
        <Notice
          tone="good"
          alert
          title={{ zh: '已开通，密码只显示这一次', en: 'Opened; the password is shown this once' }}
        >
          <p>
            {opened.username} · <strong class="number">{opened.password}</strong>
          </p>
        </Notice>
      )}
      <NewAccount city={city} typed={typed} errors={errors} />
      {directory && <DirectoryForms {...directory} />}
      <h2>
        <Both zh="全部账号" en="All accounts" />
      </h2>
      <Table caption={{ zh: '全部账号', en: 'All accounts' }} columns={columnsFor(city)} rows={accounts} />
    </>
  )
}

function NewAccount({ city, typed, errors }: Pick<AccountsProps, 'city' | 'typed' | 'errors'>) {
  const roleOptions = Object.entries(roles).map(([value, { zh, en }]) => ({ value, zh, en }))
  const bureauOptions = [...city.bureaus.values()].map(({ id, zh, en }) => ({ value: id, zh, en }))
  return (
    <Form class="part" action={bureauPaths.accounts}>
      <h2>
        <Both zh="开通账号" en="Open an account" />
      </h2>
      <div class="pair">
        <TextField
          name="username"
          label={{ zh: '用户名', en: 'Username' }}
          value={typed.username}
          error={errors.username}
          maxlength={40}
          autocomplete="off"
          required
        />
        <TextField
          name="name"
          label={{ zh: '姓名', en: 'Name' }}
          value={typed.name}
          error={errors.name}
          maxlength={40}
          autocomplete="off"
          required
        />
        <SelectField
          name="role"
          label={{ zh: '岗位', en: 'Role' }}
          value={typed.role}
          error={errors.role}
          options={roleOptions}
          required
        />
        <SelectField
          name="bureau"
          label={{ zh: '单位', en: 'Bureau' }}
          value={typed.bureau}
          error={errors.bureau}
          options={bureauOptions}
          none={{ zh: '请选择', en: 'Choose' }}
          required
        />
      </div>
      <Submit zh="开通" en="Open" />
    </Form>
  )
}

function columnsFor(city: City): Column<AccountShown>[] {
  return [
    {
      head: { zh: '账号', en: 'Account' },
      cell: ({ name, username }) => (
        <>
          <strong>{name}</strong> {username}
        </>
      ),
    },
    { head: { zh: '岗位', en: 'Role' }, cell: ({ role }) => <Both zh={roles[role].zh} en={roles[role].en} /> },
    { head: { zh: '单位', en: 'Bureau' }, cell: ({ bureau }) => <BureauName city={city} id={bureau} /> },
    { head: { zh: '除密码外', en: 'Besides the password' }, cell: (account) => <Ways {...account} /> },
    {
      head: { zh: '状态', en: 'State' },
      cell: ({ id, username, disabledAt }) =>
        disabledAt ? (
          <Badge zh={`${shanghaiTime(disabledAt)} 停用`} en="disabled" />
        ) : (
          <Take action={bureauPaths.accountEnd(id)} from={username} zh="停用" en="Disable" />
        ),
    },
  ]
}

/** What opens an account besides its password, each with the way to take it away when the device is lost. */
function Ways({ id, username, secondFactor, passkeys, subject, email }: AccountShown) {
  return (
    <>
      {secondFactor && (
        <Take action={bureauPaths.secondFactorEnd(id)} from={username} zh="重置动态验证码" en="Reset the code" />
      )}
      {passkeys > 0 && (
        <Take
          action={bureauPaths.passkeysEnd(id)}
          from={username}
          zh={`移除 ${passkeys} 把通行密钥`}
          en="Remove passkeys"
        />
      )}
      {subject !== null && <Take action={bureauPaths.directoryEnd(id)} from={username} zh="解除绑定" en="Unlink" />}
      {[subject, email].filter((known) => known !== null).join(' · ')}
      {!secondFactor && passkeys === 0 && subject === null && email === null && '—'}
    </>
  )
}

function Take({ action, from, zh, en }: Said & { action: string; from: string }) {
  return (
    <Form action={action}>
      <button type="submit" class="quiet" aria-label={`${zh} ${en}: ${from}`}>
        <Both zh={zh} en={en} />
      </button>
    </Form>
  )
}
