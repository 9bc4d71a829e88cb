import type { Child } from 'hono/jsx'
import { type Act, acts } from '../../../cases/acts/case-states.ts'
import type { Acted } from '../../../cases/incidents/act-on-incident.ts'
import type { IncidentRead, MemberRead } from '../../../cases/incidents/read-incident.ts'
import { REASON_UNITS_MAX } from '../../../cases/incidents/see-together.ts'
import { isTemplateAct, type OfferedTemplate } from '../../../cases/templates/offered-templates.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Reasons } from '../../case-parts.tsx'
import { SelectField, Submit, TextArea } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Badge, Both, type Column, DangerBadge, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { actNouns, bureauPaths } from '../bureau-paths.ts'
import { ActControls, type Tried } from '../case/act-forms.tsx'
import { BureauName, StateBadge, TimeLeft } from '../case/case-badges.tsx'
import { TemplatePicker } from '../case/template-picker.tsx'

/** What was tried and refused on the page, so that nothing typed is lost. */
export type IncidentTried = { tried?: Tried; split?: { caseId: string; reason: string; said: Said } }

type IncidentPageProps = IncidentTried & {
  read: IncidentRead
  city: City
  now: Date
  acted?: Acted[]
  /** Texts from which the words of an act may begin. */
  templates: OfferedTemplate[]
  onward: Child
  /** What the public reads of it. */
  publicPart: Child
}

/** Everything of one event on one screen: its cases and why they belong together, one form for all of them, taking one out. */
export function IncidentPage({
  read,
  city,
  now,
  acted,
  templates,
  tried,
  split,
  onward,
  publicPart,
}: IncidentPageProps) {
  return (
    <>
      <p class="eyebrow">
        <Both zh="事件" en="Incident" /> · <span class="case-number">#{read.id}</span>
      </p>
      <h1>{read.title}</h1>
      <p>
        <Both
          zh={`共 ${read.members.length + read.elsewhere} 件诉求说的是同一件事。每件各有各的案件、时限和答复；在此一次办理。`}
          en={`${read.members.length + read.elsewhere} reports tell of one event. Each keeps its own case, clocks and answer; here they are handled at once.`}
        />
        {read.elsewhere > 0 && (
          <>
            {' '}
            <Both
              zh={`其中 ${read.elsewhere} 件在其他单位。`}
              en={`${read.elsewhere} of them are with other bureaus.`}
            />
          </>
        )}
      </p>
      {acted && <WhatWasRefused acted={acted} />}
      {onward}
      <Table caption={{ zh: '案件', en: 'Cases' }} columns={columnsOf(city, now)} rows={read.members} />
      <ActsOnAll read={read} city={city} templates={templates} tried={tried ?? null} />
      {publicPart}
      <SplitForm read={read} split={split} />
      <History read={read} />
    </>
  )
}

const columnsOf = (city: City, now: Date): Column<MemberRead>[] => [
  {
    head: { zh: '案件', en: 'Case' },
    cell: ({ caseId, title }) => (
      <a href={bureauPaths.case(caseId)}>
        {title} #{caseId}
      </a>
    ),
  },
  {
    head: { zh: '状态', en: 'State' },
    cell: ({ state, danger }) => (
      <>
        <StateBadge state={state} /> <DangerBadge danger={danger} />
      </>
    ),
  },
  { head: { zh: '单位', en: 'Bureau' }, cell: ({ lead }) => <BureauName city={city} id={lead} /> },
  { head: { zh: '时限', en: 'Due' }, cell: ({ nextDueAt }) => <TimeLeft dueAt={nextDueAt} now={now} /> },
  {
    head: { zh: '为什么在此', en: 'Why it is here' },
    cell: ({ because, byPerson }) => (
      <>
        <Badge {...(byPerson ? { zh: '人工', en: 'by a person' } : { zh: '机器', en: 'by the machine' })} />
        <Reasons reasons={because} />
      </>
    ),
  },
]

