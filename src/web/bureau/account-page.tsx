import type { Staff } from '../../accounts/find-session.ts'
import { roles } from '../../accounts/permissions.ts'
import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { TextField } from '../fields.tsx'
import { Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { bureauPaths } from './bureau-paths.ts'
import { BureauName } from './case-badges.tsx'

type AccountProps = { actor: Staff; city: City; errors: Record<string, Said>; changed: boolean }

/** Who is signed in, as what, the own password, and the way out. */
export function AccountPage({ actor, city, errors, changed }: AccountProps) {
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
      <form method="post" action={paths.signOut} class="actions">
        <button type="submit" class="quiet">
          <Both zh="退出登录" en="Sign out" />
        </button>
      </form>
      <form class="part" method="post" action={bureauPaths.password} novalidate>
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
        <p class="actions">
          <button type="submit">
            <Both zh="修改" en="Change" />
          </button>
        </p>
      </form>
    </>
  )
}
