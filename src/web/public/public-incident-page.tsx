import type { WarningOfIncident } from '../../alerts/warnings/list-warnings-of-incident.ts'
import type { IncidentWords } from '../../cases/incidents/incident-words.ts'
import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { City } from '../../reference/city.ts'
import { WarningLevelBadge, WarningStateBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'

type ListProps = { incidents: PublicIncident[]; city: City }

/** What is being looked into that may have happened to others as well. */
export function PublicIncidentsPage({ incidents, city }: ListProps) {
  return (
    <>
      <h1>
        <Both zh="公开事件" en="Public incidents" />
      </h1>
      <p>
        <Both
          zh="多人反映、正在核实的同一件事。您也遇到了？可以一并反映：每个人各有自己的案件、时限和回执，互相看不到。"
          en="The same thing told by several people, being looked into. It happened to you too? File with them: each keeps an own case, clock and receipt, and sees nothing of the others."
        />
      </p>
      <p class="hint">
        <Both zh="给程序：" en="For programs:" /> <a href={paths.incidentFeed}>Atom</a> ·{' '}
        <a href={paths.apiPage}>API</a>
      </p>
      {incidents.length === 0 && (
        <p class="empty">
          <Both zh="目前没有公开事件。" en="No incident is public now." />
        </p>
      )}
      <ul class="warning-list">
        {incidents.map((incident) => (
          <li class="tone-yellow">
            <p class="badges">
              <Badge tone="yellow" zh="正在核实" en="being looked into" /> {bureauOf(city, incident.bureau)}{' '}
              <time datetime={incident.at.toISOString()}>{shanghaiTime(incident.at)}</time>
            </p>
            <p>
              <a href={paths.incident(incident.code)}>{incident.title}</a>
            </p>
            <p class="hint">
              {[incident.respondent, incident.product, incident.place].filter((one) => one !== null).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

const bureauOf = (city: City, id: string): string => city.bureaus.get(id)?.zh ?? id

type PageProps = { incident: PublicIncident; warnings: WarningOfIncident[]; city: City }

/** One public incident, the city's warnings that cover it, and the way to say that it happened to oneself. */
export function PublicIncidentPage({ incident, warnings, city }: PageProps) {
  const { act, reason, code, at, bureau, number } = incident
  return (
    <>
      <p class="crumbs">
        <a href={paths.incidents}>
          <Both zh="公开事件" en="Public incidents" />
        </a>
      </p>
      {act === 'withdraw' ? (
        <>
          <h1>{incident.title}</h1>
          <Notice tone="calm" title={{ zh: '这个公开事件已经撤下', en: 'This public incident was taken back' }}>
            <p>
              {shanghaiTime(at)} · {reason}
            </p>
          </Notice>
          <p class="actions">
            <a class="button" href={paths.complaintForm}>
              <Both zh="单独反映" en="File on your own" />
            </a>
          </p>
        </>
      ) : (
        <>
          <h1>{incident.title}</h1>
          <WarningsAbout warnings={warnings} />
          <IncidentTold told={incident} />
          <p class="actions">
            <a class="button" href={paths.complaintAbout(code)}>
              <Both zh="我也遇到了，一并反映" en="This happened to me too" />
            </a>
          </p>
          <Notice tone="calm">
            <p>
              <Both
                zh="您的诉求单独立案，有自己的时限和回执；其他人看不到您，您也看不到其他人。工作人员会核对是不是同一件事。"
                en="Your filing is a case of its own with its own clock and receipt. Nobody else sees you and you see nobody; staff check whether it is the same matter."
              />
            </p>
          </Notice>
          <p class="hint">
            {bureauOf(city, bureau)} · {shanghaiTime(at)} <Both zh={`第 ${number} 版`} en={`version ${number}`} />
          </p>
        </>
      )}
    </>
  )
}

/** Before all else what to do. */
function WarningsAbout({ warnings }: { warnings: WarningOfIncident[] }) {
  if (warnings.length === 0) return null
  return (
    <Notice
      title={{ zh: '本市已就此发布预警，请先看怎么做', en: 'The city has issued a warning: see first what to do' }}
    >
      <ul>
        {warnings.map(({ id, level, state, title }) => (
          <li>
            <WarningLevelBadge level={level} relief={false} />{' '}
            {state !== 'released' && <WarningStateBadge state={state} />}{' '}
            <a href={alertPaths.warning(id)}>
              <Both {...title} />
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** What the page says below its title, also as a preview on the desk. */
export function IncidentTold({ told: { words, respondent, product, place } }: { told: IncidentWords }) {
  return (
    <>
      <p class="badges">
        <Badge tone="yellow" zh="正在核实，不代表已经认定" en="being looked into; nothing is found yet" />
      </p>
      <p class="written">{words}</p>
      <Facts
        rows={[
          [{ zh: '商家或单位', en: 'Business or body' }, respondent],
          [{ zh: '产品或服务', en: 'Product or service' }, product],
          [{ zh: '地点', en: 'Place' }, place],
        ]}
      />
    </>
  )
}
