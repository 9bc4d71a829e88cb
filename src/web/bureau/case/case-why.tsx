import type { CaseRead } from '../../../cases/read-case.ts'
import type { City } from '../../../reference/city.ts'
import { Reasons } from '../../case-parts.tsx'
import { Badge, Both, Facts } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName, StateBadge } from './case-badges.tsx'

const percent = (share: number): string => (share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`)

/** Why this bureau and this level of danger: the words that decided, the next two, how sure. */
export function WhyBureau({ read, city }: { read: CaseRead; city: City }) {
  const { lead, danger, risk, place } = read.assessment
  const words = [...new Set(lead.because.map(({ word }) => word))]
  const reasons = [...danger.because, ...risk.because, ...(place.because === '' ? [] : [place.because])]
  return (
    <>
      <h2>
        <Both zh="为什么是这个单位" en="Why this bureau" />
      </h2>
      <Facts
        rows={[
          [{ zh: '主办', en: 'In charge' }, <BureauName city={city} id={read.lead} />],
          [
            { zh: '协办', en: 'Supporting' },
            read.support.length > 0 ? read.support.map((id) => city.bureaus.get(id)?.zh ?? id).join('、') : null,
          ],
          [
            { zh: '机器的判断', en: 'The machine’s choice' },
            [{ value: lead.value, confidence: lead.confidence }, ...lead.alternatives]
              .slice(0, 3)
              .map(({ value, confidence }) => `${city.bureaus.get(value)?.zh ?? value} ${percent(confidence)}`)
              .join('；'),
          ],
          [
            { zh: '起决定作用的词', en: 'Words that decided' },
            words.length > 0 ? <Reasons reasons={words.map((word) => <mark>{word}</mark>)} inline /> : null,
          ],
          [
            { zh: '危险与风险的理由', en: 'Why so dangerous' },
            reasons.length > 0 ? <Reasons reasons={reasons} /> : null,
          ],
        ]}
      />
    </>
  )
}

/** Other cases that may tell of the same, with what they share. */
export function Duplicates({ read }: { read: CaseRead }) {
  if (read.duplicates.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="可能是同一件事" en="Perhaps the same event" />
      </h2>
      <ul class="duplicates">
        {read.duplicates.map(({ id, title, state, score, because }) => (
          <li>
            {id === null ? (
              <Both zh="另一单位的案件" en="A case of another bureau" />
            ) : (
              <a href={bureauPaths.case(id)}>
                {title} #{id}
              </a>
            )}{' '}
            <StateBadge state={state} /> <Badge zh={`相似 ${percent(score)}`} en="alike" />
            {because.length > 0 && <span class="hint"> {because.join('、')}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
