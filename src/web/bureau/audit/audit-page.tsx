import type { AuditShown } from '../../../accounts/list-audit.ts'
import type { AuditAct } from '../../../accounts/record-audit.ts'
import type { Verified } from '../../../accounts/verify-audit.ts'
import type { Said } from '../../../errors.ts'
import { Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'

type AuditProps = { shown: AuditShown; checked: Verified | null }

/** What staff did, and whether the chain over all history still holds. */
export function AuditPage({ shown, checked }: AuditProps) {
  return (
    <>
      <h1>
        <Both zh="审计" en="Audit" />
      </h1>
      <p class="lead">
        <Both
          zh="案件、预警、纠正、查看身份和账号的历史只增不改，每几秒按哈希链封存一次。把链头抄在别处，以后就能证明没有被截短。"
          en="History is only added to and sealed into a hash chain every few seconds. A head noted elsewhere proves later that nothing was cut off."
        />
      </p>
      {checked && <Result checked={checked} />}
      <Facts
        rows={[
          [{ zh: '最近封存', en: 'Last sealed' }, shown.seal && shanghaiTime(shown.seal.at)],
          [{ zh: '链头', en: 'Head' }, shown.seal && <code class="head">{shown.seal.head}</code>],
          [{ zh: '封存次数', en: 'Seals' }, shown.seal && String(shown.seal.seals)],
        ]}
      />
      <Form action={bureauPaths.auditCheck} class="part">
        <TextField
          name="noted"
          label={{ zh: '以前抄下的链头（可不填）', en: 'A head noted earlier (optional)' }}
          maxlength={64}
          autocomplete="off"
        />
        <Submit zh="从头核验" en="Check the whole chain" />
      </Form>
      <h2>
        <Both zh="最近的记录" en="Newest entries" />
      </h2>
      <Table caption={{ zh: '最近的记录', en: 'Newest entries' }} columns={columns} rows={shown.events} />
    </>
  )
}

function Result({ checked }: { checked: Verified }) {
  if (checked.whole) {
    return (
      <Notice tone="good" alert title={{ zh: '完好', en: 'Whole' }}>
        <p>
          <Both
            zh={`${checked.seals} 次封存、${checked.rows} 条记录全部相符，另有 ${checked.unsealed} 条等待封存。`}
            en={`${checked.seals} seals over ${checked.rows} rows all fit; ${checked.unsealed} rows wait to be sealed.`}
          />
        </p>
      </Notice>
    )
  }
  return (
    <Notice tone="red" alert title={{ zh: '历史被改动过', en: 'History was changed' }}>
      <p>
        {checked.brokenAt ? (
          <Both
            zh={`第 ${checked.brokenAt.seal} 次封存（${shanghaiTime(checked.brokenAt.at)}）与记录不符。请保全数据库和备份，不要再写入。`}
            en={`Seal ${checked.brokenAt.seal} (${shanghaiTime(checked.brokenAt.at)}) does not fit its rows. Preserve the database and its backups; stop writing.`}
          />
        ) : (
          <Both
            zh="链中没有您抄下的链头：末尾可能被截去并重做。"
            en="The head you noted is not in the chain: its end may have been cut off and made again."
          />
        )}
      </p>
    </Notice>
  )
}

const acts: Record<AuditAct, Said> = {
  member_admitted: { zh: '登记监测网络成员', en: 'network member admitted' },
  member_key_changed: { zh: '更换监测网络密钥', en: 'network key changed' },
  member_disabled: { zh: '停用监测网络成员', en: 'network member disabled' },
  member_enabled: { zh: '启用监测网络成员', en: 'network member enabled' },
  sign_in: { zh: '登录', en: 'Signed in' },
  sign_in_failed: { zh: '登录失败', en: 'Sign-in failed' },
  account_locked: { zh: '账号暂停登录', en: 'Account shut for a while' },
  account_opened: { zh: '开通账号', en: 'Account opened' },
  account_disabled: { zh: '停用账号', en: 'Account disabled' },
  password_changed: { zh: '修改密码', en: 'Password changed' },
  second_factor_set: { zh: '启用动态验证码', en: 'Second factor set' },
  second_factor_ended: { zh: '重置动态验证码', en: 'Second factor reset' },
  passkey_added: { zh: '登记通行密钥', en: 'Passkey added' },
  passkey_removed: { zh: '移除通行密钥', en: 'Passkey removed' },
  passkey_doubted: { zh: '通行密钥疑似被复制', en: 'Passkey perhaps copied' },
  directory_linked: { zh: '绑定统一身份', en: 'Directory identity linked' },
  directory_unlinked: { zh: '解除统一身份', en: 'Directory identity unlinked' },
  email_set: { zh: '设置工作邮箱', en: 'Work e-mail set' },
  identity_asked: { zh: '申请查看身份', en: 'Identity asked for' },
  identity_granted: { zh: '批准查看身份', en: 'Identity granted' },
  identity_denied: { zh: '不批准查看身份', en: 'Identity denied' },
  identity_erased: { zh: '清除身份', en: 'Identity erased' },
  cases_exported: { zh: '导出案件', en: 'Cases exported' },
  webhook_registered: { zh: '登记推送地址', en: 'Webhook registered' },
  webhook_key_changed: { zh: '更换推送密钥', en: 'Webhook key changed' },
  webhook_disabled: { zh: '停用推送地址', en: 'Webhook disabled' },
  webhook_enabled: { zh: '启用推送地址', en: 'Webhook enabled' },
  model_promoted: { zh: '启用研判模型', en: 'Triage model promoted' },
  model_rolled_back: { zh: '退回研判模型', en: 'Triage model rolled back' },
}

const columns: Column<AuditShown['events'][number]>[] = [
  { head: { zh: '时间', en: 'Time' }, cell: ({ at }) => shanghaiTime(at) },
  { head: { zh: '谁', en: 'Who' }, cell: ({ name, actor }) => name ?? actor },
  { head: { zh: '做了什么', en: 'What' }, cell: ({ act }) => <Both {...acts[act]} /> },
  { head: { zh: '对象', en: 'On' }, cell: ({ subject }) => subject },
]
