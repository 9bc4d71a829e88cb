import { type CaseState, caseStates } from '../../../cases/acts/case-states.ts'
import type { City, FilingKind } from '../../../reference/city.ts'
import { Badge, Both, type Tone } from '../../parts.tsx'
import { distance, shanghaiDue } from '../../times.ts'

const tones: Record<CaseState, Tone> = {
  to_dispatch: 'yellow',
  to_rule: 'orange',
  dispatched: 'blue',
  referred: 'blue',
  handling: 'calm',
  answered: 'good',
  closed: 'good',
  refused: 'calm',
}

export function StateBadge({ state }: { state: CaseState }) {
  const { zh, en } = caseStates[state]
  return <Badge tone={tones[state]} zh={zh} en={en} />
}

export function KindBadge({ kind }: { kind: FilingKind }) {
  return kind === 'complaint' ? <Badge zh="投诉" en="Complaint" /> : <Badge zh="举报" en="Report" />
}

/** How often a case was returned, for everybody inside to see. */
export function ReturnedBadge({ returned, ruled = false }: { returned: number; ruled?: boolean }) {
  return (
    <>
      {returned > 0 && <Badge tone="yellow" zh={`退过 ${returned} 次`} en={`returned ${times(returned)}`} />}{' '}
      {ruled && <Badge tone="orange" zh="经裁决，不得再退" en="ruled: stays" />}
    </>
  )
}

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

/** The procedures that run: a complaint may also be checked as a report. */
export function TrackBadges({ tracks }: { tracks: FilingKind[] }) {
  return (
    <>
      {tracks.map((kind) => (
        <>
          <KindBadge kind={kind} />{' '}
        </>
      ))}
    </>
  )
}

/** How long is left, in words, with the instant below; nothing runs any more when `dueAt` is null. */
export function TimeLeft({ dueAt, now }: { dueAt: Date | null; now: Date }) {
  if (dueAt === null) return <Both zh="无时限在走" en="No clock runs" />
  const left = distance(dueAt, now)
  const hours = (dueAt.getTime() - now.getTime()) / 3_600_000
  return (
    <>
      {left.past ? (
        <Badge tone="red" zh={`⚠ 已超期 · ${left.zh}`} en={`overdue, ${left.en}`} />
      ) : (
        <Badge tone={hours <= 24 ? 'orange' : 'blue'} {...left} />
      )}
      <br />
      <time class="due-time" datetime={dueAt.toISOString()}>
        {shanghaiDue(dueAt)}
      </time>
    </>
  )
}

/** A bureau by name; its code where the city no longer knows it. */
export function BureauName({ city, id }: { city: City; id: string }) {
  return <Both {...(city.bureaus.get(id) ?? { zh: id, en: '' })} />
}

/** District and street in words; null when neither is known. */
export function placeName(city: City, district: string | null, street: string | null): string | null {
  const known = city.districts.find(({ id }) => id === district)
  const place = [known?.zh ?? district, street].filter((part) => part !== null && part !== undefined)
  return place.length > 0 ? place.join(' · ') : null
}