function WhatWasRefused({ acted }: { acted: Acted[] }) {
  const refused = acted.filter((one) => one.refused !== null)
  return (
    <Notice tone="yellow" alert>
      <p>
        <Both
          zh={`${acted.length - refused.length} 件已办，${refused.length} 件未办：`}
          en={`${acted.length - refused.length} done, ${refused.length} not:`}
        />
      </p>
      <ul>
        {refused.map(({ caseId, title, refused: said }) => (
          <li>
            {title} #{caseId} {said && <Both {...said} />}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type ActsProps = Pick<IncidentPageProps, 'read' | 'city' | 'templates'> & { tried: Tried | null }

function ActsOnAll({ read, city, templates, tried }: ActsProps) {
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="一次办理" en="Handle at once" />
      </h2>
      {tried?.said && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
          {!read.acts.some(({ act }) => act === tried.act) && <TypedWords words={wordsOf(tried.typed)} />}
        </Notice>
      )}
      {read.acts.length === 0 && (
        <p>
          <Both zh="您现在没有可以一次办理的案件。" en="No case here is open to you now." />
        </p>
      )}
      {read.acts.map(({ act, cases }) => (
        <details class="act" open={tried?.act === act}>
          <summary>
            <Both {...acts[act].label} /> ({cases})
          </summary>
          <Form action={bureauPaths.incidentAct(read.id, actNouns[act])}>
            <p class="hint">
              <Both {...acts[act].says} />{' '}
              <Both
                zh={`用于 ${cases} 件案件，每件各留一笔。`}
                en={`Applies to ${cases} cases, each with its own record.`}
              />
            </p>
            <PickForAll act={act} incidentId={read.id} templates={templates} />
            <ActControls
              act={act}
              city={city}
              milestonesOpen={[]}
              extendable={[]}
              lead=""
              receivedAt={read.openedAt}
              tried={tried?.act === act ? tried : null}
            />
            <Submit {...acts[act].label} />
          </Form>
        </details>
      ))}
    </section>
  )
}

type PickProps = { act: Act; incidentId: number; templates: OfferedTemplate[] }

function PickForAll({ act, incidentId, templates }: PickProps) {
  const offered = templates.filter((one) => one.act === act)
  if (!isTemplateAct(act) || offered.length === 0) return null
  return (
    <>
      <TemplatePicker action={bureauPaths.incidentTemplate(incidentId, act)} offered={offered} act={act} />
      <p class="hint">
        <Both
          zh="模板里的 {case}、{received} 等保留原样，办理时按每件案件各自填好；〔…〕要先写好。"
          en="Places such as {case} stay as they are and are filled from each case when it is handled; write what stands in 〔…〕 first."
        />
      </p>
    </>
  )
}

function SplitForm({ read, split }: { read: IncidentRead; split: IncidentTried['split'] }) {
  const options = read.members.map(({ caseId, title }) => ({
    value: String(caseId),
    zh: `#${caseId} ${title}`,
    en: '',
  }))
  return (
    <details class="act" open={split !== undefined}>
      <summary>
        <Both zh="移出一件" en="Take a case out" />
      </summary>
      <Form action={bureauPaths.incidentSplits(read.id)}>
        <p class="hint">
          <Both
            zh="说的是另一件事时移出。机器不会再把它并回来。"
            en="When it tells of another event. The machine will not put it back."
          />
        </p>
        <SelectField
          name="split-case"
          label={{ zh: '案件', en: 'Case' }}
          required
          options={options}
          value={split?.caseId}
        />
        <TextArea
          name="split-reason"
          label={{ zh: '理由', en: 'Reason' }}
          required
          rows={2}
          maxlength={REASON_UNITS_MAX}
          value={split?.reason}
          error={split?.said}
        />
        <p class="actions">
          <button type="submit" class="grave">
            <Both zh="移出" en="Take out" />
          </button>
        </p>
      </Form>
    </details>
  )
}

const eventNames: Record<string, Said> = {
  open: { zh: '立为事件', en: 'opened' },
  join: { zh: '并入', en: 'joined' },
  merge: { zh: '两个事件合并', en: 'two incidents merged' },
  split: { zh: '移出', en: 'taken out' },
  act: { zh: '一次办理', en: 'handled at once' },
}

function History({ read }: { read: IncidentRead }) {
  return (
    <>
      <h2>
        <Both zh="归并经过" en="How it was grouped" />
      </h2>
      <ul>
        {read.events.map(({ at, name, act, reportId, reason }) => (
          <li>
            {shanghaiTime(at)} · {name ?? '机器 the machine'} · <Both {...(eventNames[act] ?? { zh: act, en: act })} />{' '}
            {reportId !== null && `#${reportId}`} {reason !== '' && <span class="hint">{reason}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
