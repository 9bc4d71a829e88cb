import type { RuleListed } from '../../../enterprises/grade/list-credit-rules.ts'
import { ruleText } from '../../../enterprises/grade/read-rule-text.ts'
import { grades, type Moved, type Simulation } from '../../../enterprises/grade/simulation.ts'
import type { Said } from '../../../errors.ts'
import type { Grade, GradingRule } from '../../../reference/credit-rules.ts'
import { Submit, TextArea, TextField } from '../../fields.tsx'
import { GradeBadge } from '../../firms/grade-panel.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'

/** What was tried and refused: on which version, and what was typed. */
export type RuleTried = { on: string | null; typed: Record<string, string>; said: Said; fields: Record<string, Said> }
type RulesProps = { inForce: GradingRule; versions: RuleListed[]; tried: RuleTried | null }

/** Versions of the rules of the grade, what each proposal would do to the whole register, and signing it. */
export function CreditRulesPage({ inForce, versions, tried }: RulesProps) {
  return (
    <>
      <p class="crumbs">
        <a href={bureauPaths.firms}>
          <Both zh="企业档案" en="Firms" />
        </a>
      </p>
      <h1>
        <Both zh="等级规则" en="Rules of the grade" />
      </h1>
      {tried && (
        <Notice tone="orange" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <p>
        <Both
          zh={`现行 ${inForce.version}，自 ${inForce.since} 起。新规则先在全部企业上试算，看清谁会变，再由人签署、定日期施行；施行后全部重算，不利等级仍先告知企业。`}
          en={`In force: ${inForce.version} since ${inForce.since}. A proposal is tried on the whole register, then signed with a date; bad grades are still told to firms first.`}
        />
      </p>
      {versions.map((version) => (
        <RuleCard version={version} tried={tried?.on === version.version ? tried : null} />
      ))}
      <ProposalForm inForce={inForce} tried={tried?.on === null ? tried : null} />
    </>
  )
}

const states: Record<RuleListed['state'], Said & { tone: 'calm' | 'good' | 'yellow' }> = {
  proposed: { zh: '待签署', en: 'to be signed', tone: 'yellow' },
  adopted: { zh: '已签署', en: 'signed', tone: 'good' },
  dropped: { zh: '已放弃', en: 'given up', tone: 'calm' },
}

function RuleCard({ version, tried }: { version: RuleListed; tried: RuleTried | null }) {
  return (
    <article class="card">
      <h2 class="first">{version.version}</h2>
      <p class="badges">
        <Badge {...states[version.state]} />
        {version.since && <Both zh={`${version.since} 起施行`} en={`in force from ${version.since}`} />}
        {version.signature && <Both zh={`${version.signature} 签署`} en="signed" />}
      </p>
      {version.reason && <p>{version.reason}</p>}
      {version.state === 'proposed' && version.tried === null && (
        <Notice tone="yellow">
          <p>
            <Both zh="正在全部企业上试算，请稍后刷新。" en="Being tried on the whole register; reload in a while." />
          </p>
        </Notice>
      )}
      {version.tried && <SimulationShown simulation={version.tried} />}
      {version.state === 'proposed' && version.tried && <SigningForms version={version.version} tried={tried} />}
    </article>
  )
}

function SimulationShown({ simulation }: { simulation: Simulation }) {
  const { firms, moved, against, at, examples } = simulation
  return (
    <>
      <p>
        <strong>
          <Both zh={`${firms} 家企业中 ${moved} 家会变`} en={`${moved} of ${firms} firms would move`} />
        </strong>{' '}
        <span class="hint">
          <Both zh={`与 ${against} 相比，${shanghaiTime(new Date(at))} 试算`} en={`compared with ${against}`} />
        </span>
      </p>
      <Table
        caption={{ zh: '从哪级（行）到哪级（列）', en: 'From grade (row) to grade (column)' }}
        columns={matrixColumns(simulation)}
        rows={grades}
      />
      {examples.length > 0 && (
        <details>
          <summary>
            <Both zh="举例" en="Examples" />
          </summary>
          <Table caption={{ zh: '举例', en: 'Examples' }} columns={exampleColumns} rows={examples} />
        </details>
      )}
    </>
  )
}

const matrixColumns = ({ matrix }: Simulation): Column<Grade>[] => [
  { head: { zh: '现在', en: 'now' }, cell: (from) => <GradeBadge grade={from} /> },
  ...grades.map((to) => ({
    head: { zh: `→ ${to}`, en: 'then' },
    cell: (from: Grade) =>
      from !== to && matrix[from][to] > 0 ? <strong>{matrix[from][to]}</strong> : String(matrix[from][to]),
    numeric: true,
  })),
]

const exampleColumns: Column<Moved>[] = [
  {
    head: { zh: '企业', en: 'Firm' },
    cell: ({ code, name }) => (code === '' ? name : <a href={bureauPaths.firm(code)}>{name}</a>),
  },
  { head: { zh: '现在', en: 'Now' }, cell: ({ from, pointsFrom }) => `${from} ${pointsFrom ?? ''}` },
  { head: { zh: '改后', en: 'Then' }, cell: ({ to, pointsTo }) => `${to} ${pointsTo ?? ''}` },
]

function SigningForms({ version, tried }: { version: string; tried: RuleTried | null }) {
  return (
    <Form class="part" action={bureauPaths.creditRule(version, 'adoption')}>
      <h3>
        <Both zh="签署施行" en="Sign it" />
      </h3>
      <TextField
        name={`since-${version}`}
        label={{ zh: '施行日期', en: 'First day of force' }}
        type="date"
        value={tried?.typed.since}
        error={tried?.fields.since}
        size="short"
        required
      />
      <TextField
        name={`signature-${version}`}
        label={{ zh: '签署人（本人姓名）', en: 'Your own name' }}
        value={tried?.typed.signature}
        error={tried?.fields.signature}
        maxlength={40}
        autocomplete="off"
        required
      />
      <TextArea
        name={`reason-${version}`}
        label={{ zh: '理由（公开）', en: 'Why (public)' }}
        value={tried?.typed.reason}
        error={tried?.fields.reason}
        rows={3}
        maxlength={1000}
        required
      />
      <p class="actions">
        <button type="submit">
          <Both zh="签署" en="Sign" />
        </button>
        <button class="quiet" type="submit" formaction={bureauPaths.creditRule(version, 'end')}>
          <Both zh="放弃这个版本" en="Give it up" />
        </button>
      </p>
    </Form>
  )
}

function ProposalForm({ inForce, tried }: { inForce: GradingRule; tried: RuleTried | null }) {
  return (
    <details open={tried !== null}>
      <summary>
        <Both zh="提出新版本" en="Propose a version" />
      </summary>
      <Form action={bureauPaths.creditRules}>
        <TextArea
          name="text"
          label={{ zh: '规则', en: 'Rules' }}
          hint={{
            zh: '与 credit-rules.yaml 的写法相同；version 换一个名字，since 以签署时的日期为准。',
            en: 'Written as in credit-rules.yaml; change `version`; `since` is set when it is signed.',
          }}
          value={tried?.typed.text ?? ruleText({ ...inForce, version: `${inForce.version}-new` })}
          error={tried?.fields.text}
          rows={24}
          maxlength={60_000}
          required
        />
        <Submit zh="提出并试算" en="Propose and try" />
      </Form>
    </details>
  )
}
