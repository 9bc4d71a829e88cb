import { may } from '../../../accounts/permissions.ts'
import type { NoticeOfFirm } from '../../../alerts/links/find-notices-of.ts'
import type { Actor } from '../../../context.ts'
import type { FirmRead } from '../../../enterprises/read-firm.ts'
import type { FirmInside } from '../../../enterprises/read-firm-inside.ts'
import type { RequestListed } from '../../../enterprises/requests/list-firm-requests.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { RadioField, Submit, TextField } from '../../fields.tsx'
import { FirmNotices } from '../../firms/firm-notices.tsx'
import { FirmFacts } from '../../firms/firm-page.tsx'
import { GradeArithmetic, GradePanel } from '../../firms/grade-panel.tsx'
import { RecordTimeline } from '../../firms/record-timeline.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { RequestCard } from './request-card.tsx'

type InsideProps = {
  read: FirmRead
  inside: FirmInside
  notices: NoticeOfFirm[]
  requests: RequestListed[]
  city: City
  now: Date
  actor: Actor
  /** The one-time code of an invitation by letter, shown this once. */
  letterCode: string | null
  invited: boolean
  email: string
  errors: Record<string, Said>
}

/** A firm's record from inside: the public grade and the one held, the internal class, requests, cases, accounts, what was done. */
export function FirmInsidePage({ read, inside, notices, requests, city, now, actor, ...invitation }: InsideProps) {
  return (
    <>
      <p class="crumbs">
        <a href={bureauPaths.firms}>
          <Both zh="企业档案" en="Firms" />
        </a>
      </p>
      <h1 class="firm-name">{read.firm.name}</h1>
      <GradePanel read={read.shown} facts={read.timeline} />
      {read.held && (
        <Notice tone="orange" title={{ zh: `待公布：${read.held.grade}`, en: `Not shown yet: ${read.held.grade}` }}>
          <GradeArithmetic read={read.held} facts={read.timeline} />
        </Notice>
      )}
      {read.shown && <GradeArithmetic read={read.shown} facts={read.timeline} />}
      <RiskClassPanel inside={inside} />
      {requests.length > 0 && (
        <h2>
          <Both zh="企业提出的事项" en="What the firm asks" />
        </h2>
      )}
      {requests.map((request) => (
        <RequestCard request={request} city={city} now={now} actor={actor} />
      ))}
      <h2>
        <Both zh="记录（含不再公示的）" en="The record, with what is no longer published" />
      </h2>
      <RecordTimeline facts={read.timeline} city={city} />
      <FirmNotices notices={notices} />
      <h2>
        <Both zh="相关案件" en="Its cases" />
      </h2>
      <Table
        caption={{ zh: '相关案件', en: 'Its cases' }}
        columns={caseColumns}
        rows={inside.cases}
        empty={{ zh: '没有您能查看的案件。', en: 'No case that you may see.' }}
      />
      <FirmFacts read={read} city={city} />
      {may(actor, 'keep_firms') && <Accounts code={read.firm.code} inside={inside} {...invitation} />}
      <h2>
        <Both zh="经过" en="What was done" />
      </h2>
      <Table caption={{ zh: '经过', en: 'What was done' }} columns={eventColumns} rows={inside.events} />
    </>
  )
}

