import type { Child } from 'hono/jsx'
import type { FactRead } from '../../enterprises/read-firm.ts'
import { factTitle, harmNames, severityNames } from '../../enterprises/register/fact-words.ts'
import type { City } from '../../reference/city.ts'
import { Badge, Both } from '../parts.tsx'
import { shanghaiDate } from '../times.ts'

type TimelineProps = {
  facts: FactRead[]
  city: City
  /** What the reader may do with a fact, under it. */
  acts?: (fact: FactRead) => Child
}

/** The record as one line of time, newest first, each fact with its document, what was done about it, and the firm's answer. */
export function RecordTimeline({ facts, city, acts }: TimelineProps) {
  if (facts.length === 0) {
    return (
      <p class="empty">
        <Both zh="没有可公开的记录。" en="Nothing is on the public record." />
      </p>
    )
  }
  return (
    <ol class="timeline">
      {facts.map((fact) => (
        <li class={fact.published ? 'station' : 'station ahead'} id={`fact-${fact.id}`}>
          <FactShown fact={fact} city={city} />
          {acts?.(fact)}
        </li>
      ))}
    </ol>
  )
}

function FactShown({ fact, city }: { fact: FactRead; city: City }) {
  const bureau = city.bureaus.get(fact.bureau)
  return (
    <>
      <p class="station-name">
        <Both {...factTitle(fact)} />
      </p>
      <p class="badges">
        <Flags fact={fact} />
      </p>
      <p>{fact.subject}</p>
      <p class="station-when">
        <time datetime={fact.happened_on}>{fact.happened_on}</time> · {fact.authority} ·{' '}
        <span class="number">{fact.document_no}</span>
        {fact.ends_on && <Both zh={` · 至 ${fact.ends_on}`} en={`until ${fact.ends_on}`} />}
        {fact.shown_until && <Both zh={` · 公示至 ${fact.shown_until}`} en={`published until ${fact.shown_until}`} />}
        {bureau && !fact.authority.includes(bureau.zh) && <Both zh={` · ${bureau.zh}`} en={bureau.en} />}
      </p>
      {fact.answers.map(({ text, at }) => (
        <p class="station-text">
          <Both zh={`企业说明（${shanghaiDate(at)}）：`} en="The firm's answer:" /> {text}
        </p>
      ))}
    </>
  )
}

function Flags({ fact }: { fact: FactRead }) {
  return (
    <>
      {fact.severity && <Badge {...severityNames[fact.severity]} />}
      {fact.harm !== 'none' && <Badge tone="red" {...harmNames[fact.harm]} />}
      {fact.safety && <Badge tone="orange" zh="涉及安全" en="safety" />}
      {fact.rectified_on && <Badge tone="good" zh={`${fact.rectified_on} 已整改`} en="put right" />}
      {fact.marked && <Badge tone="yellow" zh="企业有异议，核实中" en="the firm objects; being checked" />}
      {fact.state === 'stopped' && <Badge zh="已停止公示" en="no longer published" />}
      {fact.state === 'removed' && <Badge zh="已删除" en="removed" />}
      {fact.state === 'standing' && !fact.published && <Badge zh="公示期已过" en="its publication is over" />}
    </>
  )
}
