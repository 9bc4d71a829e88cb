import type { Staff } from '../../accounts/find-session.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import { Both, Facts } from '../parts.tsx'
import { paths } from '../paths.ts'
import { BureauName } from './case-badges.tsx'

/** Who is signed in, as what, and the way out. */
export function AccountPage({ actor, role, city }: { actor: Staff; role: Bilingual; city: City }) {
  return (
    <>
      <h1>{actor.name}</h1>
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
        <button type="submit">
          <Both zh="退出登录" en="Sign out" />
        </button>
      </form>
    </>
  )
}
