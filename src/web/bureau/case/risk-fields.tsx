import type { Child } from 'hono/jsx'
import { SCENARIOS_MAX, type TypedScenario, type Weighed } from '../../../cases/risk/risk-factors.ts'
import type { City } from '../../../reference/city.ts'
import { chanceWords, OTHERWISE, scenarioName, TOLD } from '../../../reference/risk-words.ts'
import type { Scenario } from '../../../triage/risk-scenario.ts'
import { TextArea } from '../../fields.tsx'
import { Both } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { fieldOf } from './risk-form.ts'
import { type RiskTried, TriedResult } from './risk-result.tsx'

type RiskFormProps = { caseId: number; stands: Weighed; tried: RiskTried | null; city: City }

/** Every factor a list of its own. The first button only tries out; the script does so at every change. */
export function RiskForm({ caseId, stands, tried, city }: RiskFormProps) {
  const typed = tried?.typed ?? stands.scenarios.map(typedOf)
  const rows = withBlank(typed, blankScenario(city))
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both zh="调整风险因素" en="Change the factors" />
      </summary>
      <form method="post" action={bureauPaths.risk(caseId)} data-preview="#risk-result" novalidate>
        <div class="risk-scenarios">
          {rows.map((row, index) => (
            <ScenarioFields row={row} index={index} city={city} />
          ))}
        </div>
        <TriedResult tried={tried} city={city} />
        <TextArea
          name="risk-reason"
          label={{ zh: '调整理由', en: 'Why it is revised' }}
          hint={{ zh: '写入历史，只在内部可见。', en: 'Kept in the history, inside only.' }}
          value={tried?.reason}
          error={tried?.fields.reason}
          rows={2}
          maxlength={500}
          required
        />
        <p class="actions">
          <button type="submit" name="only" value="try" class="quiet">
            <Both zh="试算" en="Try out" />
          </button>
          <button type="submit">
            <Both zh="保存" en="Save" />
          </button>
        </p>
      </form>
    </details>
  )
}

/** A scenario that nobody has chosen a hazard for yet. */
export const blankScenario = (city: City): TypedScenario => ({
  ...{ hazard: '', group: '', severity: '1', counted: true },
  steps: city.riskFactors.steps.map(({ byDanger }) => String(byDanger[2])),
})

/** The rows of the form: one more is offered while there is room. */
export function withBlank<Row extends TypedScenario>(rows: Row[], blank: Row): Row[] {
  return rows.some(({ hazard }) => hazard === '') || rows.length >= SCENARIOS_MAX ? rows : [...rows, blank]
}

/** A scenario as the form shows it. */
export const typedOf = ({ hazard, group, severity, steps }: Scenario): TypedScenario => ({
  hazard,
  group: group ?? '',
  severity: String(severity),
  steps: steps.map(String),
  counted: true,
})

type FieldsProps = {
  row: TypedScenario
  index: number
  city: City
  /** What else is asked of the scenario, and of each of its steps. */
  more?: Child
  ofStep?: (step: number) => Child
}

/** One scenario: hazard, who, severity, and the probability of each step. */
export function ScenarioFields({ row, index, city, more, ofStep }: FieldsProps) {
  const { groups, steps } = city.riskFactors
  const isNew = row.hazard === ''
  const named = isNew ? { zh: '再加一个情景', en: 'One more scenario' } : scenarioName(city, row.hazard)
  return (
    <fieldset class="risk-scenario">
      <legend>
        {index + 1}. <Both {...named} />
      </legend>
      <Choice
        name={fieldOf(index, 'hazard')}
        said={{ zh: '危害', en: 'Hazard' }}
        value={row.hazard}
        options={[['', '（不加）none'], ...hazardOptions(city)]}
      />
      <Choice
        name={fieldOf(index, 'group')}
        said={{ zh: '谁', en: 'Who' }}
        value={row.group}
        options={[['', '任何人 anybody'], ...groups.map(({ id, zh, en }): [string, string] => [id, `${zh} ${en}`])]}
      />
      <Choice
        name={fieldOf(index, 'severity')}
        said={{ zh: '伤害程度', en: 'Severity' }}
        value={row.severity}
        options={city.riskMatrix.severities.map(({ zh }, i): [string, string] => [String(i + 1), `${i + 1} ${zh}`])}
      />
      {more}
      {steps.map((step, i) => (
        <div class={ofStep ? 'whole-row risk-step' : 'risk-step'}>
          <Choice
            name={fieldOf(index, i)}
            said={step}
            value={row.steps[i] ?? '1'}
            options={chanceOptions(city, row.steps[i] ?? '1')}
          />
          {ofStep?.(i)}
        </div>
      ))}
      {!isNew && (
        <label class="risk-left-out">
          <input type="checkbox" name={fieldOf(index, 'left_out')} value="yes" checked={!row.counted} />
          <span>
            <Both zh="不计入" en="Leave it out" />
          </span>
        </label>
      )}
    </fieldset>
  )
}

function hazardOptions(city: City): [string, string][] {
  const own = [TOLD, OTHERWISE].map((id): [string, string] => {
    const { zh, en } = scenarioName(city, id)
    return [id, `${zh} ${en}`]
  })
  return [...own, ...city.hazards.map(({ id, zh, en }): [string, string] => [id, `${zh} ${en}`])]
}

/** The ladder of the city, and the value that stands where it is on no rung. */
function chanceOptions(city: City, value: string): [string, string][] {
  const { ladder } = city.riskFactors
  const rungs = ladder.includes(Number(value)) ? ladder : [...ladder, Number(value)].toSorted((a, b) => b - a)
  return rungs.map((chance) => [String(chance), chanceWords(chance)])
}

type ChoiceProps = { name: string; said: { zh: string; en: string }; value: string; options: [string, string][] }

function Choice({ name, said, value, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>
        <Both {...said} />
      </label>
      <select id={name} name={name}>
        {options.map(([id, words]) => (
          <option value={id} selected={id === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
