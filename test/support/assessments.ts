import type { TypedAssessment } from '../../src/alerts/risk-assessment/assessment-content.ts'

type TypedScenario = TypedAssessment['scenarios'][number]

/** A scenario as typed: a fire that is severe and rather unlikely. */
export function aScenario(said: Partial<TypedScenario> = {}): TypedScenario {
  return {
    hazard: 'fire',
    group: '',
    severity: '3',
    steps: ['1', '0.1', '0.5', '0.1'],
    counted: true,
    story: '夜间充电时电池热失控，引燃楼道杂物',
    sources: ['抽检 20 批次', '三年投诉统计', '入户调查', '消防火灾统计'],
    ...said,
  }
}

/** A risk assessment that may be handed in as it is; say only what the test is about. */
export function anAssessment(said: Partial<TypedAssessment> = {}): TypedAssessment {
  return {
    title: '某型电动自行车锂电池充电起火',
    leaf: 'PROD.03',
    description: '48V 三元锂电池，家中和楼道充电，常见用非原装充电器。',
    scenarios: [aScenario()],
    exposed: '住户及邻居，含老人和儿童',
    groups: ['vulnerable'],
    units: '12,000',
    people: '',
    field: '',
    figures: {},
    is: [],
    uncertainty: '入户充电比例只有小样本；补充调查后概率可能降低一档。',
    ...said,
  }
}
