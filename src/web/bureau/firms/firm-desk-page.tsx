import { may } from '../../../accounts/permissions.ts'
import type { Actor } from '../../../context.ts'
import type { MatchListed } from '../../../enterprises/cases/list-matches.ts'
import type { HeldListed } from '../../../enterprises/grade/list-held-grades.ts'
import type { RequestListed } from '../../../enterprises/requests/list-firm-requests.ts'
import type { FirmFound } from '../../../enterprises/search/find-firms.ts'
import { toShanghaiDate } from '../../../reference/calendar.ts'
import type { City } from '../../../reference/city.ts'
import { Submit, TextField } from '../../fields.tsx'
import { GradeBadge } from '../../firms/grade-panel.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Table } from '../../parts.tsx'
import { useRefilled } from '../../refused-form.ts'
import { shanghaiDate, shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { RequestCard } from './request-card.tsx'

type DeskProps = {
  actor: Actor
  requests: RequestListed[]
  held: HeldListed[]
  matches: MatchListed[]
  typed: string
  found: FirmFound[] | null
  city: City
  now: Date
}

/** What waits for a person in the register: what firms ask, bad grades to tell and to show, firms proposed for cases. */
export function FirmDeskPage({ actor, requests, held, matches, typed, found, city, now }: DeskProps) {
  return (
    <>
      <h1>
        <Both zh="企业档案" en="Firms" />
      </h1>
      <p class="actions">
        <a class="button quiet" href={bureauPaths.plans}>
          <Both zh="双随机抽查" en="Inspection plans" />
        </a>
        {may(actor, 'keep_credit_rules') && (
          <a class="button quiet" href={bureauPaths.creditRules}>
            <Both zh="等级规则" en="Rules of the grade" />
          </a>
        )}
      </p>
      <FirmSearch typed={typed} found={found} />
      <h2>
        <Both zh="企业提出的事项" en="What firms ask" />
      </h2>
      <Due requests={requests} city={city} now={now} />
      {requests.length === 0 && (
        <p class="empty">
          <Both zh="没有待办的异议、修复或说明。" en="Nothing is waiting." />
        </p>
      )}
      {requests.map((request) => (
        <RequestCard request={request} city={city} now={now} actor={actor} />
      ))}
      {may(actor, 'keep_firms') && (
        <>
          <h2>
            <Both zh="待公布的不利等级" en="Bad grades not shown yet" />
          </h2>
          <Table
            caption={{ zh: '待公布的不利等级', en: 'Bad grades not shown yet' }}
            columns={heldColumns(now)}
            rows={held}
            empty={{ zh: '没有。', en: 'None.' }}
          />
          <h2>
            <Both zh="案件是哪家企业？" en="Which firm is a case about?" />
          </h2>
          <Table
            caption={{ zh: '待确认的企业', en: 'Firms to confirm' }}
            columns={matchColumns}
            rows={matches}
            empty={{ zh: '没有待确认的。', en: 'Nothing to confirm.' }}
          />
        </>
      )}
    </>
  )
}

/** How many are over, due today, or due later; the cards follow in this order. */
function Due({ requests, city, now }: Pick<DeskProps, 'requests' | 'city' | 'now'>) {
  if (requests.length === 0) return null
  const today = toShanghaiDate(now)
  const over = requests.filter(({ due_at }) => due_at <= now).length
  const dueToday = requests.filter(({ due_at, clock }) => due_at > now && clock.lastDay === today).length
  const later = requests.length - over - dueToday
  return (
    <p>
      <Both
        zh={`超期 ${over} 项，今天到期 ${dueToday} 项，其余 ${later} 项；先到期的在前，用去 ${stepWords(city, '、')} 时提醒。`}
        en={`${over} over, ${dueToday} due today, ${later} later; the soonest due first, reminded at ${stepWords(city, ', ')} of the term.`}
      />
    </p>
  )
}

const stepWords = ({ reminders }: City, comma: string): string =>
  reminders.steps.map(({ percent }) => `${percent}%`).join(comma)

function FirmSearch({ typed, found }: { typed: string; found: FirmFound[] | null }) {
  return (
    <>
      <search>
        <form method="get" action={bureauPaths.firms}>
          <TextField
            name="q"
            label={{ zh: '查企业', en: 'Look a firm up' }}
            hint={{ zh: '名称、品牌、地址、代码或拼音', en: 'Name, brand, address, code or pinyin' }}
            type="search"
            value={typed}
            maxlength={60}
            required
          />
          <Submit zh="查询" en="Search" />
        </form>
      </search>
      {found && found.length === 0 && (
        <p class="empty">
          <Both zh="没有找到。" en="Nothing found." />
        </p>
      )}
      {found && found.length > 0 && (
        <ul class="firm-list">
          {found.map((firm) => (
            <li>
              <a href={bureauPaths.firm(firm.code)}>{firm.name}</a> <GradeBadge grade={firm.grade} />{' '}
              <span class="hint">
                {firm.address} · <span class="number">{firm.code}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const heldColumns = (now: Date): Column<HeldListed>[] => [
  { head: { zh: '企业', en: 'Firm' }, cell: ({ code, firm }) => <a href={bureauPaths.firm(code)}>{firm}</a> },
  { head: { zh: '现公布', en: 'Shown now' }, cell: ({ shown }) => <GradeBadge grade={shown} /> },
  { head: { zh: '待公布', en: 'Held' }, cell: ({ grade }) => <GradeBadge grade={grade} /> },
  {
    head: { zh: '告知', en: 'Told' },
    cell: (held) => (held.toldAt ? shanghaiTime(held.toldAt) : <TellForm held={held} />),
  },
  { head: { zh: '公布', en: 'Show' }, cell: (held) => <ShowForm held={held} now={now} /> },
]

function TellForm({ held }: { held: HeldListed }) {
  return (
    <Form action={bureauPaths.heldGrade(held.id, 'notice')}>
      <label for={`how-${held.id}`}>
        <Both zh="告知书文号、送达方式" en="Letter and how it was served" />
      </label>
      <HowTold id={`how-${held.id}`} />
      <button class="quiet" type="submit">
        <Both zh="已书面告知" en="Told by letter" />
      </button>
    </Form>
  )
}

function HowTold({ id }: { id: string }) {
  return <input id={id} name="how" value={useRefilled('how')?.values[0] ?? ''} maxlength={200} required />
}

function ShowForm({ held, now }: { held: HeldListed; now: Date }) {
  if (held.showFrom === null) return <Both zh="先告知" en="tell first" />
  if (held.showFrom > now) return <Both zh={`${shanghaiDate(held.showFrom)} 起`} en="from then" />
  return (
    <Form action={bureauPaths.heldGrade(held.id, 'showing')}>
      <button type="submit">
        <Both zh="公布" en="Show" />
      </button>
    </Form>
  )
}

const matchColumns: Column<MatchListed>[] = [
  { head: { zh: '案件', en: 'Case' }, cell: ({ caseId, title }) => <a href={bureauPaths.case(caseId)}>{title}</a> },
  { head: { zh: '原文', en: 'As written' }, cell: ({ said }) => said },
  {
    head: { zh: '企业', en: 'Firm' },
    cell: ({ code, name, because }) => (
      <>
        <a href={bureauPaths.firm(code)}>{name}</a> <span class="hint">{because.join('；')}</span>
      </>
    ),
  },
  { head: { zh: '吻合', en: 'Fits' }, cell: ({ score }) => `${Math.round(score * 100)}%`, numeric: true },
  {
    head: { zh: '是不是', en: 'Is it' },
    cell: ({ caseId, code }) => <MatchForm caseId={caseId} code={code} back="desk" />,
  },
]

/** Is the case about this firm? */
export function MatchForm({ caseId, code, back }: { caseId: number; code: string; back: 'desk' | 'case' }) {
  return (
    <Form action={bureauPaths.caseFirm(caseId)}>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="back" value={back} />
      <button name="is" value="yes" type="submit">
        <Both zh="是" en="Yes" />
      </button>{' '}
      <button class="quiet" name="is" value="no" type="submit">
        <Both zh="不是" en="No" />
      </button>
    </Form>
  )
}
