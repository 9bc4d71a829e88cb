import type { PasskeyShown } from '../../../accounts/passkeys/list-passkeys.ts'
import type { Said } from '../../../errors.ts'
import { TextField } from '../../fields.tsx'
import { Badge, Both, type Column, Table } from '../../parts.tsx'
import { paths } from '../../paths.ts'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { PasskeyForm } from './passkey-form.tsx'

export type PasskeyPanelProps = {
  passkeys: PasskeyShown[]
  /** Whether the session is fresh enough to add one. */
  fresh: boolean
  /** What was typed as the new one's name. */
  name: string
  errors: Record<string, Said>
  publicUrl: string
}

/** The passkeys of one's own account: adding one, when each was used, and removing it. */
export function PasskeyPanel({ passkeys, fresh, name, errors, publicUrl }: PasskeyPanelProps) {
  return (
    <section class="part" aria-labelledby="passkeys">
      <h2 id="passkeys">
        <Both zh="通行密钥" en="Passkeys" />
      </h2>
      <p>
        <Both
          zh="用指纹、面容、PIN 或安全钥匙登录，不用密码和动态验证码，也不怕假冒网站。"
          en="Sign in by finger, face, PIN or security key: no password, no code, and no look-alike site can use it."
        />
      </p>
      {passkeys.length > 0 && <Table caption={caption} columns={columns} rows={passkeys} />}
      {errors.passkey && (
        <p class="error" role="alert">
          <Both {...errors.passkey} />
        </p>
      )}
      {fresh ? <NewPasskey name={name} error={errors['passkey-name']} publicUrl={publicUrl} /> : <SignInAgain />}
    </section>
  )
}

function NewPasskey({ name, error, publicUrl }: { name: string; error: Said | undefined; publicUrl: string }) {
  return (
    <PasskeyForm ask="add" options={bureauPaths.passkeyChallenge} action={bureauPaths.passkeys} publicUrl={publicUrl}>
      <TextField
        name="passkey-name"
        label={{ zh: '名称', en: 'Name' }}
        hint={{ zh: '方便认出是哪台设备，如“办公室电脑”。', en: 'To know the device by, such as “office computer”.' }}
        value={name}
        error={error}
        maxlength={40}
        autocomplete="off"
        required
      />
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="登记通行密钥" en="Add a passkey" />
        </button>
      </p>
    </PasskeyForm>
  )
}

/** The way back to this page over signing in anew. */
function SignInAgain() {
  return (
    <form method="post" action={`${paths.signOut}?next=${encodeURIComponent(bureauPaths.account)}`}>
      <p class="hint">
        <Both
          zh="登录 15 分钟以内才能登记新的通行密钥，以防有人趁您离开座位时添加。"
          en="One can be added within 15 minutes of signing in, so that nobody adds one while you are away."
        />
      </p>
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="重新登录后登记" en="Sign in again to add one" />
        </button>
      </p>
    </form>
  )
}

const caption: Said = { zh: '我的通行密钥', en: 'My passkeys' }

const columns: Column<PasskeyShown>[] = [
  {
    head: { zh: '名称', en: 'Name' },
    cell: ({ name, synced }) => (
      <>
        {name} {synced && <Badge zh="多设备同步" en="on several devices" />}
      </>
    ),
  },
  { head: { zh: '登记', en: 'Added' }, cell: ({ createdAt }) => shanghaiTime(createdAt) },
  {
    head: { zh: '最近使用', en: 'Last used' },
    cell: ({ usedAt, doubtedAt }) => (
      <>
        {usedAt ? shanghaiTime(usedAt) : <Both zh="还没有用过" en="not yet" />}{' '}
        {doubtedAt && (
          <Badge tone="red" zh={`${shanghaiTime(doubtedAt)} 疑似被复制，请移除`} en="perhaps copied: remove it" />
        )}
      </>
    ),
  },
  {
    head: { zh: '移除', en: 'Remove' },
    cell: ({ id, name }) => (
      <form method="post" action={bureauPaths.passkeyEnd(id)}>
        <button type="submit" class="quiet" aria-label={`移除 Remove ${name}`}>
          <Both zh="移除" en="Remove" />
        </button>
      </form>
    ),
  },
]
