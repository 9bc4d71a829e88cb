import { passedOn } from '../../cases/clocks/return-window.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Bureau, City } from '../../reference/city.ts'
import { Reasons } from '../case-parts.tsx'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** Who answers for the case, how to reach them, and why it is theirs. */
export function InCharge({ bureau, tracked, city }: { bureau: Bureau; tracked: TrackedCase; city: City }) {
  return (
    <div class="card">
      <h3>
        <Both {...bureau} />
      </h3>
      {bureau.referral && (
        <p>
          <Badge zh="垂直管理单位，已转介" en="Not a city bureau: referred" />
        </p>
      )}
      <Facts
        rows={[
          [{ zh: '职责', en: 'Remit' }, bureau.remit.join('；')],
          [{ zh: '电话', en: 'Phone' }, bureau.hotline ?? city.hotline],
          [{ zh: '协办', en: 'With' }, tracked.support.map(({ zh }) => zh).join('、')],
        ]}
      />
      {tracked.because.length > 0 && (
        <>
          <h3>
            <Both zh="为什么是这个单位" en="Why this bureau" />
          </h3>
          <p>
            您的文字中这些词起了决定作用：
            <span class="en" lang="en">
              These of your words decided:
            </span>
          </p>
          <Reasons reasons={tracked.because.map((word) => <mark>{word}</mark>)} inline />
        </>
      )}
    </div>
  )
}

/** A case that was passed on: how often, by whom and why, in the words of those who did. */
export function PassedOn({ events }: Pick<TrackedCase, 'events'>) {
  const { returned, withdrawn, ruled } = passedOn(events)
  if (returned + withdrawn === 0) return null
  const moves = events.filter(({ act }) => act === 'return' || act === 'withdraw' || act === 'rule')
  return (
    <Notice
      tone="blue"
      title={{ zh: `转办过 ${returned + withdrawn} 次`, en: `Passed on, ${returned + withdrawn} in all` }}
    >
      <ul>
        {moves.map(({ at, bureau, text }) => (
          <li>
            {shanghaiTime(at)} · <Both {...bureau} />
            {text !== null && <p class="written">{text}</p>}
          </li>
        ))}
      </ul>
      <p class="hint">
        <Both
          zh={ruled ? '已裁决承办单位，不会再退。' : '已承诺的日期不因此推迟；再次被退时由联席会议办公室裁决。'}
          en={
            ruled
              ? 'The ruling binds: it is not returned again.'
              : 'No promised date moves later; a second return leads to a ruling.'
          }
        />
      </p>
    </Notice>
  )
}

/** A case that no bureau has yet: who is choosing, and by when. */
export function StillChoosing({ city }: { city: City }) {
  const desk = city.bureaus.get(city.dispatchBureau)
  return (
    <p>
      <Both
        zh={`正由${desk?.zh ?? city.hotline}判断由哪个单位承办，定下后这里会显示。`}
        en={`The ${desk?.en ?? city.hotline} is choosing the bureau; it will be shown here.`}
      />
    </p>
  )
}
