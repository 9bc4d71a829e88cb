import type { AssessmentResult } from '../../../alerts/risk-assessment/assessment-result.ts'
import { type Graded, incidentGrades } from '../../../alerts/risk-assessment/incident-grade.ts'
import { clockUnits } from '../../../cases/clocks/clock-words.ts'
import type { City } from '../../../reference/city.ts'
import type { ReportDuty } from '../../../reference/incident-grading.ts'
import { Badge, Both, Notice, type Tone } from '../../parts.tsx'
import { Result } from '../case/risk-result.tsx'

const gradeTones: Record<Graded['grade'], Tone> = {
  extraordinary: 'red',
  major: 'orange',
  large: 'yellow',
  ordinary: 'blue',
}

/** The grade of an accident as the law names it. */
export function GradeBadge({ grade }: { grade: Graded['grade'] }) {
  const { zh, en, numeral } = incidentGrades[grade]
  return <Badge tone={gradeTones[grade]} zh={`${numeral}级 ${zh}`} en={`grade ${numeral}, ${en}`} />
}

type ResultProps = { result: AssessmentResult; city: City; isTried?: boolean }

/** The level with its scenarios and how firm it is; then the statutory grade, whom to tell by when, and how near the next one is. */
export function ResultView({ result, city, isTried = false }: ResultProps) {
  const { weighed, graded, gradedBy } = result
  return (
    <>
      {graded && <Duty graded={graded} city={city} />}
      {!graded && gradedBy && (
        <p>
          <Both
            zh={`后果未达到法定分级的任何一级（${gradedBy.source.zh}）。`}
            en="The toll reaches no statutory grade."
          />
        </p>
      )}
      <Result weighed={weighed} city={city} isTried={isTried} />
      <p class="hint">
        <Both zh={city.riskMatrix.source} en={city.riskMatrix.sourceEn} />
      </p>
    </>
  )
}

function Duty({ graded, city }: { graded: Graded; city: City }) {
  const { zh, en, numeral } = incidentGrades[graded.grade]
  const { next, version } = graded
  return (
    <Notice tone={gradeTones[graded.grade]} title={{ zh: `达到${numeral}级（${zh}）`, en: `Grade ${numeral}: ${en}` }}>
      <ul>
        {graded.because.map((line) => (
          <li>
            <Both {...line} />
          </li>
        ))}
      </ul>
      {graded.report.map((duty) => (
        <ReportLine duty={duty} city={city} />
      ))}
      {next && next.lacks.length > 0 && (
        <p>
          <Both
            zh={`距${incidentGrades[next.grade].zh}：${next.lacks.map((lack) => lack.zh).join('，或')}。`}
            en={`To the next grade: ${next.lacks.map((lack) => lack.en).join(', or ')}.`}
          />
        </p>
      )}
      <p class="hint">
        <Both zh={`${version.source.zh}。级别由法律授权的部门认定，这里是提示。`} en={version.source.en} />{' '}
        {version.note}
      </p>
    </Notice>
  )
}

function ReportLine({ duty, city }: { duty: ReportDuty; city: City }) {
  const rule = city.clockRules.find(({ id, effectiveTo }) => id === duty.clock && effectiveTo === null)
  if (!rule) return null
  const unit = clockUnits[rule.unit]
  return (
    <p>
      <strong>
        <Both
          zh={`${rule.amount} ${unit.zh}内报告：${duty.to.zh}`}
          en={`Report within ${rule.amount} ${unit.en}: ${duty.to.en}`}
        />
      </strong>
      <br />
      {rule.article}{' '}
      <span class="en" lang="en">
        {rule.articleEn}
      </span>
    </p>
  )
}
