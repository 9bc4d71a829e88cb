import type { CaseItem } from '../../cases/case-items.ts'
import type { FilingKind } from '../../reference/city.ts'
import type { KindReading, SaidKind } from '../../triage/filing-kind.ts'
import { Both, Notice } from '../parts.tsx'

/** The demands of a case that has several, each with its bureau; nothing for a case with one. */
export function CaseItems({ items }: { items: CaseItem[] }) {
  if (items.length === 0) return null
  return (
    <section class="part" aria-labelledby="items">
      <h2 id="items">
        <Both zh={`诉求分项（${items.length}）`} en="Items: what is asked for" />
      </h2>
      <ol class="items">
        {items.map(({ leaf, lead, text }) => (
          <li>
            <strong>
              <Both zh={leaf.zh} en={leaf.en} />
            </strong>
            {lead && (
              <>
                {' — '}
                <Both zh={lead.zh} en={lead.en} />
              </>
            )}
            {text !== null && <p class="hint">{text}</p>}
          </li>
        ))}
      </ol>
    </section>
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