function RiskClassPanel({ inside: { risk } }: { inside: FirmInside }) {
  if (risk === null) return null
  return (
    <Notice
      title={{
        zh: `内部风险分类 ${risk.class}（${risk.points} 分，不公开）`,
        en: `Internal risk class ${risk.class}, not public`,
      }}
    >
      <ul class="reasons">
        {risk.because.map(({ zh, en, points }) => (
          <li>
            <Both zh={zh} en={en} /> <span class="number">+{points}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const caseColumns: Column<FirmInside['cases'][number]>[] = [
  { head: { zh: '案件', en: 'Case' }, cell: ({ id, title }) => <a href={bureauPaths.case(id)}>{title}</a> },
  { head: { zh: '收到', en: 'Received' }, cell: ({ openedAt }) => shanghaiTime(openedAt) },
]

const eventColumns: Column<FirmInside['events'][number]>[] = [
  { head: { zh: '时间', en: 'When' }, cell: ({ at }) => shanghaiTime(at) },
  { head: { zh: '谁', en: 'Who' }, cell: ({ actor, name }) => name ?? <Both {...others(actor)} /> },
  {
    head: { zh: '做了什么', en: 'What' },
    cell: ({ act, subject }) => (
      <>
        <Both {...(eventNames[act] ?? { zh: act, en: act })} /> <span class="hint">{subject}</span>
      </>
    ),
  },
  { head: { zh: '理由', en: 'Why' }, cell: ({ reason }) => reason },
]

const others = (actor: string): Said =>
  actor.startsWith('firm:') ? { zh: '企业', en: 'the firm' } : { zh: '系统', en: 'system' }

const eventNames: Record<string, Said> = {
  change_fact: { zh: '来源更正记录', en: 'told differently by its source' },
  match: { zh: '关联', en: 'linked' },
  refuse_match: { zh: '不是这家企业', en: 'not this firm' },
  find: { zh: '查办结论', en: 'what was found' },
  invite: { zh: '邀请', en: 'invited' },
  confirm_account: { zh: '开通账号', en: 'account opened' },
  end_account: { zh: '停用账号', en: 'account ended' },
  ask: { zh: '企业提出', en: 'the firm asked' },
  forward: { zh: '转来源单位', en: 'passed on' },
  extend: { zh: '延长', en: 'extended' },
  decide: { zh: '决定', en: 'decided' },
  grade: { zh: '计算等级', en: 'grade computed' },
  tell: { zh: '书面告知', en: 'told by letter' },
  show_grade: { zh: '公布等级', en: 'grade shown' },
}

type AccountProps = {
  code: string
  inside: FirmInside
  letterCode: string | null
  invited: boolean
  email: string
  errors: Record<string, Said>
}

function Accounts({ code, inside, letterCode, invited, email, errors }: AccountProps) {
  return (
    <>
      <h2>
        <Both zh="企业账号" en="The firm's accounts" />
      </h2>
      {letterCode !== null && (
        <Notice tone="good" alert title={{ zh: '一次性开通码，只显示这一次', en: 'One-time code, shown this once' }}>
          <p class="receipt">{letterCode}</p>
          <p>
            <Both
              zh="请把它和网址 /firm/invitation 写进信里，寄到登记地址。30 天内有效。"
              en="Put it with the address /firm/invitation in a letter to the registered address. Good for 30 days."
            />
          </p>
        </Notice>
      )}
      {invited && (
        <Notice tone="good" alert>
          <p>
            <Both zh="邀请邮件已发出。" en="The invitation is on its way." />
          </p>
        </Notice>
      )}
      <Table
        caption={{ zh: '企业账号', en: "The firm's accounts" }}
        columns={accountColumns}
        rows={inside.accounts}
        empty={{ zh: '还没有账号。', en: 'None yet.' }}
      />
      <Form class="part" action={bureauPaths.firmInvitations(code)}>
        <h3>
          <Both zh="邀请企业" en="Invite the firm" />
        </h3>
        <RadioField
          name="how"
          label={{ zh: '怎样送达', en: 'How' }}
          value="mail"
          options={[
            { value: 'mail', zh: '邮件（单位掌握的邮箱）', en: 'by mail, to an address on file' },
            { value: 'letter', zh: '信函（一次性开通码）', en: 'by letter, with a one-time code' },
          ]}
          required
        />
        <TextField
          name="email"
          label={{ zh: '邮箱（用邮件时）', en: 'E-mail, when by mail' }}
          type="email"
          value={email}
          error={errors.email}
          maxlength={254}
          autocomplete="off"
        />
        <Submit zh="邀请" en="Invite" />
      </Form>
    </>
  )
}

const accountColumns: Column<FirmInside['accounts'][number]>[] = [
  {
    head: { zh: '邮箱', en: 'E-mail' },
    cell: ({ email, how }) => email ?? (how === 'letter' ? <Both zh="信函邀请" en="by letter" /> : ''),
  },
  { head: { zh: '邀请', en: 'Invited' }, cell: ({ invitedAt }) => shanghaiTime(invitedAt) },
  {
    head: { zh: '状态', en: 'State' },
    cell: ({ confirmedAt, endedAt }) =>
      endedAt ? (
        <Badge zh="已停用" en="ended" />
      ) : confirmedAt ? (
        <Badge tone="good" zh="已开通" en="open" />
      ) : (
        <Badge tone="yellow" zh="待开通" en="not opened yet" />
      ),
  },
  {
    head: { zh: '停用', en: 'End' },
    cell: ({ id, endedAt }) =>
      endedAt === null && (
        <Form action={bureauPaths.firmAccountEnd(id)}>
          <button class="quiet" type="submit">
            <Both zh="停用" en="End" />
          </button>
        </Form>
      ),
  },
]
