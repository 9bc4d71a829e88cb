import type { CaseState } from '../../../cases/acts/case-states.ts'
import type { CaseItem } from '../../../cases/parts/case-items.ts'
import type { FilingKind } from '../../../reference/city.ts'
import type { KindReading, SaidKind } from '../../../triage/filing-kind.ts'
import { ItemStanding } from '../../item-standing.tsx'
import { Both, Facts, Notice } from '../../parts.tsx'

type Props = { items: CaseItem[]; state: CaseState; now: Date }

/** The demands of a case that has several, each with its bureau and what that bureau found; nothing for a case with one. */
export function CaseItems({ items, state, now }: Props) {
  if (items.length === 0) return null
  return (
    <section class="part" aria-labelledby="items">
      <h2 id="items">
        <Both zh={`诉求分项（${items.length}）`} en="Items: what is asked for" />
      </h2>
      <ol class="items">
        {items.map((item) => (
          <li>
            <strong>
              <Both zh={item.leaf.zh} en={item.leaf.en} />
            </strong>
            <Proposed item={item} />
            {item.text !== null && <p class="hint">{item.text}</p>}
            <ItemStanding item={item} answered={state === 'answered' || state === 'closed'} now={now} />
            <Findings item={item} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The bureau that the words point to, while nobody has it. */
function Proposed({ item: { lead, parts } }: { item: CaseItem }) {
  if (lead === null || parts.length > 0) return null
  return (
    <>
      {' — '}
      <Both zh={`宜由${lead.zh}`} en={`for ${lead.en}`} />
    </>
  )
}

/** What the bureau handed in, and who passed it on before. */
function Findings({ item: { parts } }: { item: CaseItem }) {
  const handedIn = parts.findLast(({ endedBy }) => endedBy === 'handed_in')
  const returned = parts.filter(({ endedBy }) => endedBy === 'returned')
  return (
    <>
      {handedIn && (
        <Facts
          rows={[
            [{ zh: '查明', en: 'Found' }, handedIn.fact],
            [{ zh: '结果', en: 'Result' }, handedIn.result],
            [{ zh: '依据', en: 'Legal basis' }, handedIn.article],
          ]}
        />
      )}
      {returned.map(({ bureau }) => (
        <p class="hint">
          <Both
            zh={`${bureau.zh}退回过；再交办后不得再退`}
            en={`returned once by ${bureau.en}; given again, it stays`}
          />
        </p>
      ))}
    </>
  )
}

const kinds: Record<SaidKind, { zh: string; en: string }> = {
  complaint: { zh: '投诉', en: 'a complaint' },
  report: { zh: '举报', en: 'a report of a violation' },
  consultation: { zh: '咨询', en: 'a consultation' },
  suggestion: { zh: '建议', en: 'a suggestion' },
  praise: { zh: '表扬', en: 'praise' },
}
const HINT_CONFIDENCE_MIN = 0.6

/** Says to the officer where the words and the reporter's own choice differ; the choice stays. */
export function KindHint({
  kind,
  tracks,
  read,
}: {
  kind: FilingKind
  tracks: FilingKind[]
  read: KindReading | undefined
}) {
  if (tracks.length > 1 || read === undefined || read.confidence < HINT_CONFIDENCE_MIN) return null
  const both = read.tracks.length > 1
  if (!both && read.value === kind) return null
  const words = read.because.length > 0 ? `：${read.because.join('、')}` : ''
  const zh = both
    ? `提交人选的是${kinds[kind].zh}；文字中同时有投诉和举报的诉求${words}。`
    : `提交人选的是${kinds[kind].zh}；文字更像${kinds[read.value].zh}${words}。`
  const en = both
    ? `Filed as ${kinds[kind].en}; the words ask for both tracks, settling and punishing.`
    : `Filed as ${kinds[kind].en}; the words read like ${kinds[read.value].en}.`
  return (
    <Notice tone="calm" title={{ zh: '类型提示', en: 'Kind' }}>
      <p>
        <Both zh={zh} en={en} />
      </p>
    </Notice>
  )
}
