import type { Child } from 'hono/jsx'
import { may } from '../../../accounts/permissions.ts'
import type { WarningListed } from '../../../alerts/list-warnings.ts'
import type { WarningRead } from '../../../alerts/read-warning.ts'
import type { CriticalTask } from '../../../alerts/response/open-critical-tasks.ts'
import {
  eventNames,
  type WarningAct,
  type WarningState,
  warningActs,
  warningKinds,
  warningStates,
} from '../../../alerts/warning-acts.ts'
import { draftStages } from '../../../alerts/warnings/draft-acts.ts'
import { areaWords } from '../../../alerts/warnings/warning-content.ts'
import type { Actor } from '../../../context.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Leaves, Market, WarningLevelBadge, WarningReasons, WarningStateBadge } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { TextArea } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Facts, Notice, Pagination, Table } from '../../parts.tsx'
import { Advice, Source } from '../../public/warning-page.tsx'
import { shanghaiTime } from '../../times.ts'
import { EventHistory } from '../case/event-history.tsx'
import { Despite } from '../response/despite.tsx'

type DeskProps = {
  warnings: WarningListed[]
  drafts: number
  pages: number
  page: number
  state: WarningState | null
  city: City
  actor: Actor
}

/** What waits for a decision first, the most urgent on top; then what was decided. */
export function WarningDesk({ warnings, drafts, pages, page, state, city, actor }: DeskProps) {
  return (
    <>
      <h1>
        <Both zh="预警审核" en="Warnings to decide" />
      </h1>
      <p>
        <Both
          zh={`系统只起草，发布由人决定。待审核 ${drafts} 条。`}
          en={`The system only drafts; a person releases. ${drafts} to decide.`}
        />
      </p>
      <p class="actions">
        {may(actor, 'write_quality_warnings') && (
          <a class="button" href={alertPaths.newWarning}>
            <Both zh="拟写质量预警" en="Write a quality warning" />
          </a>
        )}{' '}
        {may(actor, 'see_all_quality_warnings') && (
          <a class="button" href={alertPaths.openReceipts}>
            <Both zh="未确认收到的单位" en="Who has not acknowledged" />
          </a>
        )}
      </p>
      <nav class="tabs" aria-label="状态 State">
        <ul>
          {[null, ...(Object.keys(warningStates) as WarningState[])].map((one) => (
            <li>
              <a href={hrefOf(one, 1)} aria-current={one === state ? 'true' : undefined}>
                <Both {...(one === null ? { zh: '全部', en: 'All' } : warningStates[one])} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Table
        caption={{ zh: '预警', en: 'Warnings' }}
        columns={columnsFor(city)}
        rows={warnings}
        empty={{ zh: '这里没有预警。', en: 'No warnings here.' }}
      />
      <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf(state, to)} />
    </>
  )
}

const hrefOf = (state: WarningState | null, page: number): string =>
  `${alertPaths.warningDesk}${queryOf({ state, page: page === 1 ? null : page })}`

function columnsFor(city: City): Column<WarningListed>[] {
  return [
    {
      head: { zh: '级别', en: 'Level' },
      cell: ({ level, relief }) => (
        <span class="badges">
          <WarningLevelBadge level={level} relief={relief} />
        </span>
      ),
    },
    {
      head: { zh: '预警', en: 'Warning' },
      cell: ({ id, title, kind, drill }) => (
        <>
          {drill && <Badge zh="演练" en="Drill" />}{' '}
          <a href={alertPaths.warningOnDesk(id)}>
            <Both zh={title.zh || '（无标题）'} en={title.en || '(no title yet)'} />
          </a>
          <br />
          <Both {...warningKinds[kind]} />
        </>
      ),
    },
    {
      head: { zh: '市场或范围', en: 'Market or area' },
      cell: ({ kind, market, districts }) =>
        kind === 'quality' ? <Both {...areaWords(city, { districts, streets: [] })} /> : <Market code={market} />,
    },
    { head: { zh: '行业', en: 'Sectors' }, cell: ({ leaves }) => <Leaves city={city} codes={leaves} /> },
    {
      head: { zh: '状态', en: 'State' },
      cell: ({ state, stage }) => (
        <>
          <WarningStateBadge state={state} /> {stage && <Both {...draftStages[stage]} />}
        </>
      ),
    },
    {
      head: { zh: '起草', en: 'Drafted' },
      cell: ({ draftedAt }) => <span class="keep">{shanghaiTime(draftedAt)}</span>,
    },
  ]
}

/** A decision that was tried and refused: what was typed and why, so that nothing typed is lost. */
export type DecisionTried = {
  act: WarningAct
  reason: string
  despite: string
  said: Said
  fields: Record<string, Said>
}

type OnDeskProps = {
  warning: WarningRead
  tried: DecisionTried | null
  city: City
  /** What stands in the way of lifting it. */
  standing: CriticalTask[]
  /** Where it may be taken further. */
  onward: Child
}

/** One warning as the public would read it, why it has its level, and what may be decided now. */
export function WarningOnDesk({ warning, tried, city, standing, onward }: OnDeskProps) {
  return (
    <>
      <p class="crumbs">
        <a href={alertPaths.warningDesk}>
          <Both zh="预警审核" en="Warnings to decide" />
        </a>
      </p>
      <h1>
        <Both {...warning.title} />
      </h1>
      <p class="badges">
        <WarningLevelBadge level={warning.level} relief={warning.relief} /> <WarningStateBadge state={warning.state} />
      </p>
      <div class="notice-columns">
        <div>
          <Advice warning={warning} />
          <Facts
            rows={[
              [{ zh: '行业', en: 'Sectors' }, <Leaves city={city} codes={warning.leaves.map(({ code }) => code)} />],
              [{ zh: '市场', en: 'Market' }, <Market code={warning.market} />],
              [{ zh: '来源', en: 'Source' }, <Source warning={warning} />],
            ]}
          />
          <h2>
            <Both zh="为什么是这个级别" en="Why this level" />
          </h2>
          <WarningReasons {...warning} />
        </div>
        <aside aria-label="决定 Decision">
          <Decisions warning={warning} tried={tried} standing={standing} />
          {onward}
          <History warning={warning} city={city} />
        </aside>
      </div>
    </>
  )
}

function Decisions({ warning, tried, standing }: Pick<OnDeskProps, 'warning' | 'tried' | 'standing'>) {
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="决定" en="Decide" />
      </h2>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
          {!warning.acts.includes(tried.act) && <TypedWords words={wordsOf({ reason: tried.reason })} />}
        </Notice>
      )}
      {warning.acts.length === 0 && (
        <p>
          <Both zh="这条预警已经办结，没有可做的事。" en="This warning is settled; there is nothing to do." />
        </p>
      )}
      {warning.acts.map((act) => (
        <DecisionForm
          warningId={warning.id}
          act={act}
          tried={tried?.act === act ? tried : null}
          standing={act === 'lift' ? standing : []}
        />
      ))}
    </section>
  )
}

