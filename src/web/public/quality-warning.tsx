import type { VersionRead } from '../../alerts/warnings/read-quality-warning.ts'
import { adviceFor } from '../../alerts/warnings/warning-columns.ts'
import {
  type Audience,
  areaWords,
  audienceNames,
  certaintyNames,
  changeNames,
  endsWarning,
  urgencyNames,
  type WarningContent,
} from '../../alerts/warnings/warning-content.ts'
import type { City } from '../../reference/city.ts'
import { Leaves } from '../alert-parts.tsx'
import { AreaMap, marksOf } from '../area-map.tsx'
import { Both, Facts, Notice, warningLevels } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** Said on every page and print of an exercise. */
export function DrillMark() {
  return (
    <p class="drill">
      <Both zh="演练：不是真实预警，不对外发布。" en="Drill: no real warning, and nothing of it leaves the bureaus." />
    </p>
  )
}

type SayingProps = {
  content: WarningContent
  city: City
  reader: Audience
  change: VersionRead['change']
  at: Date | null
}

/** What one version says, with every particular that art. 64 of the Emergency Response Law asks for, to a reader of this circle. */
export function WarningSaying({ content, city, reader, change, at }: SayingProps) {
  const { level, matter, note, startsAt, endsAt, contact, firms, leaves } = content
  const area = areaWords(city, content)
  const publisher = city.bureaus.get(content.publisher)
  return (
    <>
      {note.zh && (
        <Notice tone={endsWarning(change) ? 'good' : 'calm'} title={changeNames[change]}>
          <Lines {...note} />
        </Notice>
      )}
      {!endsWarning(change) &&
        adviceFor(reader, content).map(({ who, zh, en }) => (
          <Notice tone={level} title={adviceTitle(who)}>
            <Lines zh={zh} en={en} />
          </Notice>
        ))}
      <h2>
        <Both zh="警示事项" en="What it is about" />
      </h2>
      <Lines {...matter} />
      <Facts
        rows={[
          [{ zh: '级别', en: 'Level' }, <Both {...warningLevels[level]} />],
          [{ zh: '类别', en: 'Sectors' }, <Leaves city={city} codes={leaves} />],
          [{ zh: '范围', en: 'Area' }, <Both {...area} />],
          [{ zh: '开始', en: 'From' }, startsAt && <Instant at={new Date(startsAt)} />],
          [{ zh: '有效至', en: 'Until' }, endsAt && <Instant at={new Date(endsAt)} />],
          [{ zh: '把握', en: 'Certainty' }, <Both {...certaintyNames[content.certainty]} />],
          [{ zh: '紧迫', en: 'Urgency' }, <Both {...urgencyNames[content.urgency]} />],
          [{ zh: '涉及企业', en: 'Firms named' }, firms.join('、')],
          [{ zh: '发布单位', en: 'Published by' }, publisher && <Both zh={publisher.zh} en={publisher.en} />],
          [{ zh: '发布时间', en: 'Published' }, at && <Instant at={at} />],
          [{ zh: '咨询', en: 'Ask' }, contact],
        ]}
      />
      <AreaMap city={city} marks={marksOf(city, content)} label={`范围：${area.zh} Area: ${area.en}`} />
    </>
  )
}

const adviceTitle = (who: Audience) =>
  who === 'public'
    ? { zh: '怎么做', en: 'What to do' }
    : { zh: `怎么做（${audienceNames[who].zh}）`, en: `What to do (${audienceNames[who].en.toLowerCase()})` }

/** Text as it was written, the Chinese whole before the English. */
export function Lines({ zh, en }: { zh: string; en: string }) {
  return (
    <>
      <p class="written">{zh}</p>
      {en && en !== zh && (
        <p class="written en" lang="en">
          {en}
        </p>
      )}
    </>
  )
}

export function Instant({ at }: { at: Date }) {
  return <time datetime={at.toISOString()}>{shanghaiTime(at)}</time>
}
