import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { FactRead, FirmRead, GradeRead } from '../../enterprises/read-firm.ts'
import { factNames, gradeNames } from '../../enterprises/register/fact-words.ts'
import type { Grade } from '../../reference/credit-rules.ts'
import { Badge, Both, type Column, Table, type Tone } from '../parts.tsx'
import { shanghaiDate } from '../times.ts'

const tones: Record<Grade, Tone> = { A: 'good', B: 'blue', C: 'orange', D: 'red', N: 'calm' }

/** A grade as a label; what it means stands in its words. */
export function GradeBadge({ grade }: { grade: Grade | null }) {
  if (grade === null) return <Badge zh="评定中" en="being graded" />
  const { zh, en } = gradeNames[grade]
  return <Badge tone={tones[grade]} zh={`${grade} ${zh}`} en={en} />
}

/** The public grade at a glance: the letter, what it means, and what counted. */
export function GradePanel({ read, facts }: { read: GradeRead | null; facts: FirmRead['timeline'] }) {
  if (read === null) {
    return (
      <section class="grade-panel tone-calm">
        <p>
          <Both
            zh="等级正在评定，暂不公布。依法须先告知企业再公布不利等级。"
            en="The grade is being worked out and not shown yet. By law a firm is told before a bad grade is shown."
          />
        </p>
      </section>
    )
  }
  const { says, zh, en } = gradeNames[read.grade as Grade]
  return (
    <section class={`grade-panel tone-${tones[read.grade as Grade]}`}>
      <p class="grade-letter" aria-hidden="true">
        {read.grade}
      </p>
      <div>
        <h2 class="first">
          <Both zh={`质量等级 ${read.grade} · ${zh}`} en={`Grade ${read.grade}: ${en}`} />
        </h2>
        <p>
          <Both {...says} />
        </p>
        <WhyBrief read={read} facts={facts} />
        <p class="hint">
          {read.shownAt && (
            <Both zh={`${shanghaiDate(read.shownAt)} 公布`} en={`shown since ${shanghaiDate(read.shownAt)}`} />
          )}
          {read.nextOn && <Both zh={`，${read.nextOn} 重新计算`} en={`; computed again on ${read.nextOn}`} />}
          {' · '}
          <a href={firmPaths.rules}>
            <Both zh="等级怎么算" en="How grades are computed" />
          </a>
        </p>
      </div>
    </section>
  )
}

/** The caps and the three facts that count most, in a line each. */
function WhyBrief({ read: { detail }, facts }: { read: GradeRead; facts: FactRead[] }) {
  const when = new Map(facts.map(({ id, happened_on }) => [id, happened_on]))
  const most = detail.lines
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 3)
  if (most.length + detail.caps.length === 0) return null
  return (
    <ul class="reasons">
      {detail.caps.map(({ zh, en, grade, factId }) => (
        <li>
          <a href={`#fact-${factId}`}>
            <Both zh={`${zh}：最高 ${grade}`} en={`${en}: at most ${grade}`} />
          </a>
        </li>
      ))}
      {most.map(({ zh, en, points, factId }) => (
        <li>
          <a href={`#fact-${factId}`}>
            <Both zh={`${when.get(factId) ?? ''} ${zh}`} en={en} />
          </a>{' '}
          <span class="number">{signed(points)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The whole arithmetic: start, every line with its document, sum, caps. */
export function GradeArithmetic({ read, facts }: { read: GradeRead; facts: FactRead[] }) {
  const { detail } = read
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const columns: Column<(typeof detail.lines)[number]>[] = [
    {
      head: { zh: '记录', en: 'Fact' },
      cell: (line) => <FactLink fact={byId.get(line.factId)} zh={line.zh} en={line.en} id={line.factId} />,
    },
    { head: { zh: '算法', en: 'Counted' }, cell: ({ because }) => <Both {...because} /> },
    { head: { zh: '分值', en: 'Points' }, cell: ({ points }) => signed(points), numeric: true },
  ]
  return (
    <details>
      <summary>
        <Both zh="每一分的依据" en="What every point rests on" />
      </summary>
      <p>
        <Both
          zh={`起点 ${detail.start} 分${detail.points === null ? '；可公开的记录不足，不评分' : `，合计 ${detail.points} 分，按分数为 ${detail.byPoints}`}。规则版本 ${read.rule}。`}
          en={`Starts at ${detail.start}${detail.points === null ? '; too little on record to grade' : `, ${detail.points} in all, which gives ${detail.byPoints}`}. Rules ${read.rule}.`}
        />
      </p>
      <Table
        caption={{ zh: '计入的记录', en: 'Facts that count' }}
        columns={columns}
        rows={detail.lines}
        empty={{ zh: '没有计入的记录。', en: 'No fact counts.' }}
      />
    </details>
  )
}

function FactLink({ fact, zh, en, id }: { fact: FactRead | undefined; zh: string; en: string; id: number }) {
  return (
    <a href={`#fact-${id}`}>
      <Both zh={`${zh}${fact ? ` ${fact.document_no}` : ''}`} en={en} />
    </a>
  )
}

export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace('-', '−'))

/** What was found in the last three years, counted by kind: how often, and how often not in order. */
export function CountsAtAGlance({ facts, since }: { facts: FactRead[]; since: string }) {
  const recent = facts.filter(({ happened_on, published }) => published && happened_on >= since)
  const kinds = Map.groupBy(recent, ({ kind }) => kind)
  if (kinds.size === 0) return null
  return (
    <ul class="counts">
      {[...kinds].map(([kind, some]) => (
        <li>
          <strong class="number">{some.length}</strong>
          <span>
            <Both {...factNames[kind]} />
          </span>
          {badOf(some) > 0 && <Badge tone="orange" zh={`${badOf(some)} 次有问题`} en={`${badOf(some)} not in order`} />}
        </li>
      ))}
    </ul>
  )
}

const bad = /fail|refused|ordered|broken|overdue/
const badOf = (facts: FactRead[]): number =>
  facts.filter(({ kind, result }) => (kind === 'inspection' || kind === 'sample') && bad.test(result)).length