type DecisionProps = { warningId: number; act: WarningAct; tried: DecisionTried | null; standing: CriticalTask[] }

function DecisionForm({ warningId, act, tried, standing }: DecisionProps) {
  const { label, says } = warningActs[act]
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both {...label} />
      </summary>
      <Form action={alertPaths.decision(warningId, act)}>
        <p class="hint">
          <Both {...says} />
        </p>
        <TextArea
          name={`reason-${act}`}
          label={{ zh: '理由', en: 'Reason' }}
          hint={act === 'lift' ? { zh: '公开显示。', en: 'Shown to the public.' } : undefined}
          value={tried?.reason}
          error={tried?.fields.reason}
          rows={3}
          maxlength={500}
          required
        />
        <Despite standing={standing} typed={tried?.despite} error={tried?.fields.despite} />
        <p class="actions">
          <button type="submit" class={act === 'release' ? undefined : 'grave'}>
            <Both {...label} />
          </button>
        </p>
      </Form>
    </details>
  )
}

function History({ warning: { events }, city }: { warning: WarningRead; city: City }) {
  const shown = events.map(({ act, reason, ...event }) => ({
    ...event,
    what: eventNames[act],
    words: reason === 'superseded' ? <Both zh="被更新的版本取代" en="superseded" /> : reason,
  }))
  return <EventHistory events={shown} city={city} />
}
