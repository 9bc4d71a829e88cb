import type { TypedMember } from '../../../alerts/network/admit-member.ts'
import type { MemberListed } from '../../../alerts/network/list-members.ts'
import { memberKinds } from '../../../alerts/network/member-words.ts'
import type { MemberRead, MemberReport } from '../../../alerts/network/read-member.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { SelectField, Submit, TextField } from '../../fields.tsx'
import { Form, SubmissionKey } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { networkPaths } from './network-paths.ts'

type ListProps = {
  members: MemberListed[]
  typed: TypedMember
  errors: Record<string, Said>
  newKey: string | null
  city: City
}

/** The monitoring network: who reports, who is silent, and admitting one more. */
export function NetworkPage({ members, typed, errors, newKey, city }: ListProps) {
  const silent = members.filter(({ silentSince, disabledAt }) => silentSince !== null && disabledAt === null)
  return (
    <>
      <h1>
        <Both zh="监测网络" en="Monitoring network" />
      </h1>
      <p class="lead">
        <Both
          zh={`${members.length} 个成员，${silent.length} 个没有按时报送。`}
          en={`${members.length} members, ${silent.length} silent.`}
        />
      </p>
      {newKey !== null && <KeyShown value={newKey} />}
      <Table
        caption={{ zh: '成员', en: 'Members' }}
        columns={columns}
        rows={members}
        empty={{ zh: '还没有成员。', en: 'No member yet.' }}
      />
      <Admission typed={typed} errors={errors} city={city} />
    </>
  )
}

const columns: Column<MemberListed>[] = [
  {
    head: { zh: '成员', en: 'Member' },
    cell: ({ id, name, kind }) => (
      <>
        <a href={networkPaths.member(id)}>{name}</a>
        <br />
        <span class="hint">
          <Both zh={memberKinds[kind].zh} en={memberKinds[kind].en} />
        </span>
      </>
    ),
  },
  { head: { zh: '状态', en: 'Health' }, cell: (member) => <Health member={member} /> },
  { head: { zh: '最近报送', en: 'Last report' }, cell: ({ heardAt }) => (heardAt ? shanghaiTime(heardAt) : '—') },
  { head: { zh: '约定', en: 'Rhythm' }, cell: ({ rhythmDays }) => `${rhythmDays} 天` },
  { head: { zh: '三十天收下', en: 'Taken, 30 days' }, cell: ({ taken }) => String(taken), numeric: true },
  { head: { zh: '被退回', en: 'Refused' }, cell: ({ refused }) => String(refused), numeric: true },
]

/** Whether a source keeps its rhythm. */
export function Health({ member: { disabledAt, silentSince, heardAt } }: { member: MemberListed }) {
  if (disabledAt !== null) return <Badge zh="已停用" en="Disabled" />
  if (silentSince !== null) return <Badge tone="red" zh={`⚠ ${shanghaiTime(silentSince)} 起无报送`} en="Silent" />
  if (heardAt === null) return <Badge tone="yellow" zh="尚未报送" en="Not yet heard" />
  return <Badge tone="good" zh="正常" en="On time" />
}

/** A key, shown this once. */
export function KeyShown({ value }: { value: string }) {
  return (
    <Notice tone="good" alert title={{ zh: '报送密钥，只显示这一次', en: 'The key to report with, shown this once' }}>
      <p class="written">
        <strong class="number">{value}</strong>
      </p>
    </Notice>
  )
}

function Admission({ typed, errors, city }: Pick<ListProps, 'typed' | 'errors' | 'city'>) {
  const kinds = Object.entries(memberKinds).map(([value, { zh, en }]) => ({ value, zh, en }))
  return (
    <Form class="part" action={networkPaths.list}>
      <SubmissionKey />
      <h2>
        <Both zh="登记成员" en="Admit a member" />
      </h2>
      <SelectField
        name="kind"
        label={{ zh: '种类', en: 'Kind' }}
        value={typed.kind}
        error={errors.kind}
        options={kinds}
        required
      />
      <TextField
        name="name"
        label={{ zh: '单位名称', en: 'Name' }}
        value={typed.name}
        error={errors.name}
        maxlength={80}
        autocomplete="off"
        required
      />
      <SelectField
        name="district"
        label={{ zh: '所在区', en: 'District' }}
        value={typed.district}
        error={errors.district}
        options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        none={{ zh: '（全市）', en: 'whole city' }}
      />
      <TextField
        name="email"
        type="email"
        label={{ zh: '单位值班邮箱', en: 'Duty address' }}
        hint={{
          zh: '没有按时报送时提醒它；不填个人邮箱。',
          en: 'Told when a report is missing; not a person’s address.',
        }}
        value={typed.email}
        error={errors.email}
        autocomplete="off"
      />
      <TextField
        name="rhythm"
        label={{ zh: '几天报一次', en: 'Days between reports' }}
        value={typed.rhythm}
        error={errors.rhythm}
        inputmode="numeric"
        maxlength={3}
        size="short"
        required
      />
      <Submit zh="登记并给出密钥" en="Admit, and show the key" />
    </Form>
  )
}

