import { Hono, type Context as HonoContext } from 'hono'
import { changePassword } from '../../../accounts/change-password.ts'
import { disableAccount } from '../../../accounts/disable-account.ts'
import { endSecondFactor } from '../../../accounts/end-second-factor.ts'
import { hasSecondFactor } from '../../../accounts/has-second-factor.ts'
import { isFirstAdministrator } from '../../../accounts/is-first-administrator.ts'
import { listAccounts } from '../../../accounts/list-accounts.ts'
import { type AccountAsked, openAccount } from '../../../accounts/open-account.ts'
import { listPasskeys } from '../../../accounts/passkeys/list-passkeys.ts'
import { proveSecondFactor } from '../../../accounts/prove-second-factor.ts'
import { setUpSecondFactor } from '../../../accounts/set-up-second-factor.ts'
import { Invalid, NotFound, type Said } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { paths } from '../../paths.ts'
import { sessionToken } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { AccountPage, type NewFactor } from './account-page.tsx'
import { AccountsPage } from './accounts-page.tsx'
import { type DirectoryTyped, noDirectoryTyped } from './directory-forms.tsx'

/** One's own account, and for the administrator everybody's. */
export function accountPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.account, (c) => ownAccountPage(web, c, { changed: c.req.query('changed') === 'yes' }))

  pages.post(bureauPaths.password, async (c) => {
    const form = await c.req.formData()
    const change = { current: lineOf(form, 'current', 300), wanted: lineOf(form, 'wanted', 300) }
    try {
      await changePassword(contextOf(web, c), { ...change, token: sessionToken(web, c) ?? '' })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return ownAccountPage(web, c, { errors: error.fields }, 422)
    }
    return c.redirect(`${bureauPaths.account}?changed=yes`, 303)
  })

  // The secret is shown on the answer to the POST and nowhere again.
  pages.post(bureauPaths.secondFactor, async (c) => {
    const drawn = await setUpSecondFactor(contextOf(web, c))
    return ownAccountPage(web, c, { drawn })
  })

  pages.post(bureauPaths.secondFactorProof, async (c) => {
    try {
      await proveSecondFactor(contextOf(web, c), { code: lineOf(await c.req.formData(), 'code', 10) })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return ownAccountPage(web, c, { errors: error.fields }, 422)
    }
    return c.redirect(bureauPaths.account, 303)
  })

  pages.get(bureauPaths.accounts, (c) => accountsPage(web, c, {}))

  // The first password is shown on the answer to the POST and nowhere again: a redirect would have to keep it.
  pages.post(bureauPaths.accounts, async (c) => {
    const form = await c.req.formData()
    const typed = {
      username: lineOf(form, 'username', 100),
      name: lineOf(form, 'name', 100),
      role: lineOf(form, 'role', 40),
      bureau: lineOf(form, 'bureau', 40),
    }
    try {
      const opened = await openAccount(contextOf(web, c), typed)
      return accountsPage(web, c, { opened })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return accountsPage(web, c, { typed, errors: error.fields }, 422)
    }
  })

  pages.post('/bureau/accounts/:id/end', async (c) => {
    const accountId = idOf(c.req.param('id'))
    if (accountId === null) throw new NotFound({ zh: '没有这个账号。', en: 'There is no such account.' })
    await disableAccount(contextOf(web, c), { accountId })
    return c.redirect(bureauPaths.accounts, 303)
  })

  pages.post('/bureau/accounts/:id/second-factor-end', async (c) => {
    const accountId = idOf(c.req.param('id'))
    if (accountId === null) throw new NotFound({ zh: '没有这个账号。', en: 'There is no such account.' })
    await endSecondFactor(contextOf(web, c), { accountId })
    return c.redirect(bureauPaths.accounts, 303)
  })

  return pages
}

const nothingTyped: AccountAsked = { username: '', name: '', role: 'officer', bureau: '' }

type Own = { errors?: Record<string, Said>; changed?: boolean; drawn?: NewFactor; passkeyName?: string }

/** One's own account, with what was just said or typed. */
export async function ownAccountPage(web: Web, c: HonoContext<Env>, own: Own, status: 200 | 422 = 200) {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') return c.redirect(paths.signIn, 303)
  const { errors = {}, changed = false, drawn = null, passkeyName = '' } = own
  const factor = { inUse: await hasSecondFactor(contextOf(web, c)), drawn }
  const listed = await listPasskeys(contextOf(web, c), { token: sessionToken(web, c) ?? '' })
  const directory = await directoryFor(web, actor.accountId)
  const passkeys = { ...listed, name: passkeyName, errors, publicUrl: web.world.publicUrl }
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '我的账号', en: 'My account' }} desk="account">
      <AccountPage
        actor={actor}
        city={web.world.city}
        factor={factor}
        passkeys={passkeys}
        directory={directory}
        errors={errors}
        changed={changed}
      />
    </DeskPage>,
    status,
  )
}

/** The directory that alone signs this person in; null where an own password, code and passkeys count. */
async function directoryFor({ config, world }: Web, accountId: number): Promise<string | null> {
  if (!config.directory?.required || (await isFirstAdministrator(world, { accountId }))) return null
  return config.directory.label
}

type Keeping = {
  typed?: AccountAsked
  directoryTyped?: DirectoryTyped
  errors?: Record<string, Said>
  opened?: { username: string; password: string }
}

/** Everybody's account, with what was just said or typed. */
export async function accountsPage(web: Web, c: HonoContext<Env>, keeping: Keeping, status: 200 | 422 = 200) {
  const { typed = nothingTyped, directoryTyped = noDirectoryTyped, errors = {}, ...rest } = keeping
  const { directory } = web.config
  const accounts = await listAccounts(contextOf(web, c), { issuer: directory?.issuer ?? null })
  const known = directory && { ...directory, accounts, typed: directoryTyped, errors }
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '账号管理', en: 'Accounts' }} desk="accounts">
      <AccountsPage
        accounts={accounts}
        city={web.world.city}
        typed={typed}
        errors={errors}
        directory={known}
        {...rest}
      />
    </DeskPage>,
    status,
  )
}
