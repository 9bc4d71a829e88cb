import type { Child } from 'hono/jsx'
import type { LinkOfCase } from '../../../alerts/links/find-links-of.ts'
import { actLabel } from '../../../cases/acts/act-label.ts'
import { caseStates } from '../../../cases/acts/case-states.ts'
import { passedOn } from '../../../cases/clocks/return-window.ts'
import type { IncidentOfCase } from '../../../cases/incidents/find-incident-of.ts'
import type { CaseRead, EventRead } from '../../../cases/read-case.ts'
import type { RiskRead } from '../../../cases/risk/read-risk.ts'
import type { OfferedTemplate } from '../../../cases/templates/offered-templates.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Aparts } from '../../aparts.tsx'
import { ClockCard, type Station, Timeline } from '../../case-parts.tsx'
import { Both, DangerBadge, RiskBadge } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { TaskList } from '../inbox/task-list.tsx'
import { KeysHelp } from '../keys-help.tsx'
import { ActForms, type Tried } from './act-forms.tsx'
import { ReturnedBadge, StateBadge, TimeLeft, TrackBadges } from './case-badges.tsx'
import { CaseItems, KindHint } from './case-items.tsx'
import { CaseText } from './case-text.tsx'
import { AddedByReporter, Told } from './case-told.tsx'
import { Duplicates, WhyBureau } from './case-why.tsx'
import { IdentityPanel, type IdentityTried } from './identity-panel.tsx'
import { type GroupingTried, IncidentPanel } from './incident-panel.tsx'
import { JointPanel } from './joint-panel.tsx'
import { LinksPanel, type LinkTried } from './links-panel.tsx'
import { RiskPanel } from './risk-panel.tsx'
import type { RiskTried } from './risk-result.tsx'

type CasePageProps = {
  read: CaseRead
  risk: RiskRead
  riskTried: RiskTried | null
  incident: IncidentOfCase
  groupingTried: GroupingTried | null
  /** Recalls that look like what is complained of. */
  links: LinkOfCase[]
  linkTried: LinkTried | null
  city: City
  now: Date
  /** Whether the reader may finish tasks of this bureau. */
  ownBureau: string | null
  /** Texts from which the next replies may begin. */
  templates: OfferedTemplate[]
  tried: Tried | null
  identityTried: IdentityTried | null
  /** Where the matter may be taken further. */
  onward: Child
  /** Whom it is about: the firm, and what came in before. */
  respondent: Child
}

/** Everything about one case on one screen: what was written, who and why, by when, what happened, what may be done next. */
export function CasePage({
  read,
  risk,
  riskTried,
  incident,
  groupingTried,
  links,
  linkTried,
  city,
  now,
  ownBureau,
  templates,
  tried,
  identityTried,
  onward,
  respondent,
}: CasePageProps) {
  return (
    <div data-keyed data-steps=".acts > details > summary, .acts > div.act button" data-up={bureauPaths.inbox}>
      <div class="desk-head">
        <p class="eyebrow">
          <Both {...read.leaf} /> · <span class="case-number">#{read.id}</span>
        </p>
        <KeysHelp keys={keys} />
      </div>
      <h1>{read.title}</h1>
      <p class="badges">
        <StateBadge state={read.state} /> <TrackBadges tracks={read.tracks} /> <DangerBadge danger={read.danger} />{' '}
        <RiskBadge risk={read.risk} /> <ReturnedBadge {...passedOn(read.events)} />{' '}
        {!caseStates[read.state].final && <TimeLeft dueAt={read.nextDueAt} now={now} />}
      </p>
      {read.addedAt && <AddedByReporter read={read} at={read.addedAt} />}
      <div class="case-columns">
        <div class="case-text">
          <KindHint kind={read.kind} tracks={read.tracks} read={read.assessment.kind} />
          <CaseText assessment={read.assessment} />
          <CaseItems items={read.items} state={read.state} now={now} />
          <JointPanel caseId={read.id} joint={read.joint} />
          <Aparts aparts={read.aparts} />
          <Told read={read} city={city} />
        </div>
        <aside class="case-acts" aria-label="办理 Handling">
          <ActForms
            caseId={read.id}
            open={read.acts}
            city={city}
            milestonesOpen={read.milestones}
            extendable={read.extendable}
            joinable={read.joinable}
            caseTitle={read.title}
            returnWindow={read.returnWindow}
            notYet={read.notYet}
            now={now}
            lead={read.lead}
            receivedAt={read.report.receivedAt}
            overrules={read.overrules}
            items={read.items}
            itemsFor={read.itemsFor}
            draft={read.draft}
            taskBureaus={read.taskBureaus}
            apartFor={read.apartFor}
            templates={templates}
            tried={tried}
          />
          <IdentityPanel read={read} tried={identityTried} />
          <p>
            <a href={bureauPaths.documents(read.id)}>
              <Both zh="文书（查看、制作）" en="Documents" />
            </a>
          </p>
        </aside>
        <div class="case-rest">
          <Clocks read={read} city={city} now={now} />
          <WhyBureau read={read} city={city} />
          <RiskPanel
            caseId={read.id}
            risk={risk}
            mayRevise={read.acts.includes('risk')}
            tried={riskTried}
            city={city}
            onward={onward}
          />
          {respondent}
          <LinksPanel caseId={read.id} links={links} tried={linkTried} />
          <IncidentPanel caseId={read.id} found={incident} tried={groupingTried} />
          <Duplicates read={read} />
          <h2>
            <Both zh="任务" en="Tasks" />
          </h2>
          <TaskList tasks={read.tasks} city={city} now={now} ownBureau={ownBureau} />
          <h2>
            <Both zh="办理经过" en="History" />
          </h2>
          <Timeline
            stations={read.events.map((event, index) => stationOf(event, city, index === read.events.length - 1))}
          />
        </div>
      </div>
    </div>
  )
}

const keys: [string, Said][] = [
  ['j', { zh: '下一项办理', en: 'next act' }],
  ['k', { zh: '上一项办理', en: 'previous act' }],
  ['Enter', { zh: '打开或办理', en: 'open or do it' }],
  ['u', { zh: '回到收件箱', en: 'back to the inbox' }],
  ['?', { zh: '显示快捷键', en: 'show the keys' }],
  ['Esc', { zh: '离开输入栏', en: 'leave a field' }],
]

function Clocks({ read, city, now }: { read: CaseRead; city: City; now: Date }) {
  return (
    <>
      <h2 class="first">
        <Both zh="时限" en="Clocks" />
      </h2>
      <div class="clocks">
        {read.clocks.map(({ clock, metAt }) => (
          <ClockCard clock={clock} metAt={metAt} calendar={city.calendar} now={now} />
        ))}
      </div>
    </>
  )
}

function stationOf(event: EventRead, city: City, last: boolean): Station {
  const bureau = city.bureaus.get(event.bureau)?.zh ?? event.bureau
  const fromReporter = event.name === null && (event.act === 'supply' || event.act === 'add')
  const note = event.internalText === null ? null : `【${fromReporter ? '诉求人' : '内部'}】${event.internalText}`
  return {
    ...actLabel(event.act),
    at: event.at,
    who: [fromReporter ? '诉求人 Reporter' : bureau, event.name].filter((part) => part !== null).join(' · '),
    text: [event.publicText, note].filter((part) => part !== null).join('\n') || null,
    state: last && !caseStates[event.to].final ? 'now' : 'done',
  }
}
