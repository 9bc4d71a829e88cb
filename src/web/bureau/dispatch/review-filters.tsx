import { channels, type DecidedAsked } from '../../../cases/dispatch/list-decided.ts'
import type { City } from '../../../reference/city.ts'
import { queryOf } from '../../form-values.ts'
import { Both, dangerWords, NarrowFold } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { channelNames } from '../case/case-names.ts'
import { FilterField } from '../inbox/filter-field.tsx'
import { LeafOptions } from '../leaf-field.tsx'
import { BureauOptions } from './dispatch-choices.tsx'

/** The ranges of confidence to look through, the least sure first. */
export const confidences = [
  { value: 'low', from: 0, below: 0.7, zh: '低于 70 %', en: 'below 70 %' },
  { value: 'middle', from: 0.7, below: 0.9, zh: '70–90 %', en: '70–90 %' },
  { value: 'high', from: 0.9, below: 2, zh: '90 % 以上', en: '90 % and above' },
] as const

/** The address of what is asked for. */
export function reviewsHref({ confidence, ...asked }: DecidedAsked, further: { open?: number; done?: string } = {}) {
  const range = confidences.find(({ from }) => from === confidence?.from)?.value ?? null
  const { sample, unsure, page, ...filters } = asked
  const query = {
    ...filters,
    confidence: range,
    sample: sample ? 'yes' : null,
    unsure: unsure ? 'yes' : null,
    page: page === 1 ? null : page,
  }
  return `${bureauPaths.reviews}${queryOf({ ...query, open: further.open ?? null, done: further.done ?? null })}`
}

/** What was sent at once for its danger and is not settled. */
export const unsureHref = `${bureauPaths.reviews}?unsure=yes`

/** What of the machine's decisions to look through. */
export function ReviewFilters({ asked, city }: { asked: DecidedAsked; city: City }) {
  const range = confidences.find(({ from }) => from === asked.confidence?.from)?.value ?? ''
  return (
    <>
      <NarrowFold zh="筛选" en="Filter" open={reviewsHref({ ...asked, page: 1 }) !== bureauPaths.reviews} />
      <form class="filters compact" method="get" action={bureauPaths.reviews}>
        <div class="field">
          <label for="bureau">
            <Both zh="机器选的单位" en="Bureau" />
          </label>
          <select id="bureau" name="bureau">
            <option value="">全部 All</option>
            <BureauOptions city={city} chosen={asked.bureau ?? ''} />
          </select>
        </div>
        <div class="field">
          <label for="leaf">
            <Both zh="机器选的类别" en="Leaf" />
          </label>
          <select id="leaf" name="leaf">
            <option value="">全部 All</option>
            <LeafOptions city={city} chosen={asked.leaf ?? ''} />
          </select>
        </div>
        <FilterField
          name="danger"
          zh="危险"
          en="Danger"
          value={asked.danger === null ? '' : String(asked.danger)}
          options={[0, 1, 2, 3].map((level) => ({ value: String(level), ...dangerWords(level) }))}
        />
        <FilterField name="confidence" zh="把握" en="Confidence" value={range} options={[...confidences]} />
        <FilterField
          name="channel"
          zh="来源"
          en="Came by"
          value={asked.channel ?? ''}
          options={channels.map((value) => ({ value, ...channelNames[value] }))}
        />
        <div class="field">
          <label for="day">
            <Both zh="收到日期" en="Received on" />
          </label>
          <input type="date" id="day" name="day" value={asked.day ?? ''} />
        </div>
        <label class="choice">
          <input type="checkbox" name="unsure" value="yes" checked={asked.unsure} />
          <span>
            <Both zh="可能伤人、单位没有把握、还没有人核对" en="Dangerous, bureau not sure, nobody has checked" />
          </span>
        </label>
        <label class="choice">
          <input type="checkbox" name="sample" value="yes" checked={asked.sample} />
          <span>
            <Both zh="当天随机 20 件（不填日期为昨天）" en="20 of that day by lot (yesterday if none is given)" />
          </span>
        </label>
        <button type="submit">
          筛选 <span lang="en">Filter</span>
        </button>
        <a class="button quiet" href={bureauPaths.reviews}>
          <Both zh="清除" en="Clear" />
        </a>
      </form>
    </>
  )
}