const vias: Record<MemberReport['via'], Said> = {
  form: { zh: '表单', en: 'form' },
  csv: { zh: 'CSV 文件', en: 'CSV file' },
  api: { zh: '接口', en: 'API' },
}

/** The health of one source: rhythm, silences, newest reports, and its key. */
export function MemberPage({ read, newKey, city }: { read: MemberRead; newKey: string | null; city: City }) {
  const { member, reports, silences } = read
  const district = city.districts.find(({ id }) => id === member.district)
  return (
    <>
      <p class="eyebrow">
        <a href={networkPaths.list}>← 监测网络 Monitoring network</a>
      </p>
      <h1>{member.name}</h1>
      {newKey !== null && <KeyShown value={newKey} />}
      <p class="badges">
        <Badge zh={memberKinds[member.kind].zh} en={memberKinds[member.kind].en} />
        <Health member={member} />
      </p>
      <Facts
        rows={[
          [{ zh: '最近报送', en: 'Last report' }, member.heardAt ? shanghaiTime(member.heardAt) : '—'],
          [{ zh: '约定', en: 'Rhythm' }, `每 ${member.rhythmDays} 天`],
          [{ zh: '所在区', en: 'District' }, district ? <Both {...district} /> : <Both zh="全市" en="Whole city" />],
          [{ zh: '加入', en: 'Joined' }, shanghaiTime(member.joinedAt)],
          [{ zh: '密钥', en: 'Key' }, `…${member.keyHint}（${shanghaiTime(member.keyMadeAt)}）`],
          [{ zh: '三十天内', en: 'In 30 days' }, `收下 ${member.taken} 行，退回 ${member.refused} 次`],
        ]}
      />
      <div class="actions">
        <Act path={networkPaths.keys(member.id)} zh="更换密钥" en="Change the key" />
        {member.disabledAt === null ? (
          <Act path={networkPaths.end(member.id)} zh="停用" en="Disable" />
        ) : (
          <Act path={networkPaths.start(member.id)} zh="启用" en="Enable" />
        )}
      </div>
      <h2>
        <Both zh="最近的报送" en="Newest reports" />
      </h2>
      <Table
        caption={{ zh: '报送', en: 'Reports' }}
        columns={reportColumns}
        rows={reports}
        empty={{ zh: '还没有报送。', en: 'No report yet.' }}
      />
      <h2>
        <Both zh="没有按时报送的时候" en="Silences" />
      </h2>
      {silences.length === 0 ? (
        <p class="empty">
          <Both zh="没有。" en="None." />
        </p>
      ) : (
        <ul>
          {silences.map(({ since, endedAt }) => (
            <li>
              {shanghaiTime(since)} — {endedAt ? shanghaiTime(endedAt) : <Both zh="至今" en="until now" />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const reportColumns: Column<MemberReport>[] = [
  { head: { zh: '时间', en: 'Time' }, cell: ({ at }) => shanghaiTime(at) },
  { head: { zh: '方式', en: 'Way' }, cell: ({ via }) => <Both {...vias[via]} /> },
  {
    head: { zh: '结果', en: 'What came of it' },
    cell: ({ taken, repeated, faults }) =>
      faults > 0 ? (
        <Badge tone="orange" zh={`退回：${faults} 处有误，未收`} en="refused whole" />
      ) : taken + repeated === 0 ? (
        <Badge tone="good" zh="无情况" en="nothing to report" />
      ) : (
        <Both zh={`收下 ${taken} 行，已有 ${repeated} 行`} en={`${taken} taken, ${repeated} known`} />
      ),
  },
]

function Act({ path, zh, en }: Said & { path: string }) {
  return (
    <Form action={path}>
      <SubmissionKey />
      <button type="submit" class="quiet">
        <Both zh={zh} en={en} />
      </button>
    </Form>
  )
}
