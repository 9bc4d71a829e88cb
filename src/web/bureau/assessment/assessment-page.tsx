import type { Child } from 'hono/jsx'
import { type AssessmentAct, assessmentActs, subjectKinds } from '../../../alerts/risk-assessment/assessment-acts.ts'
import type { SubjectAsked } from '../../../alerts/risk-assessment/find-subject.ts'
import type { AssessmentRead } from '../../../alerts/risk-assessment/read-assessment.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { chanceWords, scenarioName } from '../../../reference/risk-words.ts'
import { alertPaths } from '../../alert-paths.ts'
import { ErrorSummary, TextArea } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Both, Facts, Notice, RiskBadge, riskWords } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'
import { AssessmentForm, type AssessmentTried } from './assessment-form.tsx'
import { typedContent } from './assessment-form-values.ts'
import { assessmentPaths } from './assessment-paths.ts'
import { GradeBadge, ResultView } from './assessment-result.tsx'
import { StateOfAssessment } from './assessments-page.tsx'

/** An act that was refused: what was typed and why. */
export type ActTried = { act: AssessmentAct; reason: string; said: Said; errors: Record<string, Said> }

type PageProps = {
  read: AssessmentRead
  tried: AssessmentTried | null
  acted: ActTried | null
  city: City
  /** Where it may be taken further. */
  onward: Child
}

/** One risk assessment: the result on top, what it rests on, what is open to the reader, and how it came about. */
export function AssessmentPage({ read, tried, acted, city, onward }: PageProps) {
  const { content, result } = read
  return (
    <>
      <p class="eyebrow">
        <a href={assessmentPaths.list}>← 风险评估 Risk assessments</a> ·{' '}
        <a href={assessmentPaths.pdf(read.id, read.version)}>PDF</a>
      </p>
      <h1>{content.title}</h1>
      <p class="badges">
        <RiskBadge risk={result.weighed.worst.level} />
        {result.graded && <GradeBadge grade={result.graded.grade} />}
        <StateOfAssessment state={read.state} />
      </p>
      <Acts read={read} acted={acted} />
      {read.state === 'validated' && onward}
      <section class="part" id="risk">
        <h2>
          <Both zh="结论" en="Result" />
        </h2>
        <ResultView result={result} city={city} />
      </section>
      <Ground read={read} city={city} />
      <History read={read} />
      {read.mayWrite && (
        <details class="act" open={tried !== null} id="revise">
          <summary>
            <Both zh="写新版本" en="Write a new version" />
          </summary>
          <AssessmentForm
            action={assessmentPaths.versions(read.id)}
            subject={null}
            version={read.version}
            tried={tried ?? { typed: typedContent(content), result: null, said: null, errors: {} }}
            city={city}
          />
        </details>
      )}
    </>
  )
}

function Ground({ read, city }: { read: AssessmentRead; city: City }) {
  const { content, subject } = read
  const leaf = content.leaf === null ? null : city.leaves.get(content.leaf)
  const groups = city.riskFactors.groups.filter(({ id }) => content.groups.includes(id))
  return (
    <section class="part">
      <h2>
        <Both zh="依据" en="What it rests on" />
      </h2>
      <Facts
        rows={[
          [{ zh: '关于', en: 'About' }, <SubjectLink subject={subject} />],
          [{ zh: '单位', en: 'Bureau' }, <BureauName city={city} id={read.bureau} />],
          [{ zh: '类别', en: 'Leaf' }, leaf && <Both {...leaf} />],
          [{ zh: '产品或服务', en: 'Product or service' }, content.description],
          [{ zh: '谁会接触到', en: 'Exposed' }, content.exposed],
          [{ zh: '易受伤害人群', en: 'Vulnerable people' }, groups.map(({ zh }) => zh).join('、')],
          [{ zh: '在用数量', en: 'Units' }, content.units === null ? null : String(content.units)],
          [{ zh: '涉及人数', en: 'People' }, content.people === null ? null : String(content.people)],
          [{ zh: '不确定之处', en: 'Uncertainty' }, content.uncertainty],
        ]}
      />
      {content.scenarios.map((scenario, i) => (
        <>
          <h3>
            {i + 1}. <Both {...scenarioName(city, scenario.hazard)} />
          </h3>
          {scenario.story !== '' && <p>{scenario.story}</p>}
          <ul class="reasons">
            {city.riskFactors.steps.map(({ zh, en }, step) => (
              <li>
                {zh}{' '}
                <span class="en" lang="en">
                  {en}
                </span>{' '}
                <strong class="number">{chanceWords(scenario.steps[step] ?? 1)}</strong>
                {'：'}
                {scenario.sources[step] || <Both zh="来源未写" en="no source yet" />}
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  )
}

/** Leads to the matter that was assessed. */
export function SubjectLink({ subject: { kind, id } }: { subject: SubjectAsked }) {
  const name = <Both {...subjectKinds[kind]} />
  if (id === null || kind === 'free') return name
  const hrefs = {
    case: bureauPaths.case(id),
    incident: bureauPaths.incident(id),
    notice: alertPaths.notice(id),
    signal: `/bureau/signals/${id}`,
  }
  return (
    <a href={hrefs[kind]}>
      {name} #{id}
    </a>
  )
}

function Acts({ read, acted }: { read: AssessmentRead; acted: ActTried | null }) {
  if (read.acts.length === 0 && acted === null) return null
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="下一步" en="Next" />
      </h2>
      {acted && <Refused acted={acted} />}
      {read.acts.map((act) => {
        const { label, says, reason } = assessmentActs[act]
        return (
          <details class="act" open={acted?.act === act}>
            <summary>
              <Both {...label} />
            </summary>
            <Form action={assessmentPaths.act(read.id, act)}>
              <p class="hint">
                <Both {...says} />
              </p>
              <TextArea
                name={`reason-${act}`}
                label={reason}
                value={acted?.act === act ? acted.reason : undefined}
                error={acted?.act === act ? acted.errors.reason : undefined}
                rows={2}
                maxlength={500}
                required
              />
              <p class="actions">
                <button type="submit" class={act === 'return' ? 'grave' : undefined}>
                  <Both {...label} />
                </button>
              </p>
            </Form>
          </details>
        )
      })}
    </section>
  )
}

/** What is missing is said above a link to the form in which it is filled in. */
function Refused({ acted: { reason, said, errors } }: { acted: ActTried }) {
  const missing = Object.entries(errors).filter(([name]) => name !== 'reason')
  if (missing.length > 0) return <ErrorSummary title={said} errors={Object.fromEntries(missing)} />
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...said} />
      </p>
      <TypedWords words={wordsOf({ reason })} />
    </Notice>
  )
}

function History({ read }: { read: AssessmentRead }) {
  return (
    <section class="part">
      <h2>
        <Both zh="版本与复核" en="Versions and judgements" />
      </h2>
      <ul class="looks">
        {read.events.map(({ at, name, version, act, reason }) => (
          <li>
            {shanghaiTime(at)} {name} · 第 {version} 版 · <Both {...assessmentActs[act].label} />：{reason}
          </li>
        ))}
        {read.versions.map(({ number, at, name, level }) => (
          <li>
            {shanghaiTime(at)} {name} · 第 {number} 版：{riskWords(level).zh}{' '}
            <a href={assessmentPaths.pdf(read.id, number)}>
              PDF <span class="for-readers">第 {number} 版</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
