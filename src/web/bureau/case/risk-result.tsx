import type { TypedScenario, Weighed } from '../../../cases/risk/risk-factors.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { chanceWords, scenarioName } from '../../../reference/risk-words.ts'
import type { Flip, JudgedScenario } from '../../../triage/risk-scenario.ts'
import { Both, type Column, Notice, RiskBadge, riskWords, Table } from '../../parts.tsx'

/** What was typed into the form: tried out (`weighed`), or refused (`said`). */
export type RiskTried = {
  typed: TypedScenario[]
  reason: string
  weighed: Weighed | null
  said: Said | null
  fields: Record<string, Said>
}

/** Level, scenarios and the sensitivity check. */
export function Result({ weighed, city, isTried = false }: { weighed: Weighed; city: City; isTried?: boolean }) {
  const { worst, range, scenarios, flips } = weighed
  const name = scenarioName(city, worst.hazard)
  return (
    <>
      <p>
        <RiskBadge risk={worst.level} />{' '}
        <Both
          zh={`最坏的情景：${name.zh}，伤害程度 ${worst.severity}，概率 ${chanceWords(worst.probability)}`}
          en={`worst scenario: ${name.en}, severity ${worst.severity}`}
        />
      </p>
      <Table
        caption={isTried ? { zh: '试算的情景', en: 'Scenarios tried' } : { zh: '风险情景', en: 'Risk scenarios' }}
        columns={columnsFor(city)}
        rows={scenarios}
        empty={{ zh: '没有情景。', en: 'No scenario.' }}
      />
      <p class="hint">
        <Both
          zh={`伤害概率 = ${city.riskFactors.steps.map(({ zh }) => zh).join(' × ')}`}
          en={`Probability = ${city.riskFactors.steps.map(({ en }) => en).join(' × ')}`}
        />
      </p>
      <Sensitivity flips={flips} range={range} weighed={weighed} city={city} />
    </>
  )
}

function columnsFor(city: City): Column<JudgedScenario>[] {
  return [
    {
      head: { zh: '情景', en: 'Scenario' },
      cell: ({ hazard, group }) => (
        <>
          <Both {...scenarioName(city, hazard)} />
          {group !== null && (
            <>
              <br />
              <span class="hint">{groupName(city, group)}</span>
            </>
          )}
        </>
      ),
    },
    { head: { zh: '程度', en: '1–4' }, cell: ({ severity }) => String(severity), numeric: true },
    {
      head: { zh: '伤害概率', en: 'Probability' },
      cell: (scenario) => (
        <span class="number">
          {scenario.steps.map(chanceWords).join(' × ')} = <strong>{chanceWords(scenario.probability)}</strong>
        </span>
      ),
    },
    { head: { zh: '等级', en: 'Level' }, cell: ({ level }) => <RiskBadge risk={level} /> },
  ]
}

function groupName(city: City, id: string): string {
  return city.riskFactors.groups.find((group) => group.id === id)?.zh ?? id
}

const SHOWN = 8

type SensitivityProps = { flips: Flip[]; range: Weighed['range']; weighed: Weighed; city: City }

function Sensitivity({ flips, range, weighed, city }: SensitivityProps) {
  if (flips.length === 0) {
    return (
      <p>
        <Both
          zh="敏感性检验：任何一个因素变动一级，等级都不变。"
          en="Sensitivity: no single step would change the level."
        />
      </p>
    )
  }
  const [from, to] = [riskWords(range.from), riskWords(range.to)]
  return (
    <details>
      <summary>
        <Both
          zh={`敏感性检验：一步之差可在${from.zh}与${to.zh}之间`}
          en={`one step away: ${from.en} to ${to.en} (${flips.length})`}
        />
      </summary>
      <ul class="reasons">
        {flips.slice(0, SHOWN).map((flip) => (
          <li>
            <FlipWords flip={flip} weighed={weighed} city={city} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function FlipWords({ flip, weighed, city }: { flip: Flip; weighed: Weighed; city: City }) {
  const scenario = weighed.scenarios[flip.scenario]
  const name = scenarioName(city, scenario?.hazard ?? '')
  const step = typeof flip.factor === 'number' ? city.riskFactors.steps[flip.factor] : undefined
  const factor = step ?? { zh: '伤害程度', en: 'severity' }
  const words = (value: number) => (flip.factor === 'severity' ? String(value) : chanceWords(value))
  return (
    <>
      {name.zh} · {factor.zh} {words(flip.from)} → {words(flip.to)}：<RiskBadge risk={flip.level} />{' '}
      <span class="en" lang="en">
        {factor.en}
      </span>
    </>
  )
}

/** What trying out showed, read out when it changes; why saving was refused. */
export function TriedResult({ tried, city }: { tried: RiskTried | null; city: City }) {
  return (
    <div id="risk-result" role="status">
      {tried?.said && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      {tried?.weighed && (
        <Notice tone="blue" title={{ zh: '试算，尚未保存', en: 'Tried out, not saved' }}>
          <Result weighed={tried.weighed} city={city} isTried />
        </Notice>
      )}
    </div>
  )
}
